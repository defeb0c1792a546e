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

/** Points about `step` px apart from `from` to `to`, ends included: a list of [x, y, hx, hy, distance]. */
export function evenly(line, along, step, from, to) {
  const count = Math.max(1, Math.ceil((to - from) / step));
  return Array.from({ length: count + 1 }, (_, i) => {
    const at = from + ((to - from) * i) / count;
    return [...pointAlong(line, along, at), at];
  });
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

/** The same line without points that lie within `least` px of the chord between those that stay. */
export function straightened(line, least) {
  const last = line.length - 2;
  const out = [line[0], line[1]];
  let from = 0;
  for (let to = 4; to <= last; to += 2) {
    const [ax, ay] = [line[from], line[from + 1]];
    const [dx, dy] = [line[to] - ax, line[to + 1] - ay];
    const length = Math.hypot(dx, dy);
    let straight = length > 0 && to - from < 64;
    for (let i = from + 2; straight && i < to; i += 2) {
      const [x, y] = [line[i] - ax, line[i + 1] - ay];
      const along = (x * dx + y * dy) / length;
      straight = Math.abs(x * dy - y * dx) / length < least && along >= 0 && along <= length;
    }
    if (straight) continue;
    from = to - 2;
    out.push(line[from], line[from + 1]);
  }
  if (last > 0) out.push(line[last], line[last + 1]);
  return out;
}

/** How far (x, y) is from the first `until` px of a line. */
export function distanceTo(line, along, until, x, y) {
  let best = line.length < 4 ? Math.hypot(line[0] - x, line[1] - y) : Infinity;
  for (let i = 1; i < along.length && along[i - 1] <= until; i += 1) {
    const [ax, ay] = [line[2 * i - 2], line[2 * i - 1]];
    const span = along[i] - along[i - 1] || 1;
    const [hx, hy] = [(line[2 * i] - ax) / span, (line[2 * i + 1] - ay) / span];
    const foot = Math.min(span, until - along[i - 1], Math.max(0, (x - ax) * hx + (y - ay) * hy));
    best = Math.min(best, Math.hypot(ax + hx * foot - x, ay + hy * foot - y));
  }
  return best;
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
