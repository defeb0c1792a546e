/** A line such as a limit: its ticks stand on the permitted side, left of its direction. */
import { lengths, pointAlong } from "../lines.js";
import { dashOf, stroke, trace } from "./path.js";

/** How far the second line of a disputed limit is from the first, in px. */
export const BESIDE = 4;

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** Strokes of `length` px to the left of a line, `every` px apart; only those on segments that meet the box. */
export function ticks(line, every, length, { left, top, right, bottom } = EVERYWHERE) {
  const out = [];
  let from = -every / 2;
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2], line[i - 1], line[i], line[i + 1]];
    const span = Math.hypot(bx - ax, by - ay);
    const [hx, hy] = [(bx - ax) / span, (by - ay) / span];
    const meets =
      Math.max(ax, bx) >= left && Math.min(ax, bx) <= right && Math.max(ay, by) >= top && Math.min(ay, by) <= bottom;
    for (let at = Math.ceil(from / every) * every - from; meets && at < span; at += every) {
      const [x, y] = [ax + hx * at, ay + hy * at];
      out.push([x, y, x + hy * length, y - hx * length]);
    }
    from += span;
  }
  return out;
}

/** Draws lines in px with their ticks, plain ones without; a disputed one has a second line on the forbidden side. */
export function drawLimit(context, { hue, look, disputed, plain }, lines, { style }) {
  const { width, tick_every: every, tick_length: length } = style.limit;
  context.lineJoin = "round";
  trace(context, lines);
  stroke(context, style.paper, width + 2);
  stroke(context, hue, width, dashOf(look, style));
  if (!plain) {
    trace(context, lines.flatMap((line) => ticks(line, every, length)));
    stroke(context, hue, width * 0.6);
  }
  if (disputed) {
    trace(context, lines.map((line) => beside(line, BESIDE)));
    stroke(context, hue, width / 2);
  }
}

/** The line `distance` px to the right of a line. */
export function beside(line, distance) {
  const along = lengths(line);
  const out = [];
  for (const at of along) {
    const [x, y, hx, hy] = pointAlong(line, along, at);
    out.push(x - hy * distance, y + hx * distance);
  }
  return out;
}
