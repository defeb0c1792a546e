import assert from "node:assert/strict";
import { test } from "node:test";
import "./tables.js";
import { histogram, monthTicks, yearTicks } from "../../src/placetime/render/web/assets/axis.js";
import { civil, dayNumber, formatYear } from "../../src/placetime/render/web/assets/days.js";
import { TimeScale } from "../../src/placetime/render/web/assets/timescale.js";
import { PAST } from "../../src/placetime/render/web/assets/visible.js";

const squeezed = new TimeScale([
  { first: 0, last: 9, start: 0, end: 2, chapter: 0 },
  { first: 10, last: 999, start: 2, end: 2.5, chapter: null },
  { first: 1000, last: 1009, start: 2.5, end: 5.5, chapter: 1 },
]);

test("positions and days, as scene/timescale.py has them", () => {
  assert.equal(squeezed.position(-5), 0);
  assert.equal(squeezed.position(5), 1);
  assert.equal(squeezed.position(10), 2);
  assert.equal(squeezed.position(1000), 2.5);
  assert.equal(squeezed.position(2000), 5.5);
  assert.equal(squeezed.day(-1), 0);
  assert.equal(squeezed.day(1.99), 9);
  assert.equal(squeezed.day(2), 10);
  assert.equal(squeezed.day(2.5), 1000);
  assert.equal(squeezed.day(99), 1009);
  for (let day = 0; day < 10; day += 1) assert.equal(squeezed.day(squeezed.position(day) + 1e-9), day);
});

test("chapters", () => {
  assert.equal(squeezed.chapterOf(3), 0);
  assert.equal(squeezed.chapterOf(500), null);
  assert.equal(squeezed.chapterOf(1001), 1);
});

test("a vague begin counts in parts in the histogram, an open one not at all", () => {
  const scale = TimeScale.even(0, 99, 10);
  assert.deepEqual([...histogram(scale, 10, [[5, 5], [0, 19], [PAST, 3]])], [1.5, 0.5, ...Array(8).fill(0)]);
});

test("the histogram follows a squeezed axis, and every event is counted once", () => {
  const counts = histogram(squeezed, 11, [[0, 0], [500, 500], [1009, 1009], [0, 1009]]);
  assert.ok(Math.abs(counts.reduce((a, b) => a + b) - 4) < 1e-9);
  assert.equal(Math.floor(counts[10]), 1);
});

test("years are labelled apart from each other, before Christ, too", () => {
  const scale = TimeScale.even(dayNumber(-250, 1, 1), dayNumber(50, 12, 31));
  const ticks = yearTicks(scale, 600, 50);
  assert.deepEqual(ticks.map(({ year }) => formatYear(year, "en")), [
    "250 BC", "200 BC", "150 BC", "100 BC", "50 BC", "AD 1", "AD 50",
  ]);
  ticks.slice(1).forEach(({ x }, i) => assert.ok(x - ticks[i].x >= 50));
});

test("a short axis is labelled by months", () => {
  const scale = TimeScale.even(dayNumber(1911, 5, 10), dayNumber(1911, 9, 30));
  const ticks = monthTicks(scale, 400, 60);
  assert.deepEqual(ticks.map(({ day }) => civil(day).slice(0, 2).join("-")), ["1911-6", "1911-7", "1911-8", "1911-9"]);
  assert.ok(ticks.every(({ x }, i) => i === 0 || x - ticks[i - 1].x >= 60));
  assert.equal(monthTicks(scale, 100, 60).length, 1);
});
