/** Lines in px as flat arrays [x0, y0, x1, y1 …]: lengths, even steps, left-hand normals. */

/** Length from the start to each point of the line. */
export function lengths(line) {
  const out = new Float64Array(line.length / 2);
  for (let i = 1; i < out.length; i += 1) {
    const [dx, dy] = [line[2 * i] - line[2 * i - 2], line[2 * i + 1] - line[2 * i - 1]];
    out[i] = out[i - 1] + Math.hypot(dx, dy);
  }
  return out;
}

/** The point at a distance along the line and the unit heading there: [x, y, hx, hy]. */
export function pointAlong(line, along, distance) {
  let i = 1;
  while (i < along.length - 1 && along[i] < distance) i += 1;
  const span = along[i] - along[i - 1] || 1;
  const share = Math.min(1, Math.max(0, (distance - along[i - 1]) / span));
  const [x, y] = [line[2 * i - 2], line[2 * i - 1]];
  const [dx, dy] = [line[2 * i] - x, line[2 * i + 1] - y];
  const length = Math.hypot(dx, dy) || 1;
  return [x + dx * share, y + dy * share, dx / length, dy / length];
}

/** Points about `step` px apart from 0 to `until`, ends included: a list of [x, y, hx, hy]. */
export function evenly(line, along, step, until) {
  const count = Math.max(1, Math.ceil(until / step));
  return Array.from({ length: count + 1 }, (_, i) => pointAlong(line, along, (until * i) / count));
}

/** The same line without points that lie within `least` px of the one before; ends stay. */
export function thinned(line, least) {
  const out = [line[0], line[1]];
  const last = line.length - 2;
  for (let i = 2; i <= last; i += 2) {
    const [dx, dy] = [line[i] - out[out.length - 2], line[i + 1] - out[out.length - 1]];
    if (i === last || Math.abs(dx) > least || Math.abs(dy) > least) out.push(line[i], line[i + 1]);
  }
  return out;
}

/** Whether a point lies inside of flat rings, by the even-odd rule. */
export function insideRings(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const crosses = ring[i + 1] > y !== ring[j + 1] > y;
      if (crosses && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
        inside = !inside;
      }
    }
  }
  return inside;
}
