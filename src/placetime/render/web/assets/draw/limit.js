/** A line such as a limit: its ticks stand on the permitted side, left of its direction. */
import { lengths, pointAlong } from "../lines.js";
import { dashOf, stroke, trace } from "./path.js";

/** Strokes of `length` px to the left of a line, `every` px apart. */
export function ticks(line, every, length) {
  const along = lengths(line);
  const out = [];
  for (let at = every / 2; at < along[along.length - 1]; at += every) {
    const [x, y, hx, hy] = pointAlong(line, along, at);
    out.push([x, y, x + hy * length, y - hx * length]);
  }
  return out;
}

/** Draws lines in px with their ticks; a disputed one has a second line on the forbidden side. */
export function drawLimit(context, { hue, look, disputed }, lines, { style }) {
  const { width, tick_every: every, tick_length: length } = style.limit;
  context.lineJoin = "round";
  trace(context, lines);
  stroke(context, style.paper, width + 2);
  stroke(context, hue, width, dashOf(look, style));
  trace(context, lines.flatMap((line) => ticks(line, every, length)));
  stroke(context, hue, width * 0.6);
  if (disputed) {
    trace(context, lines.map((line) => beside(line, 4)));
    stroke(context, hue, width / 2);
  }
}

function beside(line, distance) {
  const along = lengths(line);
  const out = [];
  for (const at of along) {
    const [x, y, hx, hy] = pointAlong(line, along, at);
    out.push(x - hy * distance, y + hx * distance);
  }
  return out;
}
