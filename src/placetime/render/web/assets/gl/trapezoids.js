/** Areas as trapezoids with level tops and bottoms, by the even-odd rule: holes need no care. */

/**
 * Calls `each(top, leftTop, rightTop, bottom, leftBottom, rightBottom)` for pieces that make up the
 * inside of flat rings. A sweep from the top: between two corners' heights the edges, sorted from the
 * left, bound the inside in pairs; a pair stays one piece for as long as it lasts.
 */
export function trapezoids(rings, each) {
  const edges = edgesOf(rings);
  const levels = [...new Set(edges.flatMap(({ top, bottom }) => [top, bottom]))].sort((a, b) => a - b);
  let active = [];
  let next = 0;
  let open = [];
  for (let i = 0; i < levels.length; i += 1) {
    const level = levels[i];
    active = active.filter(({ bottom }) => bottom > level);
    while (next < edges.length && edges[next].top <= level) {
      active.push(edges[next]);
      next += 1;
    }
    const middle = (level + (levels[i + 1] ?? level)) / 2;
    sortBy(active, (edge) => xAt(edge, middle));
    const pairs = [];
    for (let j = 0; j + 1 < active.length; j += 2) {
      const [left, right] = [active[j], active[j + 1]];
      const lasting = open.find((pair) => pair.left === left && pair.right === right);
      pairs.push(lasting ?? { left, right, top: level });
    }
    for (const pair of open) {
      if (!pairs.includes(pair)) close(pair, level, each);
    }
    open = pairs;
  }
}

function close({ left, right, top }, bottom, each) {
  each(top, xAt(left, top), xAt(right, top), bottom, xAt(left, bottom), xAt(right, bottom));
}

/** All edges that are not level, by the height of their upper ends. */
function edgesOf(rings) {
  const edges = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[j], ring[j + 1], ring[i], ring[i + 1]];
      if (ay === by) continue;
      const [x, top, x1, bottom] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay];
      edges.push({ x, top, bottom, slope: (x1 - x) / (bottom - top) });
    }
  }
  return edges.sort((a, b) => a.top - b.top);
}

function xAt({ x, top, slope }, y) {
  return x + (y - top) * slope;
}

/** Sorts in place by insertion, which is quick for what is nearly sorted. */
function sortBy(list, key) {
  const keys = list.map(key);
  for (let i = 1; i < list.length; i += 1) {
    const [item, value] = [list[i], keys[i]];
    let j = i - 1;
    for (; j >= 0 && keys[j] > value; j -= 1) {
      list[j + 1] = list[j];
      keys[j + 1] = keys[j];
    }
    list[j + 1] = item;
    keys[j + 1] = value;
  }
}
