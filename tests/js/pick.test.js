import assert from "node:assert/strict";
import { test } from "node:test";
import { Cast } from "../../src/placetime/render/web/assets/cast.js";
import { During } from "../../src/placetime/render/web/assets/during.js";
import { LayerMarks } from "../../src/placetime/render/web/assets/marks.js";
import { Picker } from "../../src/placetime/render/web/assets/pick.js";
import { showing } from "../../src/placetime/render/web/assets/visible.js";

// a CRS whose unit coordinates are the degrees themselves
const L = { CRS: { EPSG3857: {} }, latLng: (lat, lng) => ({ lat, lng }) };
const crs = { latLngToPoint: ({ lat, lng }) => ({ x: lng, y: lat }) };

const SAME = {
  trace: { all: 10 }, symbol: { all: "circle" }, hue: { all: "#0072b2" }, look: { all: "solid" }, text: { all: null },
  size: { all: 8 }, radius: { all: 0 }, disputed: { all: 0 }, inferred: { all: 0 }, plain: { all: 0 }, slot: { all: 0 },
  vague_begin: { all: 0 }, lasts: { all: 0 }, vague_end: { all: 0 },
};

function layerOf(kind, lon, lat, begin, more = {}) {
  const count = begin.length;
  const data = {
    ...SAME, count, begin, kind: { all: kind }, event: { from: 0, text: true }, part: { all: 0 }, lon, lat, ...more,
  };
  return new LayerMarks(L, crs, data, { name: kind });
}

/** A view in which px are unit coordinates. */
const VIEW = { scale: 1, origin: { x: 0, y: 0 }, project: (line) => [...line], sees: () => true };

test("marks are joined in drawing order: areas, lines, moves, points", () => {
  const points = layerOf("point", [1, 2], [1, 2], [5, 6]);
  const line = layerOf("line", [0, 9], [3, 3], [7], { parts: [1], points: [2] });
  const cast = new Cast([points, line]);
  assert.equal(cast.points, 1);
  assert.deepEqual([...cast.begin], [7, 5, 6]);
  assert.deepEqual([...cast.gone], [17, 15, 16]);
  assert.deepEqual(cast.mark(0).unit.map((part) => [...part]), [[0, 3, 9, 3]]);
  assert.deepEqual([...cast.mark(2).unit[0]], [2, 2]);
  assert.equal(cast.find("1/0"), 2);
  assert.deepEqual(cast.spans().map((span) => [...span]), [[5, 5, 1], [6, 6, 1], [7, 7, 1]]);
});

test("what may show is never less than what does", () => {
  const begin = Array.from({ length: 300 }, (_, i) => (i * 7919) % 1000);
  const cast = new Cast([layerOf("point", begin.map(() => 0), begin.map(() => 0), begin)]);
  const during = new During(cast, 1000);
  for (const day of [0, 3, 500, 501, 499, 1009, -5]) {
    const listed = new Set(during.marks(day, day));
    for (let at = 0; at < cast.length; at += 1) {
      const { presence, trace } = showing(cast.days, 4 * at, day, day, 10);
      if (presence > 0 || trace > 0) assert.ok(listed.has(at), `${at} on ${day}`);
    }
  }
  const { version } = during;
  during.marks(-5, -4);
  assert.equal(during.version, version, "a small step needs no new list");
});

test("the topmost mark is picked, the nearest if none is hit, and areas only where there is nothing else", () => {
  const points = layerOf("point", [50, 55, 300], [50, 50, 50], [100, 100, 200]);
  const area = layerOf("area", [0, 200, 200, 0], [0, 0, 200, 200], [100], { parts: [1], points: [4] });
  const cast = new Cast([points, area]);
  const picker = new Picker(cast, 15);
  const shapes = [{ mark: cast.mark(0), presence: 1, share: 1 }];
  const find = (x, y, slack = 0, day = 100) => {
    const mark = picker.find({ x, y, slack, view: VIEW, window: [day, day], shapes: day === 100 ? shapes : [] });
    return mark && `${mark.kind} ${mark.id}`;
  };
  assert.equal(find(52, 50), "point 1/0");
  assert.equal(find(41, 50), "point 0/0");
  assert.equal(find(36, 50, 6), "point 0/0");
  assert.equal(find(100, 100), "area 0/0");
  assert.equal(find(300, 50), null, "it is not there yet");
  assert.equal(find(300, 50, 0, 200), "point 2/0");
  assert.equal(find(52, 50, 0, 105), "point 1/0", "its trace is there");
  assert.equal(find(52, 50, 0, 111), null);
});

test("what is there lies over traces, and lines are picked along their length", () => {
  const points = layerOf("point", [50, 52], [50, 50], [105, 100]);
  const line = layerOf("line", [0, 200], [80, 80], [105], { parts: [1], points: [2] });
  const cast = new Cast([points, line]);
  const picker = new Picker(cast, 15);
  const shapes = [{ mark: cast.mark(0), presence: 1, share: 1 }];
  const find = (x, y, slack) => picker.find({ x, y, slack, view: VIEW, window: [105, 105], shapes });
  assert.equal(find(52, 50, 2).id, "0/0");
  assert.equal(find(123.4, 82, 2).kind, "line");
  assert.equal(find(123.4, 87, 2), null);
});

test("of many points the same is picked as by looking at all", () => {
  const random = (seed) => ((Math.sin(seed) * 43758.5453) % 1 + 1) % 1;
  const all = Array.from({ length: 2000 }, (_, i) => i);
  const layer = layerOf("point", all.map((i) => random(i) * 4000), all.map((i) => random(i + 0.5) * 3000),
    all.map((i) => i % 40), { slot: all.map((i) => i % 5) });
  const picker = new Picker(new Cast([layer]), 15);
  for (let i = 0; i < 300; i += 1) {
    const [x, y, day] = [random(i + 0.1) * 4000, random(i + 0.2) * 3000, i % 50];
    let best = null;
    all.forEach((row) => {
      const { presence, trace } = showing(layer.days, 4 * row, day, day, 10);
      if (!presence && !trace) return;
      const angle = [0, 0, 1, 2, 3][row % 5] * (Math.PI / 3);
      const seat = row % 5 ? 15 : 0;
      const off = Math.max(0, Math.hypot(layer.unit[2 * row] + seat * Math.cos(angle) - x,
        layer.unit[2 * row + 1] + seat * Math.sin(angle) - y) - 10);
      const order = (presence ? 1e6 : 0) + row;
      if (off <= 6 && (!best || off < best.off - 1e-9 || (Math.abs(off - best.off) < 1e-9 && order > best.order))) {
        best = { off, order, row };
      }
    });
    const found = picker.find({ x, y, slack: 6, view: VIEW, window: [day, day], shapes: [] });
    assert.equal(found?.row ?? null, best?.row ?? null, `at ${x}, ${y} on ${day}`);
  }
});
