/** The search field of the panel: a combobox whose list holds places and events. */
import { el, icon, refill } from "./dom.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

const GLASS = "M10.500 4a6.500 6.500 0 1 0 4 11.600l4.700 4.700 1.400-1.400-4.700-4.700A6.500 6.500 0 0 0 10.500 4zm0 2a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9z";

export class SearchBox {
  /** `goToPlace(id)` and `open(event)` are called with what the reader chooses. */
  constructor({ finder, stage, goToPlace, open }) {
    Object.assign(this, { finder, stage, goToPlace, open });
    this.text = "";
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  build() {
    this.input = el("input", {
      type: "text", enterkeyhint: "search", class: "pt-search", role: "combobox", "aria-label": this.say("search"), placeholder: this.say("search_hint"),
      "aria-expanded": "false", "aria-controls": "pt-found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      on: { input: () => this.look(), keydown: (event) => this.key(event), blur: () => this.fold(), focus: () => this.text && this.look() },
    });
    this.input.value = this.text;
    this.list = el("div", { id: "pt-found", class: "pt-found pt-scroll", role: "listbox", "aria-label": this.say("found"), hidden: true, tabindex: "-1" });
    this.none = el("div", { class: "pt-found-none", role: "status" });
    this.options = [];
    return el("div", { class: "pt-finding" }, icon(GLASS), this.input, this.list, this.none);
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  /** Shows what fits the text. */
  look() {
    this.text = this.input.value;
    const { lang } = this.stage.look;
    const { places, events } = this.finder.find(this.text, lang);
    this.options = [
      ...places.map((entry) => ({ node: this.placeOption(entry, lang), run: () => this.goToPlace(entry.id) })),
      ...events.map((event) => ({ node: this.eventOption(event, lang), run: () => this.open(event) })),
    ];
    this.options.forEach(({ node, run }, i) => {
      node.id = `pt-found-${i}`;
      node.addEventListener("pointerdown", (event) => event.preventDefault());
      node.addEventListener("click", () => this.choose(run));
    });
    const group = (key, nodes) => (nodes.length
      ? el("div", { role: "group", "aria-label": this.say(key) },
        el("div", { class: "pt-kicker", role: "presentation", "aria-hidden": "true" }, this.say(key)), nodes) : null);
    const nodes = this.options.map(({ node }) => node);
    refill(this.list, group("places", nodes.slice(0, places.length)), group("events", nodes.slice(places.length)));
    const n = this.options.length;
    const nothing = this.text.trim() && !n;
    this.none.textContent = nothing ? this.say("found_none") : n ? this.say("found_n", { n }) : "";
    this.none.classList.toggle("pt-unseen", !nothing);
    this.setOpen(n > 0);
  }

  setOpen(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.activate(-1);
  }

  fold() {
    this.setOpen(false);
    this.none.textContent = "";
  }

  placeOption({ place, form, events }, lang) {
    const name = textIn(place.names, lang);
    return el("div", { role: "option", "aria-selected": "false" }, el("span", { class: "pt-hit" }, name),
      form.text === name ? null : el("span", { class: "pt-form", lang: form.lang, dir: "auto" }, form.text),
      el("small", {}, this.say(events.length === 1 ? "event_1" : "events_n", { n: events.length })));
  }

  eventOption(event, lang) {
    const [claim] = event.claims;
    return el("div", { role: "option", "aria-selected": "false" },
      el("small", {}, claim.when ? textIn(claim.when, lang) : this.say("no_date")), el("span", {}, textIn(claim.summary, lang)));
  }

  activate(index) {
    this.active = index;
    this.options.forEach(({ node }, i) => node.setAttribute("aria-selected", String(i === index)));
    const node = this.options[index]?.node;
    if (node) {
      this.input.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  choose(run) {
    this.fold();
    run();
  }

  key(event) {
    const n = this.options.length;
    const open = !this.list.hidden;
    if (event.key === "Escape") {
      if (!open && !this.text) return;
      if (!open) {
        this.input.value = "";
        this.text = "";
      }
      this.fold();
    } else if (event.key === "ArrowDown" && n) {
      if (!open) this.setOpen(true);
      this.activate((this.active + 1) % n);
    } else if (event.key === "ArrowUp" && n) {
      if (!open) this.setOpen(true);
      this.activate(this.active <= 0 ? n - 1 : this.active - 1);
    } else if (event.key === "Enter" && open) {
      this.choose(this.options[Math.max(0, this.active)].run);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
