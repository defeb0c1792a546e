/** A move: an arrow that tapers from its head back to its origin. */
import { evenly, lengths, pointAlong } from "../lines.js";
import { stroke, trace } from "./path.js";

const STEP = 3;
/** Px drawn and left out along the shaft of an alleged move. */
export const BROKEN = [9, 6];

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
  const tip = pointAlong(line, along, done);
  const base = pointAlong(line, along, done - head);
  const [ax, ay] = [tip[0] - base[0], tip[1] - base[1]];
  const size = Math.hypot(ax, ay) || 1;
  const [ux, uy] = [ax / size, ay / size];
  const half = (wide * width) / 2;
  const [bx, by] = [base[0] - ux * head * 0.12, base[1] - uy * head * 0.12];
  const barbs = [bx + uy * half, by - ux * half, tip[0], tip[1], bx - uy * half, by + ux * half];
  const piece = (from, to, middle) => {
    const shaft = evenly(line, along, STEP, from, to);
    const edge = ([x, y, hx, hy, at], side) => {
      const grown = (width / 2) * (tail + ((1 - tail) * at) / whole);
      return [x + side * hy * grown, y - side * hx * grown];
    };
    return [...shaft.flatMap((at) => edge(at, 1)), ...middle, ...shaft.reverse().flatMap((at) => edge(at, -1))];
  };
  if (!broken) return [piece(0, neck, barbs)];
  const rings = [[...barbs, base[0] + ux * head * 0.12, base[1] + uy * head * 0.12]];
  const [on, off] = BROKEN;
  for (let begin = 0; begin < neck - off; begin += on + off) {
    rings.push(piece(begin, Math.min(begin + on, neck - off), []));
  }
  return rings;
}

/** What is drawn round an arrow, px beyond its edge: [paper, of the hue (0: nothing)]. */
export function haloOf({ disputed }) {
  return disputed ? [2.2, 3.2] : [1.1, 0];
}

/** Draws an arrow along a line in px; a disputed one has a second outline. */
export function drawMove(context, mark, line, share, { style }) {
  const { hue, look, size } = mark;
  const rings = arrowRings(line, size, share, style.move, look === "split");
  if (!rings.length) return;
  context.lineJoin = "round";
  trace(context, rings, true);
  const [paper, outer] = haloOf(mark);
  if (outer) stroke(context, hue, 2 * outer);
  stroke(context, style.paper, 2 * paper);
  if (look === "hollow") {
    context.fillStyle = style.paper;
    context.fill();
    stroke(context, hue, 1.3, style.move.hollow_dash);
  } else {
    context.fillStyle = hue;
    context.fill();
  }
}
