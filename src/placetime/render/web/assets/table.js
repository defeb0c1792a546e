/** A table in step with the map: the events that show, sorted as the reader likes, to copy or to download. */
import { isoDay } from "./days.js";
import { el, icon, refill } from "./dom.js";
import { visibleEvents } from "./events.js";
import { copyText } from "./notice.js";
import { Rows } from "./rows.js";
import { toCsv, toTsv } from "./spreadsheet.js";
import { say } from "./words.js";

const CLOSE = "M6.4 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z";
/** More rows than these are not put on the page; a copy and a download have them all. */
const MOST_ROWS = 500;

export class Table {
  /** `claimOf(event)` gives the claim to tell; `open(event)`, `tell(text)` and `closed()` are called as needed. */
  constructor({ atlas, stage, claimOf, open, tell, closed }) {
    Object.assign(this, { atlas, stage, claimOf, open, tell, closed });
    this.sort = { key: "when", down: false };
    this.root = el("section", { class: "pt-table", hidden: true });
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    new ResizeObserver(() => this.measure()).observe(this.root);
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  /** Tells the map how much of it is covered. */
  measure() {
    const height = this.root.hidden ? 0 : this.root.offsetHeight + 12;
    this.stage.map.getContainer().style.setProperty("--pt-table", `${height}px`);
  }

  setShown(shown) {
    if (shown === !this.root.hidden) return;
    this.root.hidden = !shown;
    if (shown) this.build();
    this.measure();
  }

  close() {
    this.setShown(false);
    this.closed();
  }

  /** Everything anew, in the language of the stage. */
  build() {
    if (this.root.hidden) return;
    const { lang } = this.stage.look;
    this.rows = new Rows(this.atlas, lang);
    this.root.setAttribute("aria-label", this.say("table"));
    this.title = el("h2", {});
    const button = (key, run) => el("button", { type: "button", class: "pt-link", on: { click: run } }, this.say(key));
    this.heads = this.rows.columns.map(({ key }) => el("th", { scope: "col" },
      el("button", { type: "button", on: { click: () => this.sortBy(key) } }, this.say(key))));
    this.body = el("tbody");
    this.more = el("p", { class: "pt-none", hidden: true });
    refill(this.root,
      el("header", {}, this.title, button("copy_table", () => this.copy()), button("download_table", () => this.download()),
        el("button", { type: "button", class: "pt-button pt-close", "aria-label": this.say("close_table"), on: { click: () => this.close() } }, icon(CLOSE))),
      el("div", { class: "pt-scroll", tabindex: "0", role: "group", "aria-label": this.say("table") },
        el("table", {}, el("thead", {}, el("tr", {}, this.heads)), this.body), this.more));
    this.state = null;
    this.refresh();
  }

  sortBy(key) {
    this.sort = { key, down: this.sort.key === key && !this.sort.down };
    this.refresh();
  }

  /** The events that show, in the order chosen. */
  events() {
    const { there, past } = visibleEvents(this.atlas, this.stage);
    this.past = new Set(past);
    return this.rows.sorted([...there, ...past], this.sort.key, this.sort.down, this.claimOf);
  }

  /** After each change of what shows. */
  refresh() {
    if (this.root.hidden) return;
    const events = this.events();
    const claims = events.map((event) => event.claims.indexOf(this.claimOf(event)));
    const state = [events.map(({ key }, i) => `${key}:${claims[i]}${this.past.has(events[i]) ? "-" : ""}`), this.sort.key, this.sort.down].join();
    if (state === this.state) return;
    this.state = state;
    this.title.textContent = this.say("table_n", { n: events.length });
    this.rows.columns.forEach(({ key }, i) => {
      const own = key === this.sort.key;
      if (own) this.heads[i].setAttribute("aria-sort", this.sort.down ? "descending" : "ascending");
      else this.heads[i].removeAttribute("aria-sort");
    });
    refill(this.body, events.slice(0, MOST_ROWS).map((event) => this.row(event)));
    this.more.hidden = events.length <= MOST_ROWS;
    this.more.textContent = this.say("table_more", { n: MOST_ROWS });
  }

  row(event) {
    const claim = this.claimOf(event);
    const dot = el("span", { class: "pt-dot" });
    dot.style.background = event.hue;
    return el("tr", { class: this.past.has(event) ? "pt-past" : "" }, this.rows.columns.map(({ key, of }) => {
      const text = of(event, claim);
      if (key === "said") return el("td", {}, el("button", { type: "button", "data-event": event.key, on: { click: () => this.open(event) } }, dot, text));
      const lang = key === "source" ? this.atlas.sources[claim.source].lang : null;
      return el("td", { class: `pt-cell-${key}`, lang }, text);
    }));
  }

  async copy() {
    const events = this.events();
    const done = await copyText(toTsv(this.rows.table(events, this.claimOf)));
    this.tell(this.say(done ? "table_copied" : "copy_failed", { n: events.length }));
  }

  download() {
    const blob = new Blob([toCsv(this.rows.table(this.events(), this.claimOf))], { type: "text/csv;charset=utf-8" });
    const url = URL.createObjectURL(blob);
    const link = el("a", { href: url, download: `events-${isoDay(this.stage.clock.day)}.csv` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
}
