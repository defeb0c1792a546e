import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowRings } from "../../src/placetime/render/web/assets/draw/move.js";
import { ticks } from "../../src/placetime/render/web/assets/draw/limit.js";
import { Room, placeNames, seatBox } from "../../src/placetime/render/web/assets/labels.js";
import { insideRings, lengths, pointAlong, thinned } from "../../src/placetime/render/web/assets/lines.js";
import { nameAndRemark } from "../../src/placetime/render/web/assets/names.js";
import { seatOffset } from "../../src/placetime/render/web/assets/seats.js";

const WITHIN = { left: 0, top: 0, right: 500, bottom: 500 };

test("names never overlap, and the first ones have the choice", () => {
  const names = Array.from({ length: 40 }, (_, i) => ({
    text: `${i}`, x: 100 + (i % 7) * 20, y: 100 + Math.floor(i / 7) * 12, width: 60, height: 14, clear: 4,
  }));
  const placed = placeNames(names, new Room(), WITHIN);
  assert.equal(placed[0].text, "0");
  assert.deepEqual(placed[0].box, seatBox("right", 100, 100, 60, 14, 4));
  assert.ok(placed.length > 4 && placed.length < 40);
  for (const a of placed) {
    for (const b of placed) {
      if (a === b) continue;
      const apart =
        a.box.left >= b.box.right || a.box.right <= b.box.left ||
        a.box.top >= b.box.bottom || a.box.bottom <= b.box.top;
      assert.ok(apart, `${a.text} and ${b.text}`);
    }
  }
});

test("a name whose place is in the window stays there, another need not", () => {
  const all = { left: -100, top: -100, right: 500, bottom: 500 };
  const window = { left: 0, top: 0, right: 400, bottom: 400 };
  const name = { text: "a", y: 100, width: 60, height: 16, clear: 5 };
  const [near, far] = placeNames([{ ...name, x: 380 }, { ...name, x: 410 }], new Room(), all, window);
  assert.equal(near.seat, "left");
  assert.ok(near.box.right <= 400);
  assert.equal(far.seat, "right");
  const [none] = placeNames([{ ...name, x: 401, width: 200, seats: ["left", "centre"] }], new Room(), all, window);
  assert.equal(none, undefined);
});

test("what stands in brackets at the end of a name is a remark", () => {
  assert.deepEqual(nameAndRemark("The river (no place named)"), ["The river", "(no place named)"]);
  assert.deepEqual(nameAndRemark("鸭绿江（地点未载）"), ["鸭绿江", "（地点未载）"]);
  assert.deepEqual(nameAndRemark("Rome"), ["Rome", ""]);
  assert.deepEqual(nameAndRemark("(unnamed)"), ["(unnamed)", ""]);
});

test("a name that finds its first seat taken goes to the next", () => {
  const room = new Room([{ left: 100, top: 90, right: 200, bottom: 110 }]);
  const [name] = placeNames([{ text: "A", x: 100, y: 100, width: 40, height: 12, clear: 4 }], room, WITHIN);
  assert.ok(name.box.right <= 100);
});

test("ticks stand on the left of a line's direction", () => {
  // eastwards on the screen: left is up, which is less y
  for (const [x1, y1, x2, y2] of ticks([0, 50, 100, 50], 10, 6)) {
    assert.equal(x1, x2);
    assert.equal(y1, 50);
    assert.equal(y2, 44);
  }
  assert.equal(ticks([0, 50, 100, 50], 10, 6).length, 10);
});

test("an arrow reaches its head, and only the part that is done", () => {
  const style = { tail: 0.22, head_length: 3.2, head_width: 2.4 };
  const tip = (share) => Math.max(...arrowRings([0, 0, 100, 0], 5, share, style, false)[0].filter((_, i) => i % 2 === 0));
  assert.ok(Math.abs(tip(1) - 100) < 1e-9);
  assert.ok(Math.abs(tip(0.5) - 50) < 1e-9);
  assert.deepEqual(arrowRings([0, 0, 100, 0], 5, 0, style, false), []);
  assert.ok(arrowRings([0, 0, 100, 0], 5, 1, style, true).length > 3);
});

test("points along a line", () => {
  const line = [0, 0, 30, 0, 30, 40];
  const along = lengths(line);
  assert.deepEqual([...along], [0, 30, 70]);
  assert.deepEqual(pointAlong(line, along, 50), [30, 20, 0, 1]);
  assert.deepEqual(thinned([0, 0, 0.1, 0, 5, 0, 5.1, 0], 1), [0, 0, 5, 0, 5.1, 0]);
});

test("holes are outside", () => {
  const rings = [[0, 0, 10, 0, 10, 10, 0, 10], [4, 4, 6, 4, 6, 6, 4, 6]];
  assert.ok(insideRings(rings, 2, 2));
  assert.ok(!insideRings(rings, 5, 5));
  assert.ok(!insideRings(rings, 11, 5));
});

test("seats form hexagons, as scene/seats.py has them", () => {
  assert.deepEqual(seatOffset(0, 15), [0, 0]);
  assert.deepEqual(seatOffset(1, 15), [15, 0]);
  for (let slot = 1; slot <= 6; slot += 1) assert.ok(Math.abs(Math.hypot(...seatOffset(slot, 15)) - 15) < 1e-9);
  for (let slot = 7; slot <= 18; slot += 1) assert.ok(Math.abs(Math.hypot(...seatOffset(slot, 15)) - 30) < 1e-9);
});
