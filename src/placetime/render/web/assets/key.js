/** The key of the map: who acts, the layers with their legend by group, and how sure things are, with switches. */
import { el } from "./dom.js";
import { NOBODY } from "./filters.js";
import { sample } from "./legend.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

/** A map narrower than this, px, has little room. */
const NARROW = 800;
/** With more layers than this only the first group with anything to show starts open. */
const MANY = 6;
const LOOKS = ["solid", "hollow", "split"];

export class Key {
  /**
   * `isShown(id)` and `setLayer(id, shown)` switch layers, `filtered()` is called when a filter has changed,
   * `item(event)` makes an entry of a list of events.
   */
  constructor({ atlas, stage, filters, isShown, setLayer, filtered, item }) {
    Object.assign(this, { atlas, stage, filters, isShown, setLayer, filtered, item });
    this.closed = null;
  }

  /** The layers of a group that have any events. */
  layersOf(group) {
    return this.atlas.layers.filter((layer) => layer.group === group && this.used.has(layer.id));
  }

  /**
   * Groups start folded if none of their layers is shown, all but the first where there are many layers, and
   * all where there is little room.
   */
  foldAtFirst() {
    const narrow = this.stage.map.getSize().x < NARROW;
    const shown = this.atlas.groups.filter(({ id }) => this.layersOf(id).some((layer) => this.isShown(layer.id)));
    const open = narrow ? [] : this.used.size > MANY ? shown.slice(0, 1) : shown;
    this.closed = new Set(this.atlas.groups.filter((group) => !open.includes(group)).map(({ id }) => id));
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  text(texts) {
    return textIn(texts, this.stage.look.lang);
  }

  /** Everything anew, in the language of the stage: a list of elements. */
  build() {
    this.boxes = { who: new Map(), status: new Map() };
    this.groups = [];
    this.counts = [];
    const { atlas } = this;
    this.used = new Set(atlas.events.map(({ layer }) => layer));
    if (!this.closed) this.foldAtFirst();
    const groups = [...atlas.groups, { id: null, title: {} }];
    const nodes = [
      atlas.actors.length ? this.section("who", "who", this.actors()) : null,
      groups.map((group) => this.group(group)),
      this.section("sure", "status", this.sure()),
    ];
    this.refresh();
    return nodes;
  }

  /** A heading with a switch for all of a facet, and what is under it. */
  section(title, facet, content) {
    const all = el("button", { type: "button", class: "pt-link pt-all", "data-facet": facet, on: {
      click: () => {
        this.filters.setAll(facet, this.filters.off[facet].size > 0);
        this.filtered();
      },
    } });
    this[`${facet}All`] = all;
    return el("section", {}, el("div", { class: "pt-head" }, el("h2", {}, this.say(title)), all), content);
  }

  /** A switch for one value of a facet, with the number of its events. */
  facet(facet, value, ...content) {
    const box = el("input", { type: "checkbox", on: {
      change: () => {
        this.filters.set(facet, value, box.checked);
        this.filtered();
      },
    } });
    const count = el("span", { class: "pt-count" });
    this.boxes[facet].set(value, { box, count });
    return el("label", { class: "pt-facet" }, box, content, count);
  }

  actors() {
    const values = this.filters.all("who");
    const names = this.atlas.actors.filter(({ id }) => values.has(id)).map((actor) => {
      const dot = el("span", { class: "pt-dot" });
      dot.style.background = actor.hue;
      return el("li", {}, this.facet("who", actor.id, dot, el("span", {}, this.text(actor.name))));
    });
    if (values.has(NOBODY)) {
      names.push(el("li", {}, this.facet("who", NOBODY, el("span", { class: "pt-dot pt-nobody" }), el("span", {}, this.say("nobody")))));
    }
    return el("ul", { class: "pt-facets" }, names);
  }

  group(group) {
    const layers = this.layersOf(group.id);
    if (!layers.length) return null;
    const title = this.text(group.title);
    if (!title) return el("section", {}, layers.map((layer) => this.layer(layer)));
    const body = el("div", { class: "pt-group-body" }, layers.map((layer) => this.layer(layer)));
    const box = el("input", { type: "checkbox", "aria-label": this.say("show_group", { title }), on: {
      change: () => {
        for (const { id } of layers) this.setLayer(id, box.checked);
      },
    } });
    const open = !this.closed.has(group.id);
    const fold = el("button", { type: "button", class: "pt-fold", "aria-expanded": String(open), on: {
      click: () => {
        const now = this.closed.has(group.id);
        if (now) this.closed.delete(group.id);
        else this.closed.add(group.id);
        body.hidden = !now;
        fold.setAttribute("aria-expanded", now);
      },
    } }, el("span", {}, title), this.groupCount(layers));
    body.hidden = !open;
    this.groups.push({ box, layers });
    return el("section", { class: "pt-group" }, el("div", { class: "pt-head" }, box, el("h2", {}, fold)), body);
  }

  /** How many layers of a group are shown, of how many. */
  groupCount(layers) {
    const count = el("span", { class: "pt-count" });
    this.counts.push([count, layers]);
    return count;
  }

  layer(layer) {
    const box = el("input", { type: "checkbox", "data-layer": layer.id, on: { change: () => this.setLayer(layer.id, box.checked) } });
    const hue = layer.hue ?? this.stage.look.style.muted;
    return el("div", { class: "pt-layer" },
      el("label", { class: "pt-switch" }, box, el("span", {}, this.text(layer.title))),
      el("ul", { class: "pt-legend" }, layer.legend.map((entry) =>
        el("li", {},
          entry.samples.map((one) => sample({ ...one, hue }, this.stage.look)),
          el("span", {}, this.text(entry.text))))),
      el("details", { class: "pt-missing" }, el("summary", {}, this.say("meaning")), el("p", {}, this.text(layer.meaning))),
      el("div", { class: "pt-lists", "data-lists": layer.id }));
  }

  /** What a layer holds that is not on the map, counted and listed. */
  missing(layer) {
    return ["undated", "unplaced"].map((why) => {
      const events = this.atlas.events.filter((event) => event.layer === layer && event[why] && this.filters.passes(event));
      if (!events.length) return null;
      return el("details", { class: "pt-missing" }, el("summary", {}, this.say(why, { n: events.length })),
        el("ol", { class: "pt-events" }, events.map((event) => this.item(event))));
    });
  }

  sure() {
    const { look } = this.stage;
    const row = (key, mark, extra) => el("li", {}, sample(mark, look, extra), el("span", {}, this.say(key)));
    const values = this.filters.all("status");
    const looks = LOOKS.map((kind) => {
      const statuses = Object.keys(this.atlas.looks).filter((status) => this.atlas.looks[status] === kind && values.has(status));
      return [row(`look_${kind}`, { look: kind }), statuses.length ? el("li", { class: "pt-statuses" }, el("ul", { class: "pt-facets" },
        statuses.map((status) => el("li", {}, this.facet("status", status, el("span", {}, this.text(this.atlas.status[status]))))))) : null];
    });
    return el("ul", { class: "pt-legend" }, looks,
      row("disputed", { disputed: true }), row("vague", {}, "vague"), row("trace", {}, "trace"),
      row("ring", {}, "ring"), row("border", {}, "border"),
      el("li", {}, el("span", { class: "pt-sample pt-query", "aria-hidden": "true" }, "?"), el("span", {}, this.say("inferred"))));
  }

  /** Puts all switches and numbers in step with what is shown. */
  refresh(root = null) {
    const { filters } = this;
    for (const facet of ["who", "status"]) {
      const counts = filters.counts(facet, (event) => this.isShown(event.layer));
      for (const [value, { box, count }] of this.boxes[facet]) {
        box.checked = !filters.off[facet].has(value);
        count.textContent = String(counts.get(value) ?? 0);
      }
      const all = this[`${facet}All`];
      if (all) all.textContent = this.say(filters.off[facet].size ? "all_on" : "all_off");
    }
    for (const { box, layers } of this.groups) {
      const shown = layers.filter(({ id }) => this.isShown(id)).length;
      box.checked = shown === layers.length;
      box.indeterminate = shown > 0 && shown < layers.length;
    }
    for (const [count, layers] of this.counts) {
      count.textContent = `${layers.filter(({ id }) => this.isShown(id)).length}/${layers.length}`;
    }
    if (!root) return;
    for (const box of root.querySelectorAll("[data-layer]")) {
      box.checked = this.isShown(box.dataset.layer);
      box.closest(".pt-layer").classList.toggle("pt-off", !box.checked);
    }
    const state = [...filters.off.who, "|", ...filters.off.status, this.stage.look.lang].join();
    for (const node of root.querySelectorAll("[data-lists]")) {
      if (node.dataset.state === state) continue;
      node.dataset.state = state;
      node.replaceChildren(...this.missing(node.dataset.lists).filter(Boolean));
    }
  }
}
