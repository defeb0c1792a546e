/** The details of one event: what each source says of it, with its reference and passage. */
import { el, icon, refill } from "./dom.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

const CLOSE = "M6.4 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z";
const ROLES = ["at", "from", "via", "to", "along", "within"];

export class Drawer {
  /** `order()` gives the events to leaf through; `go(event)` shows one, `closed()` is told of closing. */
  constructor({ atlas, lang, order, go, closed }) {
    this.order = order;
    this.atlas = atlas;
    this.lang = lang;
    this.go = go;
    this.event = null;
    this.root = el("aside", { class: "pt-drawer", hidden: true, tabindex: "-1" });
    this.closed = closed;
    this.root.addEventListener("keydown", (key) => {
      if (key.key === "Escape") this.close();
    });
  }

  say(key, values) {
    return say(this.lang, key, values);
  }

  setLanguage(lang) {
    this.lang = lang;
    if (this.event) this.open(this.event, false);
  }

  hide() {
    this.event = null;
    this.root.hidden = true;
  }

  close() {
    this.hide();
    this.closed();
  }

  /** Shows an event; moves the focus there if `focus`. */
  open(event, focus = true) {
    this.event = event;
    const { atlas, lang } = this;
    this.root.setAttribute("aria-label", this.say("details"));
    const layer = atlas.layers.find(({ id }) => id === event.layer);
    const order = this.order();
    const at = order.indexOf(event);
    const turn = (key, other) =>
      el("button", { type: "button", class: "pt-link", disabled: !other, on: { click: () => this.go(other) } }, this.say(key));
    refill(
      this.root,
      el("header", {},
        el("div", { class: "pt-kicker" }, textIn(layer.title, lang)),
        el("button", { type: "button", class: "pt-button pt-close", "aria-label": this.say("close"), on: { click: () => this.close() } }, icon(CLOSE))),
      el("div", { class: "pt-scroll", tabindex: "0" },
        el("p", { class: "pt-summary" }, textIn(event.claims[0].summary, lang)),
        event.disputed.length ? el("p", { class: "pt-disputed" }, this.disputed(event)) : null,
        event.claims.map((claim, i) => this.claim(claim, event, i))),
      el("footer", {}, turn("previous", order[at - 1]),
        el("span", {}, at >= 0 ? `${at + 1} / ${order.length}` : ""),
        turn("next", at >= 0 ? order[at + 1] : null)),
    );
    this.root.hidden = false;
    this.root.querySelector(".pt-scroll").scrollTop = 0;
    if (focus) this.root.focus({ preventScroll: true });
  }

  disputed({ disputed }) {
    const what = disputed.map((topic) => this.say(`on_${topic}`)).join(this.say("and"));
    return this.say("claims_differ", { what });
  }

  claim(claim, event, index) {
    const { atlas, lang } = this;
    const several = event.claims.length > 1;
    const source = atlas.sources[claim.source];
    const list = el("dl");
    const row = (key, ...content) => list.append(el("dt", {}, this.say(key)), el("dd", {}, content));
    row("when", claim.when ? textIn(claim.when, lang) : this.say("no_date"), this.written(claim.written, source));
    if (claim.known) row("known", textIn(claim.known, lang));
    if (claim.places.length) row("where", this.places(claim, source));
    if (claim.who.length) row("who", claim.who.map((id) => this.actor(id)));
    if (claim.quantity) row("quantity", textIn(claim.quantity, lang));
    row("status", textIn(atlas.status[claim.status], lang));
    if (claim.certainty !== "certain") row("certainty", this.say(claim.certainty));
    if (claim.note) row("note", el("span", { lang: "en" }, claim.note));
    const text = atlas.passages[`${claim.source}|${claim.passage}`];
    row("source",
      el("cite", { lang: source.lang }, source.reference),
      el("div", { class: "pt-passage" }, `${claim.source}, ${this.say("passage")} ${claim.passage.split(":")[0]}`),
      text ? el("blockquote", { lang: source.lang }, text) : null);
    return el("article", { class: several ? "pt-claim pt-several" : "pt-claim" },
      several ? el("h3", {}, `${this.say("claim")} ${index + 1}: ${source.short}`) : null,
      several && index ? el("p", { class: "pt-said" }, textIn(claim.summary, lang)) : null,
      list);
  }

  written(text, source) {
    return text ? el("span", { class: "pt-written", lang: source.lang }, this.say("written", { text })) : null;
  }

  actor(id) {
    const actor = this.atlas.actors.find((other) => other.id === id);
    if (!actor) return el("span", { class: "pt-actor" }, id);
    const dot = el("span", { class: "pt-dot" });
    dot.style.background = actor.hue;
    return el("span", { class: "pt-actor" }, dot, textIn(actor.name, this.lang));
  }

  places(claim, source) {
    return ROLES.flatMap((role) => claim.places.filter((ref) => ref.role === role)).map((ref) => {
      const place = this.atlas.places[ref.place];
      return el("div", {},
        el("span", { class: "pt-role" }, this.say(`role_${ref.role}`)), " ",
        textIn(place.names, this.lang), ref.inferred ? el("i", { title: this.say("inferred") }, " ?") : null,
        place.located ? null : el("span", { class: "pt-written" }, this.say("unlocated")),
        this.written(ref.written, source));
    });
  }
}
