/** Says over the map what it leaves out by the reader's own choice, with a way back for each. */
import { el, icon, refill } from "./dom.js";

const CLOSE = "M6.4 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z";

export class Chips {
  constructor() {
    this.root = el("div", { class: "pt-chips", hidden: true });
  }

  /** `chips` are [text, name of the button, what it does]. */
  show(chips) {
    this.root.hidden = !chips.length;
    refill(this.root, chips.map(([text, name, run]) => el("div", { class: "pt-chip" }, el("span", {}, text),
      el("button", { type: "button", class: "pt-button", "aria-label": name, title: name, on: { click: run } }, icon(CLOSE)))));
  }
}

/** The chips of a page: the filter in force, and events that are drawn by one source only. */
export function chipsOf(page) {
  const { atlas, by, drawer, filters } = page;
  const chips = [];
  if (filters.active) {
    const n = atlas.events.filter((event) => filters.passes(event)).length;
    chips.push([page.say("chip_filter", { n, all: atlas.events.length }), page.say("filter_none"), () => {
      filters.restore({ who: [], status: [] });
      page.filter();
    }]);
  }
  if (by.size) {
    chips.push([page.say("chip_by", { n: by.size }), page.say("draw_all"), () => {
      by.clear();
      page.filter();
      if (drawer.event) drawer.open(drawer.event, false);
    }]);
  }
  return chips;
}
