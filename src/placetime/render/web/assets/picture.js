/**
 * The marks of one picture of the map, on a 2D canvas.
 *
 * Traces lie under what is there; within each, areas under lines under moves under points.
 */
import { drawArea } from "./draw/area.js";
import { drawLimit } from "./draw/limit.js";
import { drawMove } from "./draw/move.js";
import { drawPoint, drawRing } from "./draw/point.js";
import { thinned } from "./lines.js";
import { seatOffset } from "./seats.js";

/** Draws `shown`, a list of {mark, presence, opacity, share} in drawing order; `look` is {style, symbols}. */
export function drawPicture(context, view, shown, look) {
  for (const past of [true, false]) {
    for (const item of shown) {
      if (item.presence > 0 === past || !view.sees(item.mark.box, 80)) continue;
      context.globalAlpha = item.opacity;
      drawMark(context, view, item, look);
    }
  }
  context.globalAlpha = 1;
}

function drawMark(context, view, { mark, presence, share }, look) {
  if (mark.kind === "point") {
    const [px, py] = view.project(mark.unit[0]);
    const [dx, dy] = seatOffset(mark.slot, look.style.seat);
    const ring = presence > 0 ? ringOf(mark, view) : 0;
    if (ring) drawRing(context, mark.hue, px, py, ring, look);
    drawPoint(context, mark, ...view.snap(px + dx, py + dy), look);
    return;
  }
  const parts = mark.unit.map((line) => thinned(view.project(line), mark.kind === "area" ? 1.5 : 0.7));
  if (mark.kind === "move") drawMove(context, mark, parts[0], share, look);
  else if (mark.kind === "line") drawLimit(context, mark, parts, look);
  else {
    const [left, top, right, bottom] = mark.box;
    const [a, b] = [view.project([left, top]), view.project([right, bottom])];
    const box = {
      left: Math.max(a[0], view.left), top: Math.max(a[1], view.top),
      right: Math.min(b[0], view.right), bottom: Math.min(b[1], view.bottom),
    };
    drawArea(context, mark, parts, box, look);
  }
}

/** Radius in px of the ring within which a point lies; 0 where its symbol would hide it. */
export function ringOf({ radius, latitude, size }, view) {
  const ring = radius ? view.pixels(radius, latitude) : 0;
  return ring > size + 3 ? ring : 0;
}
