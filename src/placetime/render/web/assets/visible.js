/**
 * The one rule of time, the same as in scene/visible.py: how surely a mark is there in a window of
 * days, and how its trace fades. tests/cases/visible.json holds the cases that both must satisfy.
 */

/** Unbounded begin and unbounded end, as in model/interval.py. */
export const PAST = -(2 ** 23);
export const FUTURE = 2 ** 23;

/** Presence on the side of an interval whose bound nobody knows. */
export const UNKNOWN_PRESENCE = 0.5;

/** How surely it has begun by the end of day `last`. */
export function rise(beginEarliest, beginLatest, last) {
  if (last < beginEarliest) return 0;
  if (last >= beginLatest) return 1;
  if (beginEarliest === PAST) return UNKNOWN_PRESENCE;
  return (last - beginEarliest + 1) / (beginLatest - beginEarliest + 1);
}

/** How surely it has not ended before day `first`. */
export function fall(endEarliest, endLatest, first) {
  if (first > endLatest) return 0;
  if (first <= endEarliest) return 1;
  if (endLatest === FUTURE) return UNKNOWN_PRESENCE;
  return (endLatest - first + 1) / (endLatest - endEarliest + 1);
}

/**
 * How a mark shows in the days `first` to `last`, both inclusive: {presence, trace}, each 0…1.
 * `days` holds the interval's four days from index `at`; `traceDays` is how long its trace lasts.
 */
export function showing(days, at, first, last, traceDays) {
  const endLatest = days[at + 3];
  const presence = Math.min(
    rise(days[at], days[at + 1], last),
    fall(days[at + 2], endLatest, first),
  );
  if (presence > 0) return { presence, trace: 0 };
  const over = first - endLatest;
  const trace = over > 0 && over <= traceDays ? 1 - over / (traceDays + 1) : 0;
  return { presence: 0, trace };
}

/** Opacity of a mark: from `least` to `most` by presence, a trace from `trace_from` to `trace_to`. */
export function opacityOf({ presence, trace }, { least, most, trace_from: from, trace_to: to }) {
  return presence > 0 ? least + (most - least) * presence : to + (from - to) * trace;
}

/**
 * How much of a move is done by the end of day `last`, 0…1: a move between two known ranges of days
 * lasts as long as it did; one that happened "some time within" a stretch is drawn whole.
 */
export function progress(days, at, last) {
  const [begin, beginLatest, endEarliest, end] = days.subarray(at, at + 4);
  if (beginLatest >= endEarliest || begin === PAST || end === FUTURE) return 1;
  return Math.min(1, Math.max(0, (last - begin + 1) / (end - begin + 1)));
}
