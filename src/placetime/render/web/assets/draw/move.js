/** A move: an arrow that tapers from its head back to its origin. */
import { evenly, lengths, pointAlong } from "../lines.js";
import { stroke, trace } from "./path.js";

const STEP = 3;
/** Px drawn and left out along the shaft of an alleged move. */
const BROKEN = [11, 4];

/**
 * Rings of an arrow `width` px wide at its head, of which the first `share` of the line is done;
 * head and shaft are apart, and the shaft in pieces, if it is `broken`.
 */
export function arrowRings(line, width, share, { tail, head_length: length, head_width: wide }, broken) {
  const along = lengths(line);
  const whole = along[along.length - 1];
  const done = whole * share;
  if (done < 1) return [];
  const head = Math.min(length * width, done * 0.6);
  const neck = done - head * 0.88;
  const shaft = evenly(line, along, STEP, neck);
  const tip = pointAlong(line, along, done);
  const base = pointAlong(line, along, done - head);
  const [ax, ay] = [tip[0] - base[0], tip[1] - base[1]];
  const size = Math.hypot(ax, ay) || 1;
  const [ux, uy] = [ax / size, ay / size];
  const half = (wide * width) / 2;
  const [bx, by] = [base[0] - ux * head * 0.12, base[1] - uy * head * 0.12];
  const barbs = [bx + uy * half, by - ux * half, tip[0], tip[1], bx - uy * half, by + ux * half];
  const grown = (i) => (width / 2) * (tail + ((1 - tail) * ((neck * i) / (shaft.length - 1))) / whole);
  const edge = (i, side) => {
    const [x, y, hx, hy] = shaft[i];
    return [x + side * hy * grown(i), y - side * hx * grown(i)];
  };
  const piece = (from, to, middle) => {
    const ring = [];
    for (let i = from; i <= to; i += 1) ring.push(...edge(i, 1));
    ring.push(...middle);
    for (let i = to; i >= from; i -= 1) ring.push(...edge(i, -1));
    return ring;
  };
  if (!broken) return [piece(0, shaft.length - 1, barbs)];
  const rings = [[...barbs, base[0] + ux * head * 0.12, base[1] + uy * head * 0.12]];
  const [on, off] = BROKEN;
  const per = neck / (shaft.length - 1);
  for (let begin = 0; begin < neck - off; begin += on + off) {
    const [from, to] = [Math.ceil(begin / per), Math.floor(Math.min(begin + on, neck - off) / per)];
    if (to > from) rings.push(piece(from, to, []));
  }
  return rings;
}

/** Draws an arrow along a line in px; a disputed one has a second outline. */
export function drawMove(context, { hue, look, size, disputed }, line, share, { style }) {
  const rings = arrowRings(line, size, share, style.move, look === "split");
  if (!rings.length) return;
  context.lineJoin = "round";
  trace(context, rings, true);
  if (disputed) {
    stroke(context, hue, 6.4);
    stroke(context, style.paper, 4.4);
  } else {
    stroke(context, style.paper, 2.2);
  }
  if (look === "hollow") {
    context.fillStyle = style.paper;
    context.fill();
    stroke(context, hue, 1.3, style.move.hollow_dash);
  } else {
    context.fillStyle = hue;
    context.fill();
  }
}
