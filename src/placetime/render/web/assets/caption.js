/** The days that show, in words: a date where it is one day, `between`, `about` and `up to` where not. */
import { civil, formatDay, formatMonth, formatYear } from "./days.js";
import { say } from "./words.js";

/** A window of this many days or more that does not keep to whole years is told in years, as `about`. */
const ROUGH = 3650;

/** The coarsest words that are exact for the days `first` to `last`: a function of a day and a language. */
function wordsFor(first, last) {
  const [, month, day] = civil(first);
  const [, monthAfter, dayAfter] = civil(last + 1);
  if (day !== 1 || dayAfter !== 1) return formatDay;
  return month === 1 && monthAfter === 1 ? (at, lang) => formatYear(civil(at)[0], lang) : formatMonth;
}

/** Both dates of a pair; what they share is said once: `22 November` and `19 December 1957`. */
function pair(a, b, year) {
  if (a.endsWith(` ${year}`) && b.endsWith(` ${year}`) && a !== year) return [a.slice(0, -year.length - 1), b];
  if (a.startsWith(year) && b.startsWith(year) && b !== year) return [a, b.slice(year.length)];
  return [a, b];
}

/** What the clock shows, in the reader's language. */
export function captionOf(clock, lang) {
  const [first, last] = clock.window;
  if (clock.mode === "all") return say(lang, "caption_until", { b: formatDay(last, lang) });
  if (clock.mode === "day" || (clock.mode === "range" && !clock.whole)) return formatDay(clock.day, lang);
  const exact = wordsFor(first, last);
  const rough = exact === formatDay && last - first >= ROUGH;
  const [a, b] = [first, last].map((day) => (rough ? formatYear(civil(day)[0], lang) : exact(day, lang)));
  if (a === b) return a;
  const [begin, end] = pair(a, b, formatYear(civil(last)[0], lang));
  return say(lang, rough ? "caption_about" : "caption_between", { a: begin, b: end });
}

/** Whether the caption is a single day. */
export function isExact(clock) {
  return clock.mode === "day" || (clock.mode === "range" && !clock.whole);
}
