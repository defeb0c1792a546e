import assert from "node:assert/strict";
import { test } from "node:test";
import "./tables.js";
import {
  addMonths, addSteps, civil, dayNumber, formatDay, formatMonth, formatWeekday, formatYear, weekday,
} from "../../src/placetime/render/web/assets/days.js";

test("known days", () => {
  assert.equal(dayNumber(1970, 1, 1), 0);
  assert.equal(dayNumber(1958, 3, 15), -4310);
  assert.equal(dayNumber(-43, 3, 15), -735160);
  assert.equal(dayNumber(0, 1, 1), -719528);
  assert.equal(dayNumber(-9999, 1, 1), -4371587);
  assert.equal(dayNumber(9999, 12, 31), 2932896);
});

test("every day of 800 years has its date, and the dates follow each other", () => {
  let [year, month, day] = civil(dayNumber(-400, 1, 1));
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  for (let number = dayNumber(-400, 1, 1); number < dayNumber(400, 1, 1); number += 1) {
    assert.deepEqual(civil(number), [year, month, day]);
    assert.equal(dayNumber(year, month, day), number);
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const length = month === 2 && leap ? 29 : lengths[month - 1];
    if (day < length) day += 1;
    else [year, month, day] = month === 12 ? [year + 1, 1, 1] : [year, month + 1, 1];
  }
});

test("weekdays", () => {
  assert.equal(weekday(0), 3);
  assert.equal(weekday(-4), 6);
  assert.equal(formatWeekday(dayNumber(1958, 3, 15), "en"), "Saturday");
  assert.equal(formatWeekday(dayNumber(1958, 3, 15), "zh-Hans"), "星期六");
});

test("dates in the reader's language", () => {
  const day = dayNumber(1958, 3, 15);
  assert.equal(formatDay(day, "en"), "15 March 1958");
  assert.equal(formatDay(day, "zh"), "1958年3月15日");
  assert.equal(formatDay(day, "sw"), "15 March 1958");
  assert.equal(formatMonth(day, "zh-Hant"), "1958年3月");
  assert.equal(formatDay(dayNumber(-43, 3, 15), "en"), "15 March 44 BC");
  assert.equal(formatDay(dayNumber(-43, 3, 15), "zh"), "公元前44年3月15日");
  assert.equal(formatYear(0, "en"), "1 BC");
  assert.equal(formatYear(79, "en"), "AD 79");
  assert.equal(formatYear(79, "zh"), "公元79年");
});

test("steps keep to the calendar", () => {
  assert.equal(addMonths(dayNumber(1958, 1, 31), 1), dayNumber(1958, 2, 28));
  assert.equal(addMonths(dayNumber(1958, 1, 15), -1), dayNumber(1957, 12, 15));
  assert.equal(addMonths(dayNumber(1, 1, 15), -1), dayNumber(0, 12, 15));
  assert.equal(addSteps(10, -2, "week"), -4);
  assert.equal(addSteps(dayNumber(1956, 2, 29), 1, "year"), dayNumber(1957, 2, 28));
  assert.equal(addSteps(dayNumber(-50, 6, 1), 1, "century"), dayNumber(50, 6, 1));
});
