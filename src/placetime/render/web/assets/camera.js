/** Where the map looks: the part that no card covers, the view of each chapter, an event brought into sight. */

/** Shows a bbox [west, south, east, north] in the part of the map that nothing covers. */
export function fit(map, [west, south, east, north], animate = false) {
  const bounds = [[south, west], [north, east]];
  map.invalidateSize({ pan: false });
  const { x } = map.getSize();
  const wide = x >= 800;
  const padding = {
    paddingTopLeft: wide ? [344, 16] : [8, 64],
    paddingBottomRight: wide ? [16, 150] : [8, 170],
  };
  if (animate) map.flyToBounds(bounds, { ...padding, duration: 1.2, easeLinearity: 0.4 });
  else map.fitBounds(bounds, { ...padding, animate: false });
}

/** Moves the map so that a mark, given by its box of unit coordinates, is not under a card. */
export function reveal(stage, [left, top, right, bottom]) {
  const { map } = stage;
  const scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
  const middle = stage.L.point(((left + right) / 2) * scale, ((top + bottom) / 2) * scale);
  const { x, y } = map.layerPointToContainerPoint(middle.subtract(map.getPixelOrigin()));
  const size = map.getSize();
  const table = stage.ui.querySelector(".pt-table:not([hidden])");
  const dock = stage.dock.root.offsetHeight + (table && size.x >= 800 ? table.offsetHeight + 12 : 0);
  const free = size.x >= 800
    ? { left: 370, right: size.x - 400, top: 40, bottom: size.y - dock - 60 }
    : { left: 30, right: size.x - 30, top: 80, bottom: size.y * 0.54 - dock - 30 };
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
