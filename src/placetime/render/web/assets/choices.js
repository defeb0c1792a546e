/** What the reader has chosen on the page of an atlas, as one plain object (see address.js), and back. */
import { reveal } from "./camera.js";
import { dayOf, keyOf } from "./events.js";

/** The state of a page. */
export function stateOf({ atlas, map, stage, panel, drawer, filters, table, by, startsShown, written }) {
  const { clock, look, seriesShown } = stage;
  const { lat, lng } = map.getCenter();
  const { day, mode, windowDays, range, unit, speed, loop } = clock;
  const ids = new Set(stage.layers.map((layer) => layer.data.layer));
  const shown = (id) => ids.has(id);
  const differ = atlas.layers.map(({ id }) => id).filter((id) => shown(id) !== startsShown.get(id));
  return {
    day, mode, windowDays, range, unit, speed, loop, series: seriesShown,
    view: [lat, lng, map.getZoom()], lang: look.lang, names: written.shown ? "written" : "own",
    on: differ.filter(shown), off: differ.filter((id) => !shown(id)),
    place: drawer.place?.id ?? null, event: drawer.event?.key ?? null,
    who: [...filters.off.who], status: [...filters.off.status], by: Object.fromEntries(by),
    tab: panel.tab, table: !table.root.hidden,
  };
}

/**
 * Puts a whole state in force; ids that the atlas does not have are passed over. Where the address gave
 * neither day nor view, those of the event, the place or the day that it names are taken.
 */
export function restore(page, state, given = state) {
  const { atlas, stage, panel, drawer, filters, finder, map } = page;
  for (const { id } of atlas.layers) {
    const starts = page.startsShown.get(id);
    const shown = starts ? !state.off.includes(id) : state.on.includes(id);
    if (shown !== page.isShown(id)) page.setLayer(id, shown);
  }
  const known = ([key, index]) => page.byKey.get(key)?.claims[index]?.alone;
  page.by = new Map(Object.entries(state.by).filter(known));
  filters.restore(state);
  page.filter();
  stage.seriesShown = Math.min(state.series, atlas.series.length - 1);
  const { mode, windowDays, unit, speed, loop, day } = state;
  stage.clock.pause();
  const { range } = state;
  const still = mode === "range" && range;
  stage.clock.set({ mode: still || mode === "range" ? "day" : mode, windowDays, unit, speed, loop });
  if (still) stage.clock.setRange(range);
  if (!still || stage.clock.day !== day) stage.clock.setDay(day);
  const [lat, lng, zoom] = state.view;
  map.setView([lat, lng], zoom, { animate: false });
  panel.tab = state.tab;
  page.setLanguage(atlas.languages.includes(state.lang) ? state.lang : atlas.languages[0]);
  page.setNames(state.names === "written");
  page.showTable(state.table);
  const event = page.byKey.get(state.event);
  const place = finder.placeOf(state.place);
  if (event) drawer.open(event, false);
  else if (place) drawer.openPlace(place, false);
  else drawer.hide();
  page.mark(event ?? null);
  complete(page, given, event, place);
}

/** Finds day and view for an address that names none. */
function complete(page, given, event, place) {
  const { stage } = page;
  const bare = given.day === undefined && given.range === undefined;
  const span = event && (page.by.has(event.key) ? page.claimOf(event).span : event.span);
  if (bare && event) page.admit(event);
  if (bare && span) stage.clock.setDay(dayOf(span));
  if (given.view) return;
  if (place) page.center(place);
  else if (event || !bare) page.home();
  const shown = event && stage.shown.find(({ mark }) => keyOf(mark) === event.key);
  if (shown) reveal(stage, shown.mark);
}
