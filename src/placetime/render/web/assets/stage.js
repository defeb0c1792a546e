/**
 * The stage of one map: one clock, one engine that draws, and one dock for all of its time layers.
 * Nothing is shared between maps.
 */
import { Cast } from "./cast.js";
import { Clock } from "./clock.js";
import { Dock } from "./dock.js";
import { el } from "./dom.js";
import { During } from "./during.js";
import { CanvasEngine } from "./engine.js";
import { GlEngine } from "./gl/engine.js";
import { Pointer } from "./pointer.js";
import { TimeScale } from "./timescale.js";
import { isDark } from "./tone.js";
import { directionOf } from "./type.js";
import { opacityOf, progress, showing } from "./visible.js";

const stages = new WeakMap();
const PANE = "placetime";

/** The stage of a map, made when first asked for. */
export function stageOf(L, map, spec) {
  if (!stages.has(map)) stages.set(map, new Stage(L, map, spec));
  return stages.get(map);
}

export class Stage {
  constructor(L, map, { style, symbols }) {
    this.L = L;
    this.map = map;
    this.look = { style, symbols, lang: document.documentElement.lang || "en", selected: null, nameOf: null };
    this.layers = [];
    this.cast = new Cast([]);
    /** Grows with each other cast. */
    this.casts = 0;
    this.during = new During(this.cast, 0);
    this.labels = [];
    this.found = null;
    this.axisGiven = false;
    this.extent = null;
    this.chapters = [];
    this.series = [];
    this.seriesShown = -1;
    this.painting = false;
    this.listeners = [];
    this.openDetails = (mark, latlng) => this.pointer.openPopup(mark, latlng);
    this.tipOf = (mark) => mark.tip;
    /** Of a mark, whether it is drawn; null for all but those that show when one claim alone is believed. */
    this.keeps = null;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.clock = new Clock(TimeScale.even(0, 0), {
      frame: (callback) => window.requestAnimationFrame(callback),
      calm,
    });
    this.clock.onChange(() => this.refresh());
    this.makeUi();
    this.makePane();
    this.dock = new Dock(this);
  }

  makePane() {
    const pane = this.map.createPane(PANE);
    pane.style.zIndex = 450;
    pane.style.pointerEvents = "none";
    this.chooseEngine();
  }

  /** Takes WebGL 2 if there is one, and the 2D canvas while there is none. */
  chooseEngine() {
    this.engine?.remove();
    const lost = () => {
      this.engine.remove();
      this.engine = new CanvasEngine(this.L, this.map, this, PANE);
    };
    this.engine =
      GlEngine.on(this.L, this.map, this, PANE, { lost, restored: () => this.chooseEngine() }) ??
      new CanvasEngine(this.L, this.map, this, PANE);
    this.engine.redraw();
  }

  makeUi() {
    const container = this.map.getContainer();
    container.classList.add("pt-map");
    container.dir = "ltr";
    this.ui = el("div", { class: "pt-ui" });
    container.append(this.ui);
    this.pointer = new Pointer(this);
    for (const [name, value] of Object.entries(this.look.style)) {
      if (typeof value === "string") container.style.setProperty(`--pt-${name.replace("_", "-")}`, value);
    }
    container.style.setProperty("--pt-land", this.look.style.base.land);
    container.classList.toggle("pt-dark", isDark(this.look.style.paper));
  }

  /** Adds an element to the user interface; what happens on it does not reach the map. */
  addUi(node) {
    this.L.DomEvent.disableClickPropagation(node);
    this.L.DomEvent.disableScrollPropagation(node);
    // Leaflet asks the parents of what was clicked, which has none if the click had it made anew
    node.addEventListener("click", ({ target }) => (target._leaflet_disable_click = true), true);
    this.ui.append(node);
  }

  /** Calls `listener()` after each change of what shows. */
  onRefresh(listener) {
    this.listeners.push(listener);
  }

  /** Adds a layer: {data, days, marks}; see timelayer.js. */
  add(layer) {
    this.layers.push(layer);
    this.layersChanged();
  }

  remove(layer) {
    this.layers = this.layers.filter((other) => other !== layer);
    this.layersChanged();
  }

  /** Only marks of which `keeps(mark)` is true are drawn from now on. */
  setFilter(keeps) {
    this.keeps = keeps;
    this.layersChanged();
  }

  layersChanged() {
    const order = (layer) => layer.data.order ?? 0;
    const layers = [...this.layers].sort((a, b) => order(a) - order(b)).map(({ marks }) => marks);
    this.cast = new Cast(layers, this.keeps);
    this.during = null;
    this.casts += 1;
    this.widenAxis(this.layers.map((layer) => layer.data.span).filter(Boolean));
    this.dock.setShown(this.axisGiven || this.layers.length > 0);
    this.refresh();
  }

  /** Makes the axis hold all [first, last] of `spans`; it never shrinks, so that the day stays. */
  widenAxis(spans) {
    if (this.axisGiven || !spans.length) return;
    const { extent } = this;
    this.extent = [
      Math.min(...spans.map(([first]) => first), extent ? extent[0] : Infinity),
      Math.max(...spans.map(([, last]) => last), extent ? extent[1] : -Infinity),
    ];
    if (String(extent) === String(this.extent)) return;
    this.clock.unit = unitFor(this.extent[1] - this.extent[0]);
    this.clock.setScale(TimeScale.even(...this.extent));
  }

  /** What the cards cover, as boxes of layer points: no name is written there. */
  covered() {
    const window = this.map.getContainer().getBoundingClientRect();
    const controls = this.map.getContainer().querySelectorAll(".leaflet-control");
    return [...this.ui.children, ...controls].filter((card) => card !== this.pointer.tip && !card.hidden).map((card) => {
      const box = card.getBoundingClientRect();
      const corner = (x, y) => this.map.containerPointToLayerPoint([x - window.left, y - window.top]);
      const [a, b] = [corner(box.left, box.top), corner(box.right, box.bottom)];
      return { left: a.x - 4, top: a.y - 4, right: b.x + 4, bottom: b.y + 4 };
    });
  }

  /** An axis of the atlas' own instead of the extent of the layers. */
  setAxis(segments, chapters) {
    this.axisGiven = true;
    this.chapters = chapters;
    const chapter = segments.find((segment) => segment.chapter !== null) ?? segments[0];
    this.clock.unit = unitFor(chapter.last - chapter.first);
    this.clock.setScale(new TimeScale(segments));
  }

  setLanguage(lang) {
    this.look.lang = lang;
    this.ui.lang = lang;
    this.ui.dir = directionOf(lang);
    for (const canvas of this.engine.canvases) canvas.lang = lang;
    this.dock.translate();
    this.refresh();
  }

  /** Draws the series of this index over the axis; -1 for none. */
  setSeries(index) {
    this.seriesShown = index;
    this.dock.refresh();
  }

  /** Marks the event of this key (see events.js) on the map; null for none. */
  select(key) {
    this.look.selected = key;
    this.paint();
  }

  /** Tells all that what shows has changed, and has it painted. */
  refresh() {
    const { scale } = this.clock;
    if (this.axis !== scale || !this.during) {
      this.axis = scale;
      this.during = new During(this.cast, scale.last - scale.first);
    }
    this.found = null;
    this.dock.refresh();
    for (const listener of this.listeners) listener();
    this.paint();
  }

  /** The numbers of the marks that may show now, and some others. */
  get candidates() {
    return this.during.marks(...this.clock.window);
  }

  /** What shows now: {at, mark, presence, trace, share, opacity} in drawing order. */
  get shown() {
    this.found ??= this.find(this.candidates);
    return this.found;
  }

  find(candidates) {
    const { cast } = this;
    const [first, last] = this.clock.window;
    const shown = [];
    for (const at of candidates) {
      const state = showing(cast.days, 4 * at, first, last, cast.trace[at]);
      if (!(state.presence > 0 || state.trace > 0)) continue;
      const mark = cast.mark(at);
      const share = mark.kind === "move" ? progress(cast.days, 4 * at, last) : 1;
      shown.push({ at, mark, ...state, share, opacity: opacityOf(state, this.look.style.opacity) });
    }
    return shown;
  }

  paint() {
    if (this.painting) return;
    this.painting = true;
    window.requestAnimationFrame(() => {
      this.painting = false;
      this.engine.redraw();
    });
  }

  /** What the engine's canvas shows of the map. */
  view() {
    return this.engine.view();
  }
}

/** A fit step for an axis of so many days. */
export function unitFor(days) {
  if (days < 150) return "day";
  if (days < 800) return "week";
  if (days < 12000) return "month";
  return days < 150000 ? "year" : "decade";
}
