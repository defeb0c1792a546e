/** What each kind of mark is made of, as triangles: the same strokes in the same order as draw/*.js. */
import { hatchOf } from "../draw/area.js";
import { BESIDE, beside, ticks } from "../draw/limit.js";
import { BROKEN, haloOf } from "../draw/move.js";
import { lengths, pointAlong } from "../lines.js";
import { PAINT, infoOf } from "./mesh.js";
import { trapezoids } from "./trapezoids.js";

/** The numbers of the dashes in `dashesOf`. */
export const DASH = { none: 0, limit: 1, split: 2, move: 3, broken: 4, ring: 5 };

/** Dashes by number, each four lengths in px: drawn, left out, drawn, left out. */
export function dashesOf(style) {
  const twice = (dash) => (dash.length === 2 ? [...dash, ...dash] : dash);
  return [
    [1, 0, 1, 0], style.limit.hollow_dash, style.split.dash, style.move.hollow_dash, BROKEN, style.ring.dash,
  ].map(twice);
}

/** Farther inside of an edge, in px, than its fade reaches. */
const FADE = 1;
/** The numbers of the hatches: close, wide, none. */
const HATCH = { solid: 1, split: 2, hollow: 0 };
/** Steps round a ring are about so many px. */
const STEP = 6;

const fixed = (px) => () => px;
const dashed = (look) => (look === "hollow" ? DASH.limit : look === "split" ? DASH.split : DASH.none);

/** An area: a faint fill with a hatch, and its outline. */
export function areaStrokes(mesh, { hue, look, disputed }, rings, style) {
  const { outline } = style.area;
  const { phase } = hatchOf(hue, look, style);
  const info = infoOf(PAINT.AREA, HATCH[look], 1, 0);
  trapezoids(rings, (...corners) => mesh.trapezoid(...corners, info, phase));
  const closed = (half, more) => {
    for (const ring of rings) mesh.stroke(ring, { half: fixed(half), closed: true, ...more });
  };
  const dash = dashed(look);
  if (!disputed) return closed(outline / 2, { dash });
  closed(outline * 1.7, {});
  closed(outline * 0.9, { reach: outline * 0.4, paint: PAINT.CORE | PAINT.STEADY, dash });
}

/** A line such as a limit, with ticks where they meet the box. */
export function limitStrokes(mesh, { look, disputed, plain }, lines, style, box) {
  const { width, tick_every: every, tick_length: length } = style.limit;
  const paint = PAINT.CORE | PAINT.STEADY;
  for (const line of lines) mesh.stroke(line, { half: fixed(width / 2 + 1), reach: 1, paint, dash: dashed(look) });
  for (const line of lines) {
    for (const tick of plain ? [] : ticks(line, every, length, box)) mesh.stroke(tick, { half: fixed(width * 0.3) });
    if (disputed) mesh.stroke(beside(line, BESIDE), { half: fixed(width / 4) });
  }
}

/** The shaft of a move, of which the shader draws as much as is done. */
export function shaftStrokes(mesh, mark, line, style) {
  const { tail } = style.move;
  const { size: width, look } = mark;
  const [paper, outer] = haloOf(mark);
  const along = lengths(line);
  const whole = along[along.length - 1];
  const half = (at) => (width / 2) * (tail + (1 - tail) * (Math.max(0, at) / whole));
  const dash = look === "split" ? DASH.broken : DASH.none;
  const layer = (reach, paint) =>
    mesh.stroke(line, { half: (at) => half(at) + reach, reach, paint: paint | PAINT.SHAFT, dash });
  if (outer) layer(outer, 0);
  layer(paper, look === "hollow" ? PAINT.PAPER : PAINT.CORE);
  if (look !== "hollow") return;
  layer(0, PAINT.PAPER);
  for (const side of [1, -1]) {
    const edge = [];
    for (const at of along) {
      const [x, y, hx, hy] = pointAlong(line, along, at);
      edge.push(x + side * hy * half(at), y - side * hx * half(at));
    }
    mesh.stroke(edge, { half: fixed(0.65), paint: PAINT.SHAFT, dash: DASH.move });
  }
}

/** How long the head is and where the shaft ends, when `done` px of a move are done. */
export function headOf({ size }, done, style) {
  const head = Math.min(style.move.head_length * size, done * 0.6);
  return { head, neck: done - head * 0.88 };
}

/** The head of a move of which `done` px are done; nothing where that is less than a px. */
export function headStrokes(mesh, mark, line, along, done, style, paint) {
  if (done < 1) return;
  const { tail, head_width: wide } = style.move;
  const { head, neck } = headOf(mark, done, style);
  const [tx, ty] = pointAlong(line, along, done);
  const [ox, oy] = pointAlong(line, along, done - head);
  const size = Math.hypot(tx - ox, ty - oy) || 1;
  const [ux, uy] = [(tx - ox) / size, (ty - oy) / size];
  const shaft = (mark.size / 2) * (tail + ((1 - tail) * neck) / along[along.length - 1]);
  const barb = (wide * mark.size) / 2;
  const at = (forward, left) => [ox + ux * forward + uy * left, oy + uy * forward - ux * left];
  const [back, notch] = [-0.12 * head, 0.12 * head];
  const broken = mark.look === "split";
  const outline = [
    ...at(notch, broken ? 0 : shaft), ...at(back, barb), tx, ty, ...at(back, -barb), ...at(notch, broken ? 0 : -shaft),
  ];
  const [paper, outer] = haloOf(mark);
  const hollow = mark.look === "hollow";
  if (outer) mesh.stroke(outline, { half: fixed(outer), closed: broken, paint });
  mesh.stroke(outline, { half: fixed(paper), closed: broken, paint: paint | PAINT.PAPER });
  const info = infoOf(paint | (hollow ? PAINT.PAPER : 0), 0, 1, 0);
  fillHead(mesh, { at, tip: size, barb, back, notch, shaft: broken ? 0 : shaft }, info);
  if (hollow) mesh.stroke(outline, { half: fixed(0.65), paint, dash: DASH.move });
}

/** Fills a head, each half of it by itself; a vertex tells how far inside of its two edges it lies. */
function fillHead(mesh, { at, tip, barb, back, notch, shaft }, info) {
  const slope = Math.hypot(tip - back, barb) / (tip - back);
  const inside = (forward, left) => (((tip - forward) / (tip - back)) * barb - left) / slope;
  const base = Math.hypot(barb - shaft, notch - back);
  const before = (forward, left) => ((forward - notch) * (barb - shaft) + (left - shaft) * (notch - back)) / base;
  for (const side of [1, -1]) {
    const put = (forward, left, along = before(forward, left)) =>
      mesh.vertex(...at(forward, side * left), 0, inside(forward, left), along, info);
    const [point, corner] = [put(tip + 2, 0), put(back - 1, barb + 1)];
    const [edge, axis] = [put(notch - 1, shaft), put(notch - 1, 0, FADE)];
    mesh.triangle(point, corner, edge);
    mesh.triangle(point, edge, axis);
  }
}

/** The dashed ring within which a point's true position lies; only while it is there. */
export function ringStrokes(mesh, x, y, radius, style) {
  const count = Math.min(256, Math.max(16, Math.ceil((2 * Math.PI * radius) / STEP)));
  const line = [];
  for (let i = 0; i < count; i += 1) {
    const angle = (2 * Math.PI * i) / count;
    line.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  const { width, opacity } = style.ring;
  mesh.stroke(line, { half: fixed(width / 2), closed: true, paint: PAINT.PRESENT, dash: DASH.ring, opacity });
}
