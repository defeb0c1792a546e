import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../../src/placetime/render/web/assets/clock.js";
import { TimeScale } from "../../src/placetime/render/web/assets/timescale.js";

/** A clock on the days 0…99 in 10 s, and a way to let frames pass. */
function make(options = {}) {
  const queue = [];
  const clock = new Clock(TimeScale.even(0, 99, 10), { frame: (call) => queue.push(call), ...options });
  let now = 0;
  const pass = (seconds, frames) => {
    for (let i = 0; i < frames; i += 1) {
      const call = queue.shift();
      if (call) call(now);
      now += (seconds * 1000) / frames;
    }
  };
  return { clock, pass };
}

test("plays on, and shows every day it passes", () => {
  const { clock, pass } = make();
  const seen = new Set();
  clock.onChange(() => {
    for (let day = clock.window[0]; day <= clock.window[1]; day += 1) seen.add(day);
  });
  clock.set({ speed: 4 });
  clock.play();
  pass(4, 33);
  assert.equal(clock.day, 99);
  assert.equal(clock.playing, false);
  assert.deepEqual([...seen].sort((a, b) => a - b), [...Array(100).keys()]);
});

test("speed, pause, and playing backwards", () => {
  const { clock, pass } = make();
  clock.set({ speed: 2 });
  clock.play();
  pass(1, 21);
  assert.equal(clock.day, 19);
  clock.pause();
  pass(1, 10);
  assert.equal(clock.day, 19);
  clock.setDay(50);
  clock.play(-1);
  pass(1, 21);
  assert.equal(clock.day, 30);
});

test("starts again at the end if it repeats", () => {
  const { clock, pass } = make();
  clock.set({ loop: true });
  clock.setDay(95);
  clock.play();
  pass(2, 60);
  assert.ok(clock.playing);
  assert.ok(clock.day < 40);
});

/** Two chapters of 2 s and 10 days each, the first of which is held for 1 s, the second for 3 s. */
const HELD = new TimeScale([
  { first: 0, last: 9, start: 0, end: 2, chapter: 0, hold: 1 },
  { first: 10, last: 19, start: 2, end: 4, chapter: 1, hold: 3 },
]);

/** A clock on HELD at a speed, and the seconds after which it shows each day for the first time. */
function held(settings, seconds) {
  const { clock, pass } = make();
  clock.setScale(HELD);
  clock.set(settings);
  clock.play();
  const reached = {};
  for (let i = 0; i <= seconds * 20; i += 1) {
    pass(0.05, 1);
    reached[clock.day] ??= i / 20;
  }
  return { clock, reached };
}

test("stands still at the end of a chapter with a hold", () => {
  const { clock, reached } = held({}, 3.5);
  assert.ok(Math.abs(reached[9] - 1.8) < 0.1, `${reached[9]}`);
  assert.ok(Math.abs(reached[10] - 3) < 0.1, `${reached[10]}`);
  assert.ok(clock.playing);
  assert.equal(HELD.seconds, 4);
});

test("twice as fast stands half as long; the end is held only before a new start", () => {
  const { clock, reached } = held({ speed: 2 }, 2.7);
  assert.ok(Math.abs(reached[10] - 1.5) < 0.1, `${reached[10]}`);
  assert.equal(clock.day, 19);
  assert.equal(clock.playing, false);
  const again = held({ speed: 2, loop: true }, 3.9);
  assert.equal(again.clock.day, 19);
  assert.ok(again.clock.playing);
  assert.ok(held({ speed: 2, loop: true }, 4.3).clock.day < 10);
});

test("a hold shows all days before it, and is not for playing back or going elsewhere", () => {
  const { clock, pass } = make();
  clock.setScale(HELD);
  clock.setDay(5);
  clock.play();
  clock.advance(1.5);
  assert.deepEqual(clock.window, [6, 9]);
  assert.ok(clock.standing > 0);
  clock.setDay(4);
  clock.advance(0.4);
  assert.equal(clock.day, 6);
  clock.setDay(12);
  clock.play(-1);
  pass(1, 21);
  assert.equal(clock.day, 7);
});

test("a great step goes over a whole hold", () => {
  const { clock } = make();
  clock.setScale(HELD);
  clock.play();
  clock.advance(3.5);
  assert.equal(clock.day, 12);
});

test("steps by calendar units, and never off the axis", () => {
  const { clock } = make();
  clock.set({ unit: "week" });
  clock.step(2);
  assert.equal(clock.day, 14);
  clock.step(-9);
  assert.equal(clock.day, 0);
  clock.set({ unit: "month" });
  clock.step(1);
  assert.equal(clock.day, 31);
});

test("windows: a day, the last days, all so far", () => {
  const { clock } = make();
  clock.setDay(40);
  assert.deepEqual(clock.window, [40, 40]);
  clock.set({ mode: "window", windowDays: 30 });
  assert.deepEqual(clock.window, [11, 40]);
  clock.set({ mode: "all" });
  assert.deepEqual(clock.window, [0, 40]);
});

test("with reduced motion it moves on in still pictures", () => {
  const { clock, pass } = make({ calm: true });
  let changes = 0;
  clock.play();
  clock.onChange(() => (changes += 1));
  pass(4, 240);
  assert.ok(changes <= 6, `${changes} pictures`);
  assert.ok(clock.day >= 30);
});
