/** The page of an atlas: base map, panel, details and keys round the stage of its map. */
import { Announcer } from "./announcer.js";
import { addBase, addTiles } from "./base.js";
import { Chips, chipsOf } from "./chips.js";
import { fit, followChapters, reveal } from "./camera.js";
import { addControls, bindKeys, nameControls } from "./controls.js";
import { Drawer } from "./drawer.js";
import { dayOf, keyOf, prepare } from "./events.js";
import { Filters } from "./filters.js";
import { Finder } from "./finder.js";
import { Notice, copyText } from "./notice.js";
import { Panel } from "./panel.js";
import { Print } from "./print.js";
import { restore, stateOf } from "./choices.js";
import { stageOf } from "./stage.js";
import { Table } from "./table.js";
import { Trail } from "./trail.js";
import { directionOf, textIn } from "./type.js";
import { unitLine } from "./view.js";
import { say } from "./words.js";
import { WrittenNames } from "./written.js";

const PLACE_ZOOM = 7;
/** Between two fillings of the lists while playing, ms. */
const LISTS_APART = 200;

export class AtlasPage {
  /** Builds the page of `atlas` on a map; `layers` are its Leaflet layers by id. */
  constructor(L, map, atlas, layers, spec) {
    addBase(L, map, atlas.base, spec);
    if (atlas.tiles) addTiles(L, map, atlas.tiles);
    const stage = stageOf(L, map, spec);
    prepare(atlas);
    stage.labels = atlas.labels.map((label) => ({ ...label, unit: unitLine(L, map.options.crs, label.at) }));
    stage.series = atlas.series;
    stage.seriesShown = atlas.series.length ? 0 : -1;
    Object.assign(this, { map, atlas, layers, stage });
    this.by = new Map();
    this.listed = 0;
    this.filters = new Filters(atlas.events);
    this.byKey = new Map(atlas.events.map((event) => [event.key, event]));
    this.startsShown = new Map(atlas.layers.map(({ id }) => [id, this.isShown(id)]));
    this.finder = new Finder(atlas);
    this.written = new WrittenNames(atlas);
    this.makeCards();
    stage.openDetails = (mark) => this.go(this.byKey.get(keyOf(mark)), false);
    stage.tipOf = (mark) => {
      const claim = this.claimOf(this.byKey.get(keyOf(mark)));
      return [textIn(claim.when, stage.look.lang), textIn(claim.summary, stage.look.lang)].filter(Boolean);
    };
    stage.onRefresh(() => this.changed());
    stage.setAxis(atlas.segments, atlas.chapters);
    const opens = ({ layer, span }) => this.isShown(layer) && span[0] >= stage.clock.scale.first;
    const first = atlas.order.find(opens) ?? atlas.order[0];
    stage.clock.setDay(first ? dayOf(first.span) : stage.clock.scale.first);
    addControls(L, map, atlas, () => this.home(!stage.clock.calm));
    this.setLanguage(atlas.languages[0]);
    stage.dock.measure();
    this.home();
    bindKeys(this);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.dock.repaint());
    followChapters(L, map, stage);
    this.print = new Print(this);
    this.trail = new Trail({ state: () => stateOf(this), restore: (state, given) => restore(this, state, given) });
    map.on("moveend", () => this.trail.note());
  }

  makeCards() {
    const { atlas, stage, map } = this;
    this.drawer = new Drawer({
      atlas, clock: stage.clock, item: (event) => this.panel.item(event), go: (event) => this.go(event),
      chosen: (event) => this.by.get(event.key) ?? null,
      choose: (event, index) => this.choose(event, index),
      order: () => atlas.order.filter((event) => this.isShown(event.layer) && this.filters.passes(event)),
      closed: (event) => {
        this.mark(null);
        this.returnFocus(event);
      },
    });
    this.panel = new Panel({
      atlas, stage, claimOf: (event) => this.claimOf(event), filters: this.filters, filtered: () => this.filter(), isShown: (id) => this.isShown(id),
      written: this.written, setLanguage: (lang) => this.setLanguage(lang), setNames: (written) => this.setNames(written),
      setLayer: (id, shown) => this.setLayer(id, shown),
      open: (event) => this.go(event, !stage.shown.some(({ mark }) => keyOf(mark) === event.key)),
      finder: this.finder, goToPlace: (id) => this.goToPlace(id), showTable: (shown) => this.showTable(shown), copyLink: () => this.copyLink(),
      changed: () => this.trail?.note(),
    });
    this.notice = new Notice();
    this.announcer = new Announcer(atlas, stage);
    this.table = new Table({
      atlas, stage, claimOf: (event) => this.claimOf(event), open: (event) => this.go(event, false),
      tell: (text) => this.notice.show(text), closed: () => this.showTable(false, true),
    });
    this.chips = new Chips();
    map.getContainer().classList.add("pt-atlas");
    for (const { root } of [this.panel, this.chips, this.table, this.drawer, this.notice, this.announcer]) stage.addUi(root);
  }

  /** Shows the view of the chapter in which the day lies, or of the whole atlas. */
  home(animate = false) {
    const { atlas, stage } = this;
    const chapter = atlas.chapters[stage.clock.scale.chapterOf(stage.clock.day)];
    fit(stage, chapter ? chapter.bbox : atlas.bbox, animate);
  }

  /** After each change of what shows; while playing the lists follow a few times a second. */
  changed() {
    this.announcer.note();
    this.drawer.refresh();
    this.trail?.note();
    const now = performance.now();
    if (this.stage.clock.playing && now - this.listed < LISTS_APART) return;
    this.listed = now;
    if (this.panel.tabs) this.panel.refresh();
    this.table.refresh();
  }

  /** The claim by which an event is told: the chosen one, or the principal one. */
  claimOf(event) {
    return event.claims[this.by.get(event.key) ?? 0];
  }

  isShown(id) {
    return this.stage.layers.includes(this.layers[id]);
  }

  setLayer(id, shown) {
    if (shown) this.map.addLayer(this.layers[id]);
    else this.map.removeLayer(this.layers[id]);
  }

  setLanguage(lang) {
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : lang;
    document.documentElement.dir = directionOf(lang);
    document.title = textIn(this.atlas.title, lang);
    this.stage.setLanguage(lang);
    this.panel.build();
    this.drawer.setLanguage(lang);
    this.table.build();
    nameControls(this.map, lang);
    this.showChips();
  }

  /** Names places as the sources write them (`written`), or in the language of the reader. */
  setNames(written) {
    this.written.shown = written;
    this.stage.look.nameOf = written ? (id, events) => this.written.of(id, events) : null;
    this.panel.refreshNames();
    this.stage.paint();
    this.trail?.note();
  }

  /** Draws a disputed event by one claim only, or (null) by all. */
  choose(event, index) {
    if (index === null) this.by.delete(event.key);
    else this.by.set(event.key, index);
    this.filter();
    if (index !== null) {
      const { short } = this.atlas.sources[event.claims[index].source];
      this.notice.show(this.say("drawn_by", { source: short }));
    }
  }

  /** Has the map draw what the reader's choices leave. */
  filter() {
    const { by, filters, stage } = this;
    const passing = new Map(this.atlas.events.map((event) => [event.key, filters.passes(event)]));
    stage.setFilter((mark) => {
      const key = keyOf(mark);
      return passing.get(key) && (by.get(key) ?? -1) === mark.alone;
    });
    this.showChips();
  }

  showChips() {
    this.chips.show(chipsOf(this));
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  /** Puts the focus back where it was before the details opened, as far as that is still there. */
  returnFocus(event) {
    const again = event && document.querySelector(`.pt-panel [data-event="${CSS.escape(event.key)}"]`);
    const seen = [this.opener, again].find((node) => node?.isConnected && node !== document.body && node.checkVisibility());
    (seen ?? this.map.getContainer()).focus({ preventScroll: true });
  }

  /** Opens or closes the table; `back` puts the focus on its switch. */
  showTable(shown, back = false) {
    this.table.setShown(shown);
    this.panel.setTable(shown);
    if (shown) this.panel.setOpen(false);
    if (back) this.panel.tableTool.focus({ preventScroll: true });
    this.trail?.note();
  }

  /** Shows the layer of an event, and lets it pass the filters. */
  admit(event) {
    if (!event.unplaced && !this.isShown(event.layer)) this.setLayer(event.layer, true);
    if (this.filters.passes(event)) return;
    this.filters.admit(event);
    this.filter();
  }

  /** Shows the details of an event; if `move`, on its own day. */
  go(event, move = true) {
    const { stage } = this;
    this.admit(event);
    if (move && event.span) {
      stage.clock.pause();
      stage.clock.setDay(dayOf(event.span));
    }
    this.remember();
    this.drawer.open(event);
    this.mark(event);
    const item = stage.shown.find(({ mark }) => keyOf(mark) === event.key);
    if (item) reveal(stage, item.mark);
  }

  /** Moves the map to a place, and lists its events. */
  goToPlace(id) {
    const entry = this.finder.placeOf(id);
    this.remember();
    this.drawer.openPlace(entry);
    this.mark(null);
    this.center(entry);
  }

  /** Moves the map to a place, if it can be located. */
  center({ place }) {
    const { map } = this;
    if (!place.at) return;
    const [lon, lat] = place.at;
    map.setView([lat, lon], Math.max(map.getZoom(), PLACE_ZOOM), { animate: false });
    const { x, y } = map.options.crs.latLngToPoint(this.stage.L.latLng(lat, lon), 0);
    reveal(this.stage, { box: [x, y, x, y] });
  }

  /** Notes where the focus is, to put it back there when the details close. */
  remember() {
    if (!this.drawer.root.contains(document.activeElement)) this.opener = document.activeElement;
    this.panel.setOpen(false);
  }

  /** Marks an event on the map, or none. */
  mark(event) {
    this.stage.select(event ? event.key : null);
    this.map.getContainer().classList.toggle("pt-detail", !this.drawer.root.hidden);
    this.trail?.note();
  }

  async copyLink() {
    const done = await copyText(this.trail.link);
    this.notice.show(this.say(done ? "link_copied" : "link_by_hand"));
  }
}
