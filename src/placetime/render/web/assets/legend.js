/** Samples of marks for the legend, drawn by the same code as the map. */
import { drawArea } from "./draw/area.js";
import { drawLimit } from "./draw/limit.js";
import { drawMove } from "./draw/move.js";
import { drawPoint, drawRing } from "./draw/point.js";
import { stroke, trace } from "./draw/path.js";
import { el } from "./dom.js";

const WIDTH = 34;
const HEIGHT = 26;

/** A canvas with a sample: {kind, symbol, hue, look, disputed} and `extra`: trace, vague, ring, border. */
export function sample(mark, look, extra = "") {
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  const canvas = el("canvas", { class: "pt-sample", width: WIDTH * ratio, height: HEIGHT * ratio, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  const full = { size: 7.5, look: "solid", symbol: "circle", hue: look.style.muted, ...mark };
  const { opacity } = look.style;
  if (extra === "trace") context.globalAlpha = (opacity.trace_from + opacity.trace_to) / 2;
  if (extra === "border") {
    trace(context, [[2, y + 5, 13, y - 3, 22, y + 3, 32, y - 5]]);
    const { color, width, dash } = look.style.base.border;
    stroke(context, color, width + 0.4, dash);
  } else if (extra === "vague") {
    [opacity.least, 0.7, opacity.most].forEach((alpha, i) => {
      context.globalAlpha = alpha;
      drawPoint(context, { ...full, size: 4.5 }, 6 + 11 * i, y, look);
    });
  } else if (mark.kind === "move") {
    drawMove(context, { ...full, size: 4.5 }, [3, y + 6, 14, y - 2, 32, y - 5], 1, look);
  } else if (mark.kind === "line") {
    drawLimit(context, full, [[2, y + 4, 17, y + 1, 32, y + 4]], look);
  } else if (mark.kind === "area") {
    const rings = [[4, 6, 18, 3, 30, 8, 27, 22, 10, 23]];
    drawArea(context, full, rings, { left: 2, top: 2, right: 32, bottom: 24 }, look);
  } else {
    if (extra === "ring") drawRing(context, full.hue, x, y, 11.5, look);
    const small = extra === "ring" ? 5 : full.disputed || full.look === "split" ? 5.5 : full.size;
    drawPoint(context, { ...full, size: small }, x, y, look);
  }
  return canvas;
}
