// The one rule of time, from the cases that scene/visible.py must satisfy, too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  FUTURE, PAST, opacityOf, progress, showing,
} from "../../src/placetime/render/web/assets/visible.js";

const file = new URL("../cases/visible.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf-8"));
const bounds = { past: PAST, future: FUTURE };

function fraction(text) {
  const [top, bottom = "1"] = text.split("/");
  return Number(top) / Number(bottom);
}

for (const { name, days, window, trace_days: traceDays, presence, trace } of cases) {
  test(name, () => {
    // the four days stand behind others, as they do in a layer
    const packed = Int32Array.from([7, 7, 7, 7, ...days.map((day) => bounds[day] ?? day)]);
    const shown = showing(packed, 4, window[0], window[1], traceDays);
    assert.ok(Math.abs(shown.presence - fraction(presence)) < 1e-12, `presence ${shown.presence}`);
    assert.ok(Math.abs(shown.trace - fraction(trace)) < 1e-12, `trace ${shown.trace}`);
  });
}

test("opacity runs from least to most, and a trace below it", () => {
  const style = { least: 0.4, most: 1, trace_from: 0.45, trace_to: 0.1 };
  assert.equal(opacityOf({ presence: 1, trace: 0 }, style), 1);
  assert.equal(opacityOf({ presence: 0.5, trace: 0 }, style), 0.7);
  assert.ok(Math.abs(opacityOf({ presence: 0, trace: 1 }, style) - 0.45) < 1e-12);
  assert.ok(Math.abs(opacityOf({ presence: 0, trace: 0.5 }, style) - 0.275) < 1e-12);
});

test("a move lasts as long as it did", () => {
  const days = Int32Array.from([10, 10, 19, 19]);
  assert.equal(progress(days, 0, 9), 0);
  assert.equal(progress(days, 0, 10), 0.1);
  assert.equal(progress(days, 0, 19), 1);
  assert.equal(progress(days, 0, 40), 1);
});

test("a move some time within a month, or without end, is drawn whole", () => {
  assert.equal(progress(Int32Array.from([1, 31, 1, 31]), 0, 5), 1);
  assert.equal(progress(Int32Array.from([1, 1, FUTURE, FUTURE]), 0, 5), 1);
});
