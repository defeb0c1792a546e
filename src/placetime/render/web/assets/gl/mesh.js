/**
 * Triangles of strokes and fills in px, as the shader in shapes.js takes them.
 *
 * A vertex is x, y; how far across from the middle of its stroke; half the stroke's width there; how
 * far along the stroke; four bytes of a PAINT, dashes, opacity and reach; and the number of its mark.
 */

/**
 * Bits of how a vertex is painted; without any: a stroke in the hue.
 *
 * PAPER: in the colour of the paper. AREA: a fill with a hatch. SHAFT: as far as a move is done.
 * HEAD: once a move is done. PRESENT: never as a trace. CORE: as the halo, of the paper, of a stroke
 * in the hue. STEADY: the dashes are those of that stroke, and not of its halo.
 */
export const PAINT = { PAPER: 1, AREA: 2, SHAFT: 4, HEAD: 8, PRESENT: 16, CORE: 32, STEADY: 64 };

const FLOATS = 7;
export const STRIDE = 4 * FLOATS;
/** Corners whose headings have a lesser scalar product than this are rounded; all others run to a point. */
const SHARP = 0.6;
/** Px that are drawn beyond an edge, where it fades. */
const FADE = 1;

export class Mesh {
  constructor() {
    this.bytes = new ArrayBuffer(STRIDE * 1024);
    this.floats = new Float32Array(this.bytes);
    this.ints = new Uint32Array(this.bytes);
    this.vertices = 0;
    this.triangles = [];
    this.mark = 0;
  }

  /** The vertices so far. */
  get data() {
    return this.floats.subarray(0, FLOATS * this.vertices);
  }

  /** Begins the triangles of another mark. */
  begin(mark) {
    this.mark = mark;
  }

  vertex(x, y, across, half, along, info) {
    if (STRIDE * (this.vertices + 1) > this.bytes.byteLength) this.grow();
    const at = FLOATS * this.vertices;
    this.floats[at] = x;
    this.floats[at + 1] = y;
    this.floats[at + 2] = across;
    this.floats[at + 3] = half;
    this.floats[at + 4] = along;
    this.ints[at + 5] = info;
    this.ints[at + 6] = this.mark;
    this.vertices += 1;
    return this.vertices - 1;
  }

  grow() {
    const before = this.floats;
    this.bytes = new ArrayBuffer(2 * this.bytes.byteLength);
    this.floats = new Float32Array(this.bytes);
    this.ints = new Uint32Array(this.bytes);
    this.floats.set(before);
  }

  triangle(a, b, c) {
    this.triangles.push(a, b, c);
  }

  /**
   * A stroke along a flat line. `half(along)` is half its width, of which `reach` px are a halo: that is
   * drawn round the start and the dashes, too.
   */
  stroke(line, { half, closed = false, reach = 0, paint = 0, dash = 0, opacity = 1 }) {
    const points = withoutRepeats(line, closed);
    const count = points.length / 2;
    if (count < 2) return;
    const info = infoOf(paint, dash, opacity, reach);
    const heading = (i, j) => {
      const [dx, dy] = [points[2 * j] - points[2 * i], points[2 * j + 1] - points[2 * i + 1]];
      const length = Math.hypot(dx, dy);
      return [dx / length, dy / length, length];
    };
    let along = paint & PAINT.SHAFT ? 0 : 0.5;
    let before = null;
    const pair = (x, y, [nx, ny], at) => {
      const width = half(at);
      const out = width + FADE;
      const a = this.vertex(x + nx * out, y + ny * out, out, width, at, info);
      const b = this.vertex(x - nx * out, y - ny * out, -out, width, at, info);
      if (before) {
        this.triangle(before[0], before[1], a);
        this.triangle(a, before[1], b);
      }
      before = [a, b];
    };
    const last = closed ? count : count - 1;
    for (let i = 0; i <= last; i += 1) {
      const here = i % count;
      const into = i > 0 || closed ? heading((here + count - 1) % count, here) : null;
      const from = i < last || closed ? heading(here, (here + 1) % count) : null;
      const [x, y] = [points[2 * here], points[2 * here + 1]];
      if (i > 0) along += into[2];
      if (i === 0 && reach && !closed && !(paint & PAINT.STEADY)) {
        const back = reach + FADE;
        pair(x - from[0] * back, y - from[1] * back, [from[1], -from[0]], -back);
      }
      if (!into || !from || into[0] * from[0] + into[1] * from[1] > SHARP) {
        pair(x, y, corner(into ?? from, from ?? into), along);
        continue;
      }
      if (i > 0) {
        pair(x, y, [into[1], -into[0]], along);
        this.round(x, y, into, from, half(along), along, info);
      }
      before = null;
      if (i < last) pair(x, y, [from[1], -from[0]], along);
    }
  }

  /** Fills the outer side of a sharp corner with a part of a disc. */
  round(x, y, [ax, ay], [bx, by], width, along, info) {
    const side = ax * by - ay * bx > 0 ? 1 : -1;
    const from = Math.atan2(-ax * side, ay * side);
    const turn = Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
    const steps = Math.max(2, Math.ceil(Math.abs(turn) / 0.8));
    const out = width + FADE;
    const middle = this.vertex(x, y, 0, width, along, info);
    let before = null;
    for (let i = 0; i <= steps; i += 1) {
      const angle = from + (turn * i) / steps;
      const rim = this.vertex(x + Math.cos(angle) * out, y + Math.sin(angle) * out, out, width, along, info);
      if (before !== null) this.triangle(middle, before, rim);
      before = rim;
    }
  }

  /** A flat piece {left, right at the top; left, right at the bottom}, all of it covered. */
  trapezoid(top, leftTop, rightTop, bottom, leftBottom, rightBottom, info, phase) {
    const put = (x, y) => this.vertex(x, y, phase, 1e6, 1e6, info);
    const [a, b, c, d] = [put(leftTop, top), put(rightTop, top), put(leftBottom, bottom), put(rightBottom, bottom)];
    this.triangle(a, c, b);
    this.triangle(b, c, d);
  }
}

/** Four bytes: the paint, the number of the dashes, the opacity and the reach in sixteenths of a px. */
export function infoOf(paint, dash, opacity, reach) {
  return (paint | (dash << 8) | (Math.round(255 * opacity) << 16) | (Math.round(16 * reach) << 24)) >>> 0;
}

/** Where the edge lies from a corner, for a stroke of half width 1: to the left of the line. */
function corner([ax, ay], [bx, by]) {
  const [mx, my] = [ay + by, -(ax + bx)];
  const square = mx * mx + my * my;
  return [(2 * mx) / square, (2 * my) / square];
}

function withoutRepeats(line, closed) {
  const out = [line[0], line[1]];
  for (let i = 2; i < line.length; i += 2) {
    if (line[i] !== out[out.length - 2] || line[i + 1] !== out[out.length - 1]) out.push(line[i], line[i + 1]);
  }
  const last = out.length - 2;
  if (closed && last > 0 && out[0] === out[last] && out[1] === out[last + 1]) out.length = last;
  return out;
}
