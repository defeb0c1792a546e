import assert from "node:assert/strict";
import { test } from "node:test";
import "./tables.js";
import { captionOf } from "../../src/placetime/render/web/assets/caption.js";
import { Clock } from "../../src/placetime/render/web/assets/clock.js";
import { dayOfIso, isoDay } from "../../src/placetime/render/web/assets/days.js";
import { TimeScale } from "../../src/placetime/render/web/assets/timescale.js";
import { typedDays } from "../../src/placetime/render/web/assets/typed.js";

const typed = (text) => typedDays(text)?.map(isoDay).join("/") ?? null;

test("dates as people type them", () => {
  const cases = {
    "1958-03-15": "1958-03-15/1958-03-15", "1958-3": "1958-03-01/1958-03-31", 1958: "1958-01-01/1958-12-31",
    44: "0044-01-01/0044-12-31", "44 BC": "-0043-01-01/-0043-12-31", "1 bce": "0000-01-01/0000-12-31",
    "-0043": "-0043-01-01/-0043-12-31", "0000": "0000-01-01/0000-12-31", "-9999-12-31": "-9999-12-31/-9999-12-31",
    "AD 44": "0044-01-01/0044-12-31", "44 CE": "0044-01-01/0044-12-31", "15 March 44 B.C.": "-0043-03-15/-0043-03-15",
    "15 March 1958": "1958-03-15/1958-03-15", "Mar 1958": "1958-03-01/1958-03-31", "March 15, 1958": "1958-03-15/1958-03-15",
    "1st Sept 1939": "1939-09-01/1939-09-01", "1958年3月15日": "1958-03-15/1958-03-15", "公元前44年3月": "-0043-03-01/-0043-03-31",
    "前 44 年": "-0043-01-01/-0043-12-31", "１９５８": "1958-01-01/1958-12-31", " 1850 ": "1850-01-01/1850-12-31",
  };
  for (const [text, days] of Object.entries(cases)) assert.equal(typed(text), days, text);
});

test("what is no date is none", () => {
  for (const text of ["", "0", "0 BC", "1958-13", "1958-02-29", "31 April 1958", "Foo 1958", "公元前0年", "soon", "1-2-3-4", "99999"]) {
    assert.equal(typed(text), null, text);
  }
});

/** A clock of 1 January 1850 to 31 December 1859. */
function make() {
  return new Clock(TimeScale.even(dayOfIso("1850-01-01"), dayOfIso("1859-12-31")), { frame: () => {} });
}

test("captions: a day, between, about, up to", () => {
  const clock = make();
  clock.setDay(dayOfIso("1855-03-15"));
  assert.equal(captionOf(clock, "en"), "15 March 1855");
  clock.set({ mode: "window", windowDays: 30 });
  assert.equal(captionOf(clock, "en"), "between 14 February and 15 March 1855");
  assert.equal(captionOf(clock, "zh"), "1855年2月14日至3月15日间");
  clock.set({ windowDays: 90 });
  assert.equal(captionOf(clock, "en"), "between 16 December 1854 and 15 March 1855");
  clock.set({ windowDays: 3652 });
  assert.equal(captionOf(clock, "en"), "about 1845 to 1855");
  clock.set({ mode: "all" });
  assert.equal(captionOf(clock, "en"), "up to 15 March 1855");
  clock.setRange([dayOfIso("1851-01-01"), dayOfIso("1853-12-31")]);
  assert.equal(captionOf(clock, "en"), "between 1851 and 1853");
  clock.setRange([dayOfIso("1851-02-01"), dayOfIso("1851-02-28")]);
  assert.equal(captionOf(clock, "en"), "February 1851");
});

test("a fixed range stays, limits the clock, and is played from end to end", () => {
  const queue = [];
  const clock = new Clock(TimeScale.even(0, 99, 10), { frame: (call) => queue.push(call) });
  clock.setRange([20, 39]);
  assert.deepEqual(clock.window, [20, 39]);
  clock.setDay(60);
  assert.equal(clock.day, 39);
  assert.deepEqual(clock.window, [39, 39]);
  clock.step(-100);
  assert.equal(clock.day, 20);
  clock.play();
  const seen = new Set();
  clock.onChange(() => clock.playing && seen.add(clock.day));
  for (let now = 0; queue.length; now += 100) queue.shift()(now);
  assert.equal(Math.max(...seen), 39);
  assert.equal(clock.playing, false);
  assert.deepEqual(clock.window, [20, 39]);
  clock.setRange([-50, 500]);
  assert.deepEqual(clock.window, [0, 99]);
});
