/** The side panel: title, language, layers with their legend, what shows now, sources. */
import { append, el, icon, refill } from "./dom.js";
import { visibleEvents } from "./events.js";
import { Key } from "./key.js";
import { SearchBox } from "./searchbox.js";
import { ownName, textIn } from "./type.js";
import { say } from "./words.js";

const MENU = "M4 6h16v2H4zM4 11h16v2H4zM4 16h10v2H4z";
const LINK = "M10.600 13.400a1 1 0 0 1-1.400 1.400 4.500 4.500 0 0 1 0-6.400l3-3a4.500 4.500 0 0 1 6.400 6.400l-1.500 1.500a1 1 0 0 1-1.400-1.400l1.500-1.500a2.500 2.500 0 0 0-3.600-3.600l-3 3a2.500 2.500 0 0 0 0 3.600zM13.400 10.600a1 1 0 0 1 1.400-1.400 4.500 4.500 0 0 1 0 6.400l-3 3a4.500 4.500 0 0 1-6.400-6.400l1.500-1.500a1 1 0 0 1 1.400 1.400l-1.500 1.500a2.500 2.500 0 0 0 3.600 3.600l3-3a2.500 2.500 0 0 0 0-3.600z";
const PRINT = "M7 4h10v4H7zM5 9h14a2 2 0 0 1 2 2v6h-4v-3H7v3H3v-6a2 2 0 0 1 2-2zm3.500 6.500h7V20h-7z";
const CLOSE = "M6.4 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z";
const TABLE = "M4 5h16v14H4zm2 4v2.500h4V9zm6 0v2.500h6V9zm-6 4.500V17h4v-3.500zm6 0V17h6v-3.500z";
const TABS = ["key", "now", "about"];

/** The parts of a text; ranges of numbers, such as 1950–1958, stay on one line. */
function unbroken(text) {
  return text.split(/(\d+[–—-]\d+)/).map((part, i) => (i % 2 ? el("span", { class: "pt-unbroken" }, part) : part));
}

export class Panel {
  /**
   * `setLayer(id, shown)`, `setLanguage(lang)`, `setNames(written)`, `open(event)` and `copyLink()` are
   * called as the reader chooses, `changed()` when another tab is shown.
   */
  constructor(page) {
    Object.assign(this, page);
    this.tab = "key";
    this.search = new SearchBox(page);
    this.key = new Key({ ...page, item: (event) => this.item(event) });
    this.root = el("aside", { class: "pt-panel" });
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.root.dataset.open !== "true" || event.defaultPrevented) return;
      event.preventDefault();
      this.shut();
    });
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  text(texts) {
    return textIn(texts, this.stage.look.lang);
  }

  /** Builds everything anew in the language of the stage; the focus stays in the choice of languages. */
  build() {
    const { atlas } = this;
    const choosing = document.activeElement?.closest?.(".pt-languages");
    this.root.setAttribute("aria-label", this.say("panel"));
    this.pages = Object.fromEntries(TABS.map((tab) => [tab, el("div", {
      class: "pt-page pt-scroll", role: "tabpanel", id: `pt-page-${tab}`, tabindex: "0",
      "aria-labelledby": `pt-tab-${tab}`,
    })]));
    this.tabs = Object.fromEntries(TABS.map((tab) => [tab, el("button", {
      type: "button", role: "tab", id: `pt-tab-${tab}`, "aria-controls": `pt-page-${tab}`,
      on: { click: () => this.show(tab), keydown: (event) => this.turn(event) },
    }, this.say(`tab_${tab}`))]));
    this.menu = el("button", {
      type: "button", class: "pt-button pt-menu", "aria-expanded": String(this.root.dataset.open === "true"),
      "aria-label": this.say("panel"),
      on: {
        click: () => {
          this.setOpen(true);
          this.tabs[this.tab].focus({ preventScroll: true });
        },
      },
    }, icon(MENU), el("span", {}, this.say("menu")));
    this.tableTool = this.tool("table", TABLE, () => this.showTable(!this.tableShown));
    this.setTable(this.tableShown);
    refill(this.root,
      el("header", {}, el("h1", {}, unbroken(this.text(atlas.title))), this.languages(), this.namesSwitch("pt-beside"), this.menu),
      el("div", { class: "pt-body" },
        this.search.build(),
        this.namesSwitch("pt-below"),
        el("div", { class: "pt-top" },
          el("div", { class: "pt-tabs", role: "tablist" }, Object.values(this.tabs)), this.tableTool,
          this.tool("copy_link", LINK, this.copyLink), this.tool("print", PRINT, () => window.print()),
          el("button", { type: "button", class: "pt-button pt-shut", "aria-label": this.say("close"), on: { click: () => this.shut() } }, icon(CLOSE))),
        Object.values(this.pages)));
    append(this.pages.key, [this.key.build()]);
    this.fillAbout();
    this.show(this.tab);
    this.refresh();
    if (choosing) this.root.querySelector(".pt-languages [aria-pressed=true]").focus({ preventScroll: true });
  }

  tool(key, path, run) {
    const name = this.say(key);
    return el("button", { type: "button", class: "pt-button pt-tool", "aria-label": name, title: name, on: { click: run } }, icon(path));
  }

  /** Tells whether the table is open. */
  setTable(shown) {
    this.tableShown = Boolean(shown);
    this.tableTool?.setAttribute("aria-pressed", String(this.tableShown));
  }

  languages() {
    const { languages } = this.atlas;
    if (languages.length < 2) return null;
    return el("div", { class: "pt-languages", role: "group", "aria-label": this.say("language") },
      languages.map((lang) => el("button", {
        type: "button", lang, "aria-pressed": String(lang === this.stage.look.lang),
        on: { click: () => this.setLanguage(lang) },
      }, ownName(lang))));
  }

  /** A switch for names as the sources write them; it stands beside the languages or, on a phone, below. */
  namesSwitch(where) {
    if (!this.written.any) return null;
    return el("button", {
      type: "button", class: `pt-names ${where}`, title: this.say("names_written_hint"), "aria-pressed": String(this.written.shown),
      on: { click: () => this.setNames(!this.written.shown) },
    }, this.say("names_written"));
  }

  /** Puts the switch for names in step with what is shown. */
  refreshNames() {
    for (const node of this.root.querySelectorAll(".pt-names")) node.setAttribute("aria-pressed", String(this.written.shown));
  }

  /** Opens or closes the sheet on a small screen. */
  setOpen(open) {
    this.root.dataset.open = String(open);
    this.menu.setAttribute("aria-expanded", String(open));
  }

  /** Closes the sheet, and puts the focus on the button that opens it. */
  shut() {
    this.setOpen(false);
    this.menu.focus({ preventScroll: true });
  }

  show(tab) {
    this.tab = tab;
    for (const name of TABS) {
      this.pages[name].hidden = name !== tab;
      this.tabs[name].setAttribute("aria-selected", String(name === tab));
      this.tabs[name].tabIndex = name === tab ? 0 : -1;
    }
    this.changed();
  }

  turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]);
    this.tabs[this.tab].focus();
  }

  fillAbout() {
    const { atlas } = this;
    const cite = ([id, source]) => el("li", {}, el("b", {}, id), " ", el("cite", { lang: source.lang }, source.reference));
    this.pages.about.append(
      el("section", {}, el("p", { class: "pt-about" }, this.text(atlas.about))),
      el("section", {}, el("h2", {}, this.say("sources")), el("ol", { class: "pt-sources" }, Object.entries(atlas.sources).map(cite))),
      el("section", {}, el("h2", {}, this.say("credits")),
        el("ul", { class: "pt-credits" }, atlas.credits.map(([origin, licence]) => el("li", {}, `${origin} (${licence})`)),
          el("li", {}, "Leaflet 1.9.3 (BSD-2-Clause)"))));
  }

  /** The switches of the key, whenever a layer or a filter may have changed. */
  refreshKey() {
    const { casts } = this.stage;
    if (casts === this.casts && this.built === this.pages.key) return;
    this.casts = casts;
    this.built = this.pages.key;
    this.key.refresh(this.pages.key);
  }

  item(event) {
    const claim = this.claimOf(event);
    const dot = el("span", { class: "pt-dot" });
    dot.style.background = event.hue;
    return el("li", {}, el("button", { type: "button", "data-event": event.key, on: { click: () => this.open(event) } },
      dot, el("span", {}, el("small", {}, claim.when ? this.text(claim.when) : this.say("no_date")), this.text(claim.summary))));
  }

  /** Fills the list of what shows now; the same events as on the map. */
  refresh() {
    this.refreshKey();
    const { there, past } = visibleEvents(this.atlas, this.stage);
    const told = (event) => `${event.key}:${event.claims.indexOf(this.claimOf(event))}`;
    const state = [this.stage.look.lang, ...there.map(told), "|", ...past.map(told)].join();
    this.tabs.now.textContent = `${this.say("tab_now")} (${there.length})`;
    if (state === this.state && this.pages.now.firstChild) return;
    this.state = state;
    const recent = past.sort((a, b) => b.span[3] - a.span[3]);
    refill(this.pages.now,
      el("section", {}, el("h2", {}, this.say("now", { n: there.length })),
        there.length ? el("ol", { class: "pt-events" }, there.map((event) => this.item(event)))
          : el("p", { class: "pt-none" }, this.say("now_none"))),
      recent.length ? el("section", { class: "pt-past" }, el("h2", {}, this.say("now_recent")),
        el("ol", { class: "pt-events" }, recent.map((event) => this.item(event)))) : null);
  }
}
