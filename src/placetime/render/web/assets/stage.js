/**
 * The stage of one map: one clock, one canvas and one dock for all of its time layers.
 * Nothing is shared between maps.
 */
import { canvasLayer } from "./canvas.js";
import { Clock } from "./clock.js";
import { Dock } from "./dock.js";
import { el, refill } from "./dom.js";
import { KINDS } from "./marks.js";
import { drawPicture } from "./picture.js";
import { TimeScale } from "./timescale.js";
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
    this.look = { style, symbols, lang: document.documentElement.lang || "en", selected: null };
    this.layers = [];
    this.marks = [];
    this.labels = [];
    this.shown = [];
    this.axisGiven = false;
    this.extent = null;
    this.chapters = [];
    this.series = [];
    this.seriesShown = -1;
    this.painting = false;
    this.listeners = [];
    this.openDetails = (mark, latlng) => this.openPopup(mark, latlng);
    this.tipOf = (mark) => mark.tip;
    this.keeps = (mark) => mark.alone < 0;
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
    this.canvas = canvasLayer(this.L, {
      pane: PANE,
      padding: 0.15,
      draw: (context, view) => {
        this.picker = drawPicture(context, view, this.shown, this.labels, this.look, this.covered());
      },
    }).addTo(this.map);
    this.map.on("click", (event) => {
      this.tip.hidden = true;
      const mark = this.pick(event.layerPoint, 6);
      if (mark) this.openDetails(mark, event.latlng);
    });
    this.map.on("mousemove", (event) => this.hover(event));
    this.map.on("mouseout", () => this.hover(null));
  }

  makeUi() {
    const container = this.map.getContainer();
    container.classList.add("pt-map");
    this.ui = el("div", { class: "pt-ui" });
    this.tip = el("div", { class: "pt-tip", role: "status", hidden: true });
    this.ui.append(this.tip);
    container.append(this.ui);
    for (const [name, value] of Object.entries(this.look.style)) {
      if (typeof value === "string") container.style.setProperty(`--pt-${name.replace("_", "-")}`, value);
    }
  }

  /** Adds an element to the user interface; what happens on it does not reach the map. */
  addUi(node) {
    this.L.DomEvent.disableClickPropagation(node);
    this.L.DomEvent.disableScrollPropagation(node);
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
    const order = new Map(this.layers.map((layer) => [layer, layer.data.order ?? 0]));
    this.marks = this.layers
      .flatMap((layer) => layer.marks)
      .filter(this.keeps)
      .sort(
        (a, b) =>
          KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || order.get(a.layer) - order.get(b.layer),
      );
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
    return [...this.ui.children].filter((card) => card !== this.tip && !card.hidden).map((card) => {
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
    if (this.canvas._container) this.canvas._container.lang = lang;
    this.dock.translate();
    this.refresh();
  }

  /** Draws the series of this index over the axis; -1 for none. */
  setSeries(index) {
    this.seriesShown = index;
    this.dock.refresh();
  }

  /** The event that is marked on the map, or null. */
  select(event) {
    this.look.selected = event;
    this.paint();
  }

  /** Works out what shows now, and has it painted. */
  refresh() {
    const [first, last] = this.clock.window;
    const { opacity } = this.look.style;
    this.shown = [];
    for (const mark of this.marks) {
      const { days } = mark.layer;
      if (last < days[mark.at] || first > days[mark.at + 3] + mark.trace) continue;
      const state = showing(days, mark.at, first, last, mark.trace);
      if (state.presence > 0 || state.trace > 0) {
        const share = mark.kind === "move" ? progress(days, mark.at, last) : 1;
        this.shown.push({ mark, ...state, share, opacity: opacityOf(state, opacity) });
      }
    }
    this.dock.refresh();
    for (const listener of this.listeners) listener();
    this.paint();
  }

  paint() {
    if (this.painting) return;
    this.painting = true;
    window.requestAnimationFrame(() => {
      this.painting = false;
      this.canvas.redraw();
    });
  }

  pick(point, slack) {
    return this.picker ? this.picker.find(point.x, point.y, slack) : null;
  }

  hover(event) {
    const covered = event && this.ui.contains(event.originalEvent.target);
    const mark = event && !covered && this.pick(event.layerPoint, 2);
    this.map.getContainer().classList.toggle("pt-over", Boolean(mark));
    const lines = mark ? this.tipOf(mark) : null;
    this.tip.hidden = !lines;
    if (!lines) return;
    refill(this.tip, lines.map((line) => el("div", {}, line)));
    const { x, y } = event.containerPoint;
    const width = this.map.getSize().x;
    this.tip.style.left = `${Math.min(x + 14, Math.max(0, width - 270))}px`;
    this.tip.style.top = `${y + 16}px`;
  }

  /** A Leaflet popup with the columns of a mark's row. */
  openPopup(mark, latlng) {
    if (!mark.rows?.length) return;
    const list = el("dl", { class: "pt-rows" });
    for (const [name, value] of mark.rows) list.append(el("dt", {}, name), el("dd", {}, value));
    this.L.popup({ maxWidth: 320 }).setLatLng(latlng).setContent(list).openOn(this.map);
  }
}

/** A fit step for an axis of so many days. */
export function unitFor(days) {
  if (days < 150) return "day";
  if (days < 800) return "week";
  if (days < 12000) return "month";
  return days < 150000 ? "year" : "decade";
}
