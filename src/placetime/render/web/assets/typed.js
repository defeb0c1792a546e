/**
 * Dates as people type them: `1958-03-15`, `-0043`, `44 BC`, `March 1958`, `15 March 1958`, `1958年3月15日`,
 * `公元前44年`. ISO years are astronomical (0 is 1 BC), all others historical.
 */
import { civil, dayNumber } from "./days.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
];

/** The days [first, last] that a text stands for, or null if it is no date. */
export function typedDays(text) {
  const plain = text.normalize("NFKC").trim().replace(/\s+/g, " ").replace(/[−–]/g, "-");
  const found = iso(plain) ?? chinese(plain) ?? english(plain);
  return found ? daysOf(...found) : null;
}

function iso(text) {
  const found = /^([+-]?\d{1,5})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!found) return null;
  const bare = !/^[+-]/.test(text) && found[2] === undefined && found[1].length < 4;
  if (bare && Number(found[1]) === 0) return null;
  return found.slice(1).map((part) => (part === undefined ? null : Number(part)));
}

function chinese(text) {
  const found = /^(?:公元)?(前)?(\d{1,5})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?$/.exec(text.replaceAll(" ", ""));
  if (!found || Number(found[2]) === 0) return null;
  const [, before, year, month, day] = found;
  return [before ? 1 - Number(year) : Number(year), month ? Number(month) : null, day ? Number(day) : null];
}

function english(text) {
  const era = /(?:^(ad|ce)\s|\s?\b(b\.?c\.?(?:e\.?)?|a\.?d\.?|c\.?e\.?)$)/i.exec(text);
  const before = Boolean(era?.[2]?.toLowerCase().startsWith("b"));
  const rest = era ? text.replace(era[0], " ").trim() : text;
  const found = /^(?:(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?) (\d{1,5})$/i.exec(rest);
  const year = Number(found ? found[5] : /^\d{1,5}$/.test(rest) ? rest : 0);
  if (year === 0) return null;
  const astronomical = before ? 1 - year : year;
  if (!found) return [astronomical, null, null];
  const name = (found[2] ?? found[3]).toLowerCase();
  const month = LONG.findIndex((long, i) => long === name || (name.replace(/^sept$/, "sep") === MONTHS[i]));
  const day = found[1] ?? found[4];
  return month < 0 ? null : [astronomical, month + 1, day ? Number(day) : null];
}

function daysOf(year, month, day) {
  if (Math.abs(year) > 20000) return null;
  if (month === null) return [dayNumber(year, 1, 1), dayNumber(year, 12, 31)];
  if (month < 1 || month > 12) return null;
  const last = (month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1;
  if (day === null) return [dayNumber(year, month, 1), last];
  return day >= 1 && day <= civil(last)[2] ? [dayNumber(year, month, day), dayNumber(year, month, day)] : null;
}
