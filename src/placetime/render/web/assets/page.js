/** The page of an atlas: base map, panel, details and keys round the stage of its map. */
import { addBase } from "./base.js";
import { el } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Panel } from "./panel.js";
import { stageOf } from "./stage.js";
import { textIn } from "./type.js";
import { unitLine } from "./view.js";
import { PAST } from "./visible.js";

/** The day on which an event is shown best: when it had begun, or in the middle of what is possible. */
export function dayOf([beginEarliest, beginLatest, endEarliest, endLatest]) {
  const begin = beginLatest === PAST ? Math.min(endEarliest, endLatest) : beginLatest;
  if (begin <= endEarliest) return begin;
  if (beginEarliest === PAST) return endEarliest;
  return Math.floor((begin + endEarliest) / 2);
}

/** Builds the page of `atlas` on a map; `layers` are its Leaflet layers by id. */
export function atlasPage(L, map, atlas, layers, spec) {
  addBase(L, map, atlas.base, spec);
  const stage = stageOf(L, map, spec);
  prepare(atlas);
  stage.labels = atlas.labels.map((label) => ({ ...label, unit: unitLine(L, map.options.crs, label.at) }));
  stage.series = atlas.series;
  stage.seriesShown = atlas.series.length ? 0 : -1;
  const byKey = new Map(atlas.events.map((event) => [event.key, event]));
  const isShown = (id) => map.hasLayer(layers[id]);
  const setLayer = (id, shown) => (shown ? map.addLayer(layers[id]) : map.removeLayer(layers[id]));
  const go = (event, move = true) => {
    if (!event.unplaced && !isShown(event.layer)) {
      setLayer(event.layer, true);
      panel.build();
    }
    if (move && event.span) {
      stage.clock.pause();
      stage.clock.setDay(dayOf(event.span));
    }
    stage.select(event.id);
    map.getContainer().classList.add("pt-detail");
    panel.setOpen(false);
    drawer.open(event);
    reveal(stage, event);
  };
  const drawer = new Drawer({
    atlas, lang: atlas.languages[0], go,
    order: () => atlas.order.filter(({ layer }) => isShown(layer)),
    closed: () => {
      stage.select(null);
      map.getContainer().classList.remove("pt-detail");
      map.getContainer().focus({ preventScroll: true });
    },
  });
  const setLanguage = (lang) => {
    const shape = lang === "zh" ? "zh-Hans" : lang;
    document.documentElement.lang = shape;
    document.title = textIn(atlas.title, lang);
    stage.setLanguage(lang);
    panel.build();
    drawer.setLanguage(lang);
  };
  const panel = new Panel({
    atlas, stage, setLanguage, isShown, setLayer,
    open: (event) => go(event, !stage.shown.some(({ mark }) => keyOf(mark) === event.key)),
  });
  map.getContainer().classList.add("pt-atlas");
  stage.addUi(panel.root);
  stage.addUi(drawer.root);
  stage.openDetails = (mark) => go(byKey.get(keyOf(mark)), false);
  stage.tipOf = (mark) => {
    const [claim] = byKey.get(keyOf(mark)).claims;
    return [textIn(claim.when, stage.look.lang), textIn(claim.summary, stage.look.lang)].filter(Boolean);
  };
  stage.onRefresh(() => panel.tabs && panel.refresh());
  stage.setAxis(atlas.segments, atlas.chapters);
  stage.clock.setDay(atlas.order.length ? dayOf(atlas.order[0].span) : stage.clock.scale.first);
  setLanguage(atlas.languages[0]);
  addNotes(L, map, atlas);
  const chapter = atlas.chapters[stage.clock.scale.chapterOf(stage.clock.day)];
  fit(map, chapter ? chapter.bbox : atlas.bbox);
  bindKeys(stage);
  followChapters(L, map, stage);
  return stage;
}

function keyOf(mark) {
  return `${mark.layer.data.layer}/${mark.event}`;
}

/** Adds to each event its key, and to the atlas its events in order of time. */
function prepare(atlas) {
  for (const event of atlas.events) event.key = `${event.layer}/${event.id}`;
  atlas.order = atlas.events
    .filter(({ span }) => span)
    .sort((a, b) => dayOf(a.span) - dayOf(b.span) || (a.key < b.key ? -1 : 1));
}

/** Adds a scale bar, and whose base map it is. */
function addNotes(L, map, atlas) {
  const Credits = L.Control.extend({
    options: { position: "bottomright" },
    onAdd: () => el("div", { class: "leaflet-control-attribution" },
      [...new Set(atlas.credits.map(([origin]) => origin.split(/[,:]| 1/)[0]))].join(" · ")),
  });
  new Credits().addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
}

/** Shows a bbox [west, south, east, north] in the part of the map that nothing covers. */
function fit(map, [west, south, east, north], animate = false) {
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

/** Moves the map so that a mark of an event is not under a card. */
function reveal(stage, event) {
  const { map } = stage;
  const item = stage.shown.find(({ mark }) => keyOf(mark) === event.key);
  if (!item) return;
  const [left, top, right, bottom] = item.mark.box;
  const scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
  const middle = stage.L.point(((left + right) / 2) * scale, ((top + bottom) / 2) * scale);
  const { x, y } = map.layerPointToContainerPoint(middle.subtract(map.getPixelOrigin()));
  const size = map.getSize();
  const dock = stage.dock.root.offsetHeight;
  const free = size.x >= 800
    ? { left: 370, right: size.x - 400, top: 40, bottom: size.y - dock - 60 }
    : { left: 30, right: size.x - 30, top: 80, bottom: size.y * 0.54 - dock - 30 };
  const off = (value, low, high) => (value < low ? value - low : value > high ? value - high : 0);
  const by = [off(x, free.left, free.right), off(y, free.top, free.bottom)];
  if (by[0] || by[1]) map.panBy(by, { animate: !stage.clock.calm });
}

/** While playing, goes to the view of each chapter, until the reader moves the map. */
function followChapters(L, map, stage) {
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

/** Keys of time work wherever the focus is, but where a control wants them itself. */
function bindKeys(stage) {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const own = target.closest?.("input:not(.pt-slider), select, textarea, [role=tab], .pt-scroll");
    if (own || event.defaultPrevented) return;
    if (event.key === " " && target.closest?.("button, summary, a")) return;
    stage.dock.key(event);
  });
}
