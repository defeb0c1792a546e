/** Where the map looks: the part that no card covers, the view of each chapter, an event brought into sight. */

/** Maps of at least this width, px, have their cards beside the map, others over it. */
const WIDE = 800;

/** Shows a bbox [west, south, east, north] in the part of the map that nothing covers. */
export function fit(map, [west, south, east, north], animate = false) {
  const bounds = [[south, west], [north, east]];
  map.invalidateSize({ pan: false });
  const { x } = map.getSize();
  const wide = x >= WIDE;
  const padding = {
    paddingTopLeft: wide ? [344, 16] : [8, 64],
    paddingBottomRight: wide ? [16, 150] : [8, 170],
  };
  if (animate) map.flyToBounds(bounds, { ...padding, duration: 1.2, easeLinearity: 0.4 });
  else map.fitBounds(bounds, { ...padding, animate: false });
}

/** How far from a card a mark must lie, px. */
const MARGIN = 30;

/** The part of the map that no card covers, less a margin: {left, top, right, bottom} in container px. */
export function freeBox(stage, margin = 0) {
  const { x, y } = stage.map.getSize();
  const seen = (selector) => {
    const card = stage.ui.querySelector(selector);
    return card && !card.hidden ? card.getBoundingClientRect() : null;
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

/** Moves the map so that a mark, given by its box of unit coordinates, is not under a card. */
export function reveal(stage, [left, top, right, bottom]) {
  const { map } = stage;
  const scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
  const middle = stage.L.point(((left + right) / 2) * scale, ((top + bottom) / 2) * scale);
  const { x, y } = map.layerPointToContainerPoint(middle.subtract(map.getPixelOrigin()));
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
    if (free && String(before) !== String(bbox)) fit(map, bbox, !clock.calm);
  });
}
