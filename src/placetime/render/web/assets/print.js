/** Puts the map on paper: the part in sight, its date, what its marks mean, and the sources, on a page. */
import { freeBox } from "./camera.js";
import { el, refill } from "./dom.js";
import { sample } from "./legend.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

/** A4 across, with margins of 9 mm, in px of 1/96 inch; the map takes what head and foot leave of it. */
const WIDTH = 1050;
const PAGE = 716;
const LEAST = 260;
/** Pixels of the picture for each px of the page. */
const FINE = 2.5;

/** Runs `draw` as on a screen of FINE pixels a px, so that what is drawn is fit for paper. */
function finely(draw) {
  const usual = Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
  Object.defineProperty(window, "devicePixelRatio", { value: FINE, configurable: true });
  try {
    return draw();
  } finally {
    Object.defineProperty(window, "devicePixelRatio", usual);
  }
}

/**
 * All canvases of a map in one that was never cleared: on paper, what a canvas has cleared would be white
 * and hide what lies under it.
 */
function picture(container, width, height, ground) {
  const canvas = el("canvas", { class: "pt-picture", width: width * FINE, height: height * FINE, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.scale(FINE, FINE);
  context.fillStyle = ground;
  context.fillRect(-width, -height, 3 * width, 3 * height);
  const origin = container.getBoundingClientRect();
  const panes = [...container.querySelectorAll(".leaflet-pane canvas")];
  const depth = (node) => Number(getComputedStyle(node.closest(".leaflet-map-pane > .leaflet-pane")).zIndex) || 0;
  for (const other of panes.sort((a, b) => depth(a) - depth(b))) {
    const box = other.getBoundingClientRect();
    if (other.width) context.drawImage(other, box.left - origin.left, box.top - origin.top, box.width, box.height);
  }
  return canvas;
}

export class Print {
  constructor({ atlas, map, stage }) {
    Object.assign(this, { atlas, map, stage });
    this.head = el("header", { class: "pt-sheet pt-sheet-head" });
    this.foot = el("footer", { class: "pt-sheet pt-sheet-foot" });
    document.body.append(this.head, this.foot);
    window.addEventListener("beforeprint", () => this.before());
    window.addEventListener("afterprint", () => this.after());
  }

  before() {
    if (this.kept) return;
    const { map, stage } = this;
    const container = map.getContainer();
    const { left, top, right, bottom } = freeBox(stage);
    const corner = (x, y) => map.containerPointToLatLng([x, y]);
    const bounds = stage.L.latLngBounds(corner(left, bottom), corner(right, top));
    this.kept = { view: [map.getCenter(), map.getZoom()], css: container.style.cssText };
    stage.clock.pause();
    this.fill();
    const height = Math.max(LEAST, Math.floor(PAGE - this.head.offsetHeight - this.foot.offsetHeight));
    container.style.setProperty("width", `${WIDTH}px`, "important");
    container.style.setProperty("height", `${height}px`, "important");
    stage.ui.style.display = "none";
    this.picture = finely(() => {
      map.invalidateSize({ pan: false, animate: false });
      map.fitBounds(bounds, { animate: false });
      stage.engine.redraw();
      return picture(container, WIDTH, height, stage.look.style.base.water);
    });
    map.getPane("mapPane").style.display = "none";
    container.append(this.picture);
  }

  after() {
    if (!this.kept) return;
    const { map, stage, kept } = this;
    this.picture.remove();
    map.getPane("mapPane").style.display = "";
    map.getContainer().style.cssText = kept.css;
    stage.ui.style.display = "";
    map.invalidateSize({ pan: false, animate: false });
    map.setView(...kept.view, { animate: false });
    stage.paint();
    this.kept = null;
    refill(this.head);
    refill(this.foot);
  }

  fill() {
    const { atlas, stage } = this;
    const { look } = stage;
    const text = (texts) => textIn(texts, look.lang);
    const shown = new Set(stage.shown.map(({ mark }) => mark.layer.data.layer));
    const chapter = stage.chapters[stage.clock.scale.chapterOf(stage.clock.day)];
    refill(this.head, el("h1", {}, text(atlas.title)),
      el("p", {}, el("b", {}, stage.dock.caption), chapter ? ` · ${text(chapter.title)}` : ""));
    const row = (samples, words) => el("li", {}, samples, el("span", {}, words));
    const layers = atlas.layers.filter(({ id }) => shown.has(id)).map((layer) => el("section", {},
      el("h2", {}, text(layer.title)),
      el("ul", {}, layer.legend.map((entry) =>
        row(entry.samples.map((one) => sample({ ...one, hue: layer.hue ?? look.style.muted }, look)), text(entry.text))))));
    const actors = el("ul", {}, atlas.actors.map((actor) => {
      const dot = el("span", { class: "pt-dot" });
      dot.style.background = actor.hue;
      return row(dot, text(actor.name));
    }));
    const sure = el("ul", {},
      ["solid", "hollow", "split"].map((kind) => row(sample({ look: kind }, look), say(look.lang, `look_${kind}`))),
      row(sample({ disputed: true }, look), say(look.lang, "disputed")), row(sample({}, look, "trace"), say(look.lang, "trace")),
      row(sample({}, look, "ring"), say(look.lang, "ring")), row(sample({}, look, "border"), say(look.lang, "border")));
    refill(this.foot,
      el("div", { class: "pt-sheet-key" },
        el("section", {}, el("h2", {}, say(look.lang, "who")), actors), layers,
        el("section", {}, el("h2", {}, say(look.lang, "sure")), sure)),
      el("div", { class: "pt-sheet-sources" }, el("h2", {}, say(look.lang, "sources")),
        Object.entries(atlas.sources).map(([id, source]) => el("p", {}, el("b", {}, id), " ", el("cite", { lang: source.lang }, source.reference)))));
  }
}
