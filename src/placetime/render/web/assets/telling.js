/** Tells what a claim says, topic by topic, as elements: when, where, who, how many, and who says so. */
import { el } from "./dom.js";
import { languageName, textIn } from "./type.js";
import { say } from "./words.js";

const ROLES = ["at", "from", "via", "to", "along", "within"];

export class Telling {
  constructor(atlas, lang) {
    this.atlas = atlas;
    this.lang = lang;
  }

  say(key, values) {
    return say(this.lang, key, values);
  }

  text(texts) {
    return textIn(texts, this.lang);
  }

  /** [topic, nodes] of all that a claim tells, the source last. */
  topics(claim) {
    const source = this.atlas.sources[claim.source];
    const topics = [["when", [claim.when ? this.text(claim.when) : this.say("no_date"), this.written(claim.written, source)]]];
    if (claim.known) topics.push(["known", [this.text(claim.known)]]);
    if (claim.places.length) topics.push(["where", this.places(claim, source)]);
    if (claim.who.length) topics.push(["who", claim.who.map((id) => this.actor(id))]);
    if (claim.quantity) topics.push(["quantity", [this.text(claim.quantity)]]);
    topics.push(["status", [this.text(this.atlas.status[claim.status])]]);
    if (claim.certainty !== "certain") topics.push(["certainty", [this.say(claim.certainty)]]);
    if (claim.note) {
      const lang = this.lang in claim.note ? this.lang : Object.keys(claim.note)[0];
      topics.push(["note", [el("span", { lang, dir: "auto" }, claim.note[lang])]]);
    }
    topics.push(["source", this.source(claim, source)]);
    return topics;
  }

  source(claim, source) {
    const text = this.atlas.passages[`${claim.source}|${claim.passage}`];
    return [
      el("cite", { lang: source.lang }, source.reference),
      source.link ? el("a", { class: "pt-out", href: source.link, target: "_blank", rel: "noopener noreferrer" },
        source.link.replace(/^https?:\/\//, "")) : null,
      el("div", { class: "pt-passage" }, `${claim.source}, ${this.say("passage_at", ends(claim.passage))}`),
      text ? el("blockquote", { lang: source.lang }, text) : null,
    ];
  }

  written(text, source) {
    if (!text) return null;
    const [before, after] = this.say("written", { text: "\u0000" }).split("\u0000");
    return el("span", { class: "pt-written" }, before, el("span", { lang: source.lang, dir: "auto" }, text), after);
  }

  actor(id) {
    const actor = this.atlas.actors.find((other) => other.id === id);
    if (!actor) return el("span", { class: "pt-actor" }, id);
    const dot = el("span", { class: "pt-dot" });
    dot.style.background = actor.hue;
    return el("span", { class: "pt-actor" }, dot, this.text(actor.name));
  }

  places(claim, source) {
    return ROLES.flatMap((role) => claim.places.filter((ref) => ref.role === role)).map((ref) => {
      const place = this.atlas.places[ref.place];
      return el("div", { class: "pt-place" },
        el("span", { class: "pt-role" }, this.say(`role_${ref.role}`)), " ",
        this.text(place.names), ref.inferred ? el("i", { title: this.say("inferred") }, " ?") : null,
        place.located ? null : el("span", { class: "pt-written" }, this.say("unlocated")),
        this.written(ref.written, source), this.forms(place));
    });
  }

  /** All other forms of a place's name, folded away; nothing if there is none. */
  forms({ names, forms }) {
    const shown = this.text(names);
    const others = forms.filter(({ text, when }) => text !== shown || when);
    if (!others.length) return null;
    return el("details", { class: "pt-forms" },
      el("summary", {}, this.say("other_names", { n: others.length })),
      el("ul", {}, others.map(({ text, lang, when }) => el("li", {},
        el("span", { class: "pt-form", lang, dir: "auto" }, text), " ",
        el("small", {}, [languageName(lang, this.lang), when && this.text(when)].filter(Boolean).join(", "))))));
  }
}

/** The ends of a passage `start-end:check`. */
function ends(passage) {
  const [from, to] = passage.split(":")[0].split("-");
  return { from, to };
}
