/**
 * The WebGL 2 engine: one context for all layers of a map, and a 2D canvas over it for what is written.
 *
 * Days are uniforms: from one picture to the next nothing is uploaded but the numbers of the marks
 * that may show, now and then, and the heads of moves that are under way.
 */
import { bareLayer, canvasLayer } from "../canvas.js";
import { PADDING } from "../engine.js";
import { drawTexts } from "../texts.js";
import { Points } from "./points.js";
import { rgbOf } from "./program.js";
import { Shapes } from "./shapes.js";

const OPTIONS = { alpha: true, antialias: false, depth: false, stencil: false, premultipliedAlpha: true };
/** Symbols of so many device px must be possible as GL points. */
const LEAST_POINT = 128;

export class GlEngine {
  /** The engine on a map, or null where there is no WebGL 2; `lost` and `restored` tell of its context. */
  static on(L, map, stage, pane, events) {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2", OPTIONS);
    if (!gl || gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE)[1] < LEAST_POINT) return null;
    try {
      return new GlEngine(L, map, stage, pane, { canvas, gl, ...events });
    } catch (error) {
      console.warn(`placetime draws without WebGL: ${error.message}`);
      return null;
    }
  }

  constructor(L, map, stage, pane, { canvas, gl, lost, restored }) {
    this.name = "webgl2";
    Object.assign(this, { map, stage, gl });
    this.points = new Points(gl, stage.look);
    this.shapes = new Shapes(gl, stage.look);
    this.listeners = {
      webglcontextlost: (event) => {
        event.preventDefault();
        lost();
      },
      webglcontextrestored: restored,
    };
    for (const [name, listener] of Object.entries(this.listeners)) canvas.addEventListener(name, listener);
    this.marks = bareLayer(L, { pane, padding: PADDING, canvas, paint: (_, view) => this.paint(view) }).addTo(map);
    this.texts = canvasLayer(L, {
      pane, padding: PADDING,
      draw: (context, view) => drawTexts(context, view, stage.shown, stage.labels, stage.look, stage.covered()),
    }).addTo(map);
  }

  get canvases() {
    return [this.marks._container, this.texts._container];
  }

  view() {
    return this.marks.view();
  }

  redraw() {
    this.marks.redraw();
    this.texts._container.style.display = this.writes ? "" : "none";
    if (this.writes) this.texts.redraw();
  }

  /** Takes the canvases off the map; the context may still be restored. */
  remove() {
    this.gl.canvas.removeEventListener("webglcontextlost", this.listeners.webglcontextlost);
    this.marks.remove();
    this.texts.remove();
  }

  paint(view) {
    const { gl, stage, points, shapes } = this;
    if (gl.isContextLost()) return;
    const { cast, look } = stage;
    if (cast !== this.cast || view.ratio !== this.ratio) {
      this.cast = cast;
      this.ratio = view.ratio;
      points.load(cast, view.ratio);
      shapes.load(cast);
    }
    points.place(view);
    shapes.place(view);
    this.choose();
    const { canvas } = gl;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const { window } = stage.clock;
    const common = this.uniforms(view, window, look.style, canvas);
    for (const past of cast.hasTraces ? [true, false] : [false]) {
      shapes.draw(past, window, common);
      points.draw(past, view.ratio, common);
    }
  }

  /** Passes on the numbers of the marks that may show, if they have changed. */
  choose() {
    const { stage, points, shapes } = this;
    stage.during.marks(...stage.clock.window);
    const key = `${stage.during.version} ${stage.casts} ${shapes.made}`;
    if (key === this.chosen) return;
    this.chosen = key;
    const parted = stage.during.parted();
    points.choose(parted);
    shapes.choose(parted);
  }

  /** What all programs are told. */
  uniforms(view, [first, last], { opacity, paper }, canvas) {
    const { gl } = this;
    const light = rgbOf(paper).map((value) => value / 255);
    return (places) => {
      gl.uniform2i(places.window, first, last);
      gl.uniform4f(places.range, opacity.least, opacity.most, opacity.trace_from, opacity.trace_to);
      gl.uniform2f(places.corner, view.left, view.top);
      gl.uniform2f(places.size, canvas.width, canvas.height);
      gl.uniform1f(places.ratio, view.ratio);
      gl.uniform3fv(places.paper, light);
    };
  }

  /** Whether anything is written. */
  get writes() {
    const { labels, cast, look } = this.stage;
    return labels.length > 0 || cast.hasText || look.selected !== null;
  }
}
