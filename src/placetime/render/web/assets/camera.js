/** Where the map looks: the part that no card covers, the view of each chapter, an event brought into sight. */

import { seatOffset } from "./seats.js";

/** Maps of at least this width, px, have their cards beside the map, others over it. */
const WIDE = 800;

/** How much of the map, px, a bbox is given at least, whatever covers the rest. */
const LEAST = 80;

/** Shows a bbox [west, south, east, north] in the part of the map that no card covers, but for the details. */
export function fit(stage, [west, south, east, north], animate = false) {
  const { map } = stage;
  map.invalidateSize({ pan: false });
  const { x, y } = map.getSize();
  const free = freeBox(stage, 0, false);
  const right = Math.max(free.right, free.left + LEAST);
  const bottom = Math.max(free.bottom, free.top + LEAST);
  const padding = { paddingTopLeft: [free.left + 8, free.top + 8], paddingBottomRight: [x - right + 8, y - bottom + 8] };
  const bounds = [[south, west], [north, east]];
  if (animate) map.flyToBounds(bounds, { ...padding, duration: 1.2, easeLinearity: 0.4 });
  else map.fitBounds(bounds, { ...padding, animate: false });
}

/** How far from a card a mark must lie, px. */
const MARGIN = 30;

/**
 * The part of the map that no card covers, less a margin: {left, top, right, bottom} in container px; with
 * `details` false the card of details counts as away.
 */
export function freeBox(stage, margin = 0, details = true) {
  const { x, y } = stage.map.getSize();
  const seen = (selector) => {
    const card = stage.ui.querySelector(selector);
    const there = card && !card.hidden && (details || selector !== ".pt-drawer");
    return there ? card.getBoundingClientRect() : null;
  };
  const origin = stage.map.getContainer().getBoundingClientRect();
  const [panel, drawer, dock, table] = [".pt-panel", ".pt-drawer", ".pt-dock", ".pt-table"].map(seen);
  const wide = x >= WIDE;
  const sheets = [dock, table, wide ? null : drawer].filter(Boolean).map(({ top }) => top - origin.top);
  return {
    left: (wide && panel ? panel.right - origin.left : 0) + margin,
    right: (wide && drawer ? drawer.left - origin.left : x) - margin,
    top: (!wide && panel ? panel.bottom - origin.top : 0) + margin,
    bottom: Math.min(y, ...sheets) - margin,
  };
}

/** Moves the map so that a mark, of which `box` (unit coordinates) and `slot` are given, is not under a card. */
export function reveal(stage, { box: [left, top, right, bottom], slot = 0 }) {
  const { map } = stage;
  const scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
  const middle = stage.L.point(((left + right) / 2) * scale, ((top + bottom) / 2) * scale);
  const seat = stage.L.point(seatOffset(slot, stage.look.style.seat));
  const { x, y } = map.layerPointToContainerPoint(middle.subtract(map.getPixelOrigin()).add(seat));
  const free = freeBox(stage, MARGIN);
  const off = (value, low, high) => (value < low ? value - low : value > high ? value - high : 0);
  const by = [off(x, free.left, free.right), off(y, free.top, free.bottom)];
  if (by[0] || by[1]) map.panBy(by, { animate: !stage.clock.calm });
}

/** While playing, goes to the view of each chapter, until the reader moves the map. */
export function followChapters(L, map, stage) {
  let shown = null;
  let free = true;
  map.on("dragstart", () => (free = false));
  L.DomEvent.on(map.getContainer(), "wheel dblclick", () => (free = false));
  stage.clock.onChange(() => {
    const { clock, chapters } = stage;
    const index = clock.scale.chapterOf(clock.day);
    if (!clock.playing || index === null || index === shown) return;
    const before = shown === null ? null : chapters[shown].bbox;
    shown = index;
    const { bbox } = chapters[index];
    if (free && String(before) !== String(bbox)) fit(stage, bbox, !clock.calm);
  });
}
