/** The details of one event: what each source says of it, with its reference and passage. */
import { compare, sayInForce } from "./compare.js";
import { el, icon, refill } from "./dom.js";
import { dayOf } from "./events.js";
import { Telling } from "./telling.js";
import { textIn } from "./type.js";

const CLOSE = "M6.4 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z";

export class Drawer {
  /**
   * `order()` gives the events to leaf through, `chosen(event)` the index of the claim it is drawn by or
   * null; `go(event)` shows one, `choose(event, index or null)` has it drawn by a claim, `closed()` is told
   * of closing, `item(event)` makes an entry of a list of events.
   */
  constructor({ atlas, clock, order, chosen, choose, go, closed, item }) {
    Object.assign(this, { atlas, clock, order, chosen, choose, go, closed, item });
    this.event = null;
    this.place = null;
    this.setLanguage(atlas.languages[0]);
    this.root = el("aside", { class: "pt-drawer", hidden: true, tabindex: "-1" });
    this.root.addEventListener("keydown", (key) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      this.close();
    });
  }

  say(key, values) {
    return this.telling.say(key, values);
  }

  setLanguage(lang) {
    this.telling = new Telling(this.atlas, lang);
    if (this.event) this.open(this.event, false);
    if (this.place) this.openPlace(this.place, false);
  }

  hide() {
    this.event = null;
    this.place = null;
    this.root.hidden = true;
  }

  close() {
    const { event } = this;
    this.hide();
    this.closed(event);
  }

  /** Shows an event; moves the focus there if `focus`. */
  open(event, focus = true) {
    const same = this.event === event;
    const top = same ? this.root.querySelector(".pt-scroll").scrollTop : 0;
    this.event = event;
    this.place = null;
    const { atlas, telling } = this;
    const layer = atlas.layers.find(({ id }) => id === event.layer);
    const order = this.order();
    const at = order.indexOf(event);
    const turn = (key, other) =>
      el("button", { type: "button", class: "pt-link", disabled: !other, on: { click: () => this.go(other) } }, this.say(key));
    this.fill(textIn(layer.title, telling.lang), [
      el("p", { class: "pt-summary" }, telling.text(event.claims[0].summary)),
      event.disputed.length ? this.disputed(event) : event.claims.map((claim, i) => this.claim(claim, event, i)),
    ], el("footer", {}, turn("previous", order[at - 1]),
      el("span", {}, at >= 0 ? `${at + 1} / ${order.length}` : ""),
      turn("next", at >= 0 ? order[at + 1] : null)));
    this.root.classList.toggle("pt-wide", event.disputed.length > 0);
    this.root.querySelector(".pt-scroll").scrollTop = top;
    this.refresh();
    if (focus) this.root.focus({ preventScroll: true });
  }

  fill(kicker, content, footer = null) {
    this.root.setAttribute("aria-label", this.say("details"));
    refill(
      this.root,
      el("header", {},
        el("div", { class: "pt-kicker" }, kicker),
        el("button", { type: "button", class: "pt-button pt-close", "aria-label": this.say("close"), on: { click: () => this.close() } }, icon(CLOSE))),
      el("div", { class: "pt-scroll", tabindex: "0", role: "group", "aria-label": this.say("details") }, content),
      footer,
    );
    this.root.hidden = false;
  }

  /** Shows a place, an entry of the Finder: its names and its events in order of time. */
  openPlace(entry, focus = true) {
    this.event = null;
    this.place = entry;
    const { telling } = this;
    const { place, events } = entry;
    const dated = [...events].sort((a, b) => (a.span ? dayOf(a.span) : Infinity) - (b.span ? dayOf(b.span) : Infinity));
    this.fill(this.say("place"), [
      el("p", { class: "pt-summary" }, telling.text(place.names)),
      place.located ? null : el("p", { class: "pt-written" }, this.say("unlocated")),
      telling.forms(place),
      el("h3", { class: "pt-kicker pt-events-here" }, this.say("events_here", { n: events.length })),
      el("ol", { class: "pt-events" }, dated.map((event) => this.item(event))),
    ]);
    this.root.classList.remove("pt-wide");
    if (focus) this.root.focus({ preventScroll: true });
  }

  /** After each change of the days that show. */
  refresh() {
    if (this.event) sayInForce(this.root, this.event, this.clock.window, this.telling);
  }

  disputed(event) {
    const what = event.disputed.map((topic) => this.say(`on_${topic}`)).join(this.say("and"));
    return [
      el("p", { class: "pt-disputed" }, this.say("claims_differ", { what })),
      compare(event, {
        telling: this.telling, chosen: this.chosen(event), choose: (index) => this.choose(event, index),
        goTo: (span) => {
          this.clock.direction = 0;
          this.clock.setDay(dayOf(span));
        },
      }),
    ];
  }

  claim(claim, event, index) {
    const several = event.claims.length > 1;
    const { telling } = this;
    return el("article", { class: "pt-claim" },
      several ? el("h3", {}, `${this.say("claim")} ${index + 1}: `,
        el("span", { lang: this.atlas.sources[claim.source].lang }, this.atlas.sources[claim.source].short)) : null,
      several && index ? el("p", { class: "pt-said" }, telling.text(claim.summary)) : null,
      el("dl", {}, telling.topics(claim).map(([topic, nodes]) => [el("dt", {}, this.say(topic)), el("dd", {}, nodes)])));
  }
}
