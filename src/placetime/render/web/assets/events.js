/** The events of an atlas: their keys, their order in time, and the day on which each is shown best. */
import { PAST } from "./visible.js";

/** The day on which an event is shown best: when it had begun, or in the middle of what is possible. */
export function dayOf([beginEarliest, beginLatest, endEarliest, endLatest]) {
  const begin = beginLatest === PAST ? Math.min(endEarliest, endLatest) : beginLatest;
  if (begin <= endEarliest) return begin;
  if (beginEarliest === PAST) return endEarliest;
  return Math.floor((begin + endEarliest) / 2);
}

/** The key of a mark's event, as `event.key`. */
export function keyOf(mark) {
  return `${mark.layer.data.layer}/${mark.event}`;
}

/** The events that show now (`there`) and those of which only a trace is left (`past`), as on the map. */
export function visibleEvents(atlas, stage) {
  const now = new Map();
  for (const { mark, presence } of stage.shown) {
    const key = keyOf(mark);
    now.set(key, Math.max(now.get(key) ?? 0, presence));
  }
  return {
    there: atlas.events.filter(({ key }) => now.get(key) > 0),
    past: atlas.events.filter(({ key }) => now.get(key) === 0),
  };
}

/** Adds to each event its key, and to the atlas its dated events in order of time. */
export function prepare(atlas) {
  for (const event of atlas.events) event.key = `${event.layer}/${event.id}`;
  atlas.order = atlas.events
    .filter(({ span }) => span)
    .sort((a, b) => dayOf(a.span) - dayOf(b.span) || (a.key < b.key ? -1 : 1));
}
