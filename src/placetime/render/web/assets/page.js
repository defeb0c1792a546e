/** The page of an atlas: base map, panel, details and keys round the stage of its map. */
import { addBase } from "./base.js";
import { Chips } from "./chips.js";
import { fit, followChapters, reveal } from "./camera.js";
import { el } from "./dom.js";
import { Drawer } from "./drawer.js";
import { dayOf, keyOf, prepare } from "./events.js";
import { Filters } from "./filters.js";
import { Notice, copyText } from "./notice.js";
import { Panel } from "./panel.js";
import { stageOf } from "./stage.js";
import { Trail } from "./trail.js";
import { textIn } from "./type.js";
import { unitLine } from "./view.js";
import { say } from "./words.js";

export class AtlasPage {
  /** Builds the page of `atlas` on a map; `layers` are its Leaflet layers by id. */
  constructor(L, map, atlas, layers, spec) {
    addBase(L, map, atlas.base, spec);
    const stage = stageOf(L, map, spec);
    prepare(atlas);
    stage.labels = atlas.labels.map((label) => ({ ...label, unit: unitLine(L, map.options.crs, label.at) }));
    stage.series = atlas.series;
    stage.seriesShown = atlas.series.length ? 0 : -1;
    Object.assign(this, { map, atlas, layers, stage });
    this.by = new Map();
    this.filters = new Filters(atlas.events);
    this.byKey = new Map(atlas.events.map((event) => [event.key, event]));
    this.startsShown = new Map(atlas.layers.map(({ id }) => [id, this.isShown(id)]));
    this.makeCards();
    stage.openDetails = (mark) => this.go(this.byKey.get(keyOf(mark)), false);
    stage.tipOf = (mark) => {
      const [claim] = this.byKey.get(keyOf(mark)).claims;
      return [textIn(claim.when, stage.look.lang), textIn(claim.summary, stage.look.lang)].filter(Boolean);
    };
    stage.onRefresh(() => this.changed());
    stage.setAxis(atlas.segments, atlas.chapters);
    stage.clock.setDay(atlas.order.length ? dayOf(atlas.order[0].span) : stage.clock.scale.first);
    this.setLanguage(atlas.languages[0]);
    addNotes(L, map, atlas);
    const chapter = atlas.chapters[stage.clock.scale.chapterOf(stage.clock.day)];
    fit(map, chapter ? chapter.bbox : atlas.bbox);
    bindKeys(stage);
    followChapters(L, map, stage);
    this.trail = new Trail({ state: () => this.state(), restore: (state) => this.restore(state) });
    map.on("moveend", () => this.trail.note());
  }

  makeCards() {
    const { atlas, stage, map } = this;
    this.drawer = new Drawer({
      atlas, clock: stage.clock, go: (event) => this.go(event),
      chosen: (event) => this.by.get(event.key) ?? null,
      choose: (event, index) => this.choose(event, index),
      order: () => atlas.order.filter((event) => this.isShown(event.layer) && this.filters.passes(event)),
      closed: (event) => {
        this.mark(null);
        this.returnFocus(event);
      },
    });
    this.panel = new Panel({
      atlas, stage, filters: this.filters, filtered: () => this.filter(), isShown: (id) => this.isShown(id),
      setLanguage: (lang) => this.setLanguage(lang),
      setLayer: (id, shown) => this.setLayer(id, shown),
      open: (event) => this.go(event, !stage.shown.some(({ mark }) => keyOf(mark) === event.key)),
      copyLink: () => this.copyLink(),
      changed: () => this.trail?.note(),
    });
    this.notice = new Notice();
    this.chips = new Chips();
    map.getContainer().classList.add("pt-atlas");
    for (const { root } of [this.panel, this.chips, this.drawer, this.notice]) stage.addUi(root);
  }

  /** After each change of what shows. */
  changed() {
    if (this.panel.tabs) this.panel.refresh();
    this.drawer.refresh();
    this.trail?.note();
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
    document.title = textIn(this.atlas.title, lang);
    this.stage.setLanguage(lang);
    this.panel.build();
    this.drawer.setLanguage(lang);
    this.showChips();
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
    const { atlas, by, drawer, filters } = this;
    const chips = [];
    if (filters.active) {
      const n = atlas.events.filter((event) => filters.passes(event)).length;
      chips.push([this.say("chip_filter", { n, all: atlas.events.length }), this.say("filter_none"), () => {
        filters.restore({ who: [], status: [] });
        this.filter();
      }]);
    }
    if (by.size) {
      chips.push([this.say("chip_by", { n: by.size }), this.say("draw_all"), () => {
        by.clear();
        this.filter();
        if (drawer.event) drawer.open(drawer.event, false);
      }]);
    }
    this.chips.show(chips);
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

  /** Shows the details of an event; if `move`, on its own day. */
  go(event, move = true) {
    const { stage } = this;
    if (!event.unplaced && !this.isShown(event.layer)) {
      this.setLayer(event.layer, true);
    }
    if (!this.filters.passes(event)) {
      this.filters.admit(event);
      this.filter();
    }
    if (move && event.span) {
      stage.clock.pause();
      stage.clock.setDay(dayOf(event.span));
    }
    if (!this.drawer.root.contains(document.activeElement)) this.opener = document.activeElement;
    this.panel.setOpen(false);
    this.drawer.open(event);
    this.mark(event);
    const item = stage.shown.find(({ mark }) => keyOf(mark) === event.key);
    if (item) reveal(stage, item.mark.box);
  }

  /** Marks an event on the map, or none. */
  mark(event) {
    this.stage.select(event ? event.id : null);
    this.map.getContainer().classList.toggle("pt-detail", Boolean(event));
    this.trail?.note();
  }

  /** What the reader has chosen, see address.js. */
  state() {
    const { clock, look, seriesShown } = this.stage;
    const { lat, lng } = this.map.getCenter();
    const { day, mode, windowDays, unit, speed, loop } = clock;
    const differ = this.atlas.layers.map(({ id }) => id).filter((id) => this.isShown(id) !== this.startsShown.get(id));
    return {
      day, mode, windowDays, range: null, unit, speed, loop, series: seriesShown,
      view: [lat, lng, this.map.getZoom()], lang: look.lang,
      on: differ.filter((id) => this.isShown(id)), off: differ.filter((id) => !this.isShown(id)),
      who: [...this.filters.off.who], status: [...this.filters.off.status], event: this.drawer.event?.key ?? null, by: Object.fromEntries(this.by), tab: this.panel.tab, table: false,
    };
  }

  /** Puts a whole state in force; ids that the atlas does not have are passed over. */
  restore(state) {
    const { atlas, stage, panel, drawer } = this;
    for (const { id } of atlas.layers) {
      const starts = this.startsShown.get(id);
      const shown = starts ? !state.off.includes(id) : state.on.includes(id);
      if (shown !== this.isShown(id)) this.setLayer(id, shown);
    }
    const known = ([key, index]) => this.byKey.get(key)?.claims[index]?.alone;
    this.by = new Map(Object.entries(state.by).filter(known));
    this.filters.restore(state);
    this.filter();
    stage.seriesShown = Math.min(state.series, atlas.series.length - 1);
    const { mode, windowDays, unit, speed, loop, day } = state;
    stage.clock.pause();
    stage.clock.set({ mode, windowDays, unit, speed, loop });
    stage.clock.setDay(day);
    const [lat, lng, zoom] = state.view;
    this.map.setView([lat, lng], zoom, { animate: false });
    panel.tab = state.tab;
    this.setLanguage(atlas.languages.includes(state.lang) ? state.lang : atlas.languages[0]);
    const event = this.byKey.get(state.event);
    if (event && drawer.event !== event) drawer.open(event, false);
    else if (!event) drawer.hide();
    this.mark(event ?? null);
  }

  async copyLink() {
    const done = await copyText(this.trail.link);
    this.notice.show(this.say(done ? "link_copied" : "link_by_hand"));
  }
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
