/**
 * Day numbers ⇄ proleptic Gregorian dates, and dates in the reader's language.
 *
 * A day number counts days since 1970-01-01; years are astronomical (0 is 1 BC). `Date` is never
 * used: it would bring in the browser's time zone. The arithmetic follows Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms"; it is exact for every year within ±280,000.
 */
import { filled, tableOf } from "./words.js";

const ERA_DAYS = 146097;
const EPOCH = 719468;

/** [year, month 1…12, day of month] of a day number. */
export function civil(day) {
  const shifted = day + EPOCH;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return [year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1];
}

/** The day number of a date; the day of month is not checked. */
export function dayNumber(year, month, dayOfMonth) {
  const shifted = year - (month <= 2 ? 1 : 0);
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - EPOCH;
}

/** `1958-03-15`, `-0217-08-02`: ISO 8601 with astronomical years of at least four digits. */
export function isoDay(day) {
  const [year, month, dayOfMonth] = civil(day);
  const two = (number) => String(number).padStart(2, "0");
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`;
}

/** The day of such a text, or null if it is none. */
export function dayOfIso(text) {
  const found = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const day = dayNumber(...found.slice(1).map(Number));
  return isoDay(day) === text ? day : null;
}

/** 0 Monday … 6 Sunday. */
export function weekday(day) {
  return (((day + 3) % 7) + 7) % 7;
}

/** The same day of month `count` months on, or the last day of that month if it is shorter. */
export function addMonths(day, count) {
  const [year, month, dayOfMonth] = civil(day);
  const months = year * 12 + month - 1 + count;
  const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const next = m === 12 ? dayNumber(y + 1, 1, 1) : dayNumber(y, m + 1, 1);
  return Math.min(dayNumber(y, m, dayOfMonth), next - 1);
}

/** What one step of the clock may be, shortest first: [days, months]. */
export const STEPS = {
  day: [1, 0],
  week: [7, 0],
  month: [0, 1],
  year: [0, 12],
  decade: [0, 120],
  century: [0, 1200],
};

/** The day `count` steps of `unit` (a key of STEPS) on. */
export function addSteps(day, count, unit) {
  const [days, months] = STEPS[unit];
  return months ? addMonths(day, months * count) : day + days * count;
}

/** From this year on a number alone is read as a year, as in placetime.edtf.words. */
const FIRST_BARE_YEAR = 1000;

/** A year as the reader writes it: `1958`, `AD 44`, `44 BC`, `1958年`, `公元44年`, `公元前44年`. */
export function formatYear(year, lang) {
  const { year: plain, early, before } = tableOf(lang).dates;
  if (year <= 0) return filled(before, { year: 1 - year });
  return filled(year >= FIRST_BARE_YEAR ? plain : early, { year });
}

/** `15 March 1958`, `15 March 44 BC`, `1958年3月15日`. */
export function formatDay(day, lang) {
  const [year, month, dayOfMonth] = civil(day);
  const { day: form, months, months_of: inDates = months } = tableOf(lang).dates;
  return filled(form, { day: dayOfMonth, month: inDates[month - 1], year: formatYear(year, lang) });
}

/** `March 1958`, `1958年3月`. */
export function formatMonth(day, lang) {
  const [year, month] = civil(day);
  const { month: form, months } = tableOf(lang).dates;
  return filled(form, { month: months[month - 1], year: formatYear(year, lang) });
}

/** `Saturday`, `星期六`. */
export function formatWeekday(day, lang) {
  return tableOf(lang).dates.weekdays[weekday(day)];
}
