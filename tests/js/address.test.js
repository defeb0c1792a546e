import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress, stepOf } from "../../src/placetime/render/web/assets/address.js";
import { dayOfIso, isoDay } from "../../src/placetime/render/web/assets/days.js";

const STATE = {
  day: dayOfIso("-0217-08-02"), mode: "range", windowDays: 30, range: [dayOfIso("-0217-01-01"), dayOfIso("0004-12-31")],
  unit: "decade", speed: 0.5, loop: true, series: -1, view: [39.1234, -3.5, 5.25], lang: "zh", on: ["a"], off: ["b", "c"],
  who: ["rome"], status: ["planned"], event: "march/alps & <b>", place: "po-plain", by: { "battles/cannae": 1 }, tab: "now", table: true,
};

test("an address holds the whole state", () => {
  const { windowDays, ...rest } = STATE;
  assert.deepEqual(parseAddress(`#${formatAddress(STATE)}`), rest);
  const moving = { ...STATE, mode: "window", windowDays };
  assert.equal(parseAddress(formatAddress(moving)).windowDays, 30);
  assert.match(formatAddress(STATE), /^day=-0217-08-02&show=range&from=-0217-01-01&to=0004-12-31&/);
});

test("what is unknown or broken is left out", () => {
  const broken = "#day=1950-02-30&show=window:0&view=91,0,5&step=eon&speed=-1&lang=%E0%A4%A&tab=x&numbers=&by=a:0,b&foo&=&x=y";
  assert.deepEqual(parseAddress(broken), { lang: "", by: {} });
  assert.deepEqual(parseAddress(""), {});
  assert.deepEqual(parseAddress("#show=range&from=1950-02-01&to=1949-01-01"), {});
  assert.deepEqual(parseAddress("#view=1,2"), {});
});

test("only choices make a step in the history", () => {
  for (const change of [{ day: 5 }, { view: [0, 0, 3] }, { speed: 4 }, { tab: "about" }, { unit: "day" }]) {
    assert.equal(stepOf({ ...STATE, ...change }), stepOf(STATE), JSON.stringify(change));
  }
  for (const change of [{ event: null }, { off: [] }, { lang: "en" }, { who: [] }, { by: {} }, { table: false }]) {
    assert.notEqual(stepOf({ ...STATE, ...change }), stepOf(STATE), JSON.stringify(change));
  }
});

test("days as ISO dates", () => {
  for (const text of ["1970-01-01", "0000-02-29", "-9999-12-31", "1582-10-15"]) {
    assert.equal(isoDay(dayOfIso(text)), text);
  }
  for (const text of ["1950-2-1", "1950-13-01", "1951-02-29", "today", ""]) assert.equal(dayOfIso(text), null);
});
