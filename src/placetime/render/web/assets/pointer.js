/**
 * What the pointer does on a map: it finds marks, shows their tips, and opens their details. Tips are for
 * those who see the pointer: screen readers, who read the lists, are not told of each.
 */
import { el, refill } from "./dom.js";
import { Picker } from "./pick.js";

/** How far from a mark, in px, the pointer still finds it: when it moves, and when it clicks. */
const [OVER, CLICK] = [2, 6];

export class Pointer {
  constructor(stage) {
    this.stage = stage;
    this.picker = null;
    this.tip = el("div", { class: "pt-tip", "aria-hidden": "true", hidden: true });
    stage.ui.append(this.tip);
    stage.map.on("click", (event) => {
      this.tip.hidden = true;
      const mark = this.pick(event.layerPoint, CLICK);
      if (mark) stage.openDetails(mark, event.latlng);
    });
    stage.map.on("mousemove", (event) => this.hover(event));
    stage.map.on("mouseout", () => this.hover(null));
  }

  /** The mark within `slack` px of a layer point, or null. */
  pick({ x, y }, slack) {
    const { stage } = this;
    const { cast, candidates } = stage;
    const view = stage.view();
    if (!view || !cast.length) return null;
    if (this.picker?.cast !== cast) this.picker = new Picker(cast, stage.look.style.seat);
    const shapes = stage.found
      ? stage.found.filter(({ at }) => at < cast.points)
      : stage.find(candidates.subarray(0, lowerBound(candidates, cast.points)));
    return this.picker.find({ x, y, slack, view, window: stage.clock.window, shapes });
  }

  hover(event) {
    const covered = event && this.stage.ui.contains(event.originalEvent.target);
    const mark = event && !covered && this.pick(event.layerPoint, OVER);
    this.stage.map.getContainer().classList.toggle("pt-over", Boolean(mark));
    const lines = mark ? this.stage.tipOf(mark) : null;
    this.tip.hidden = !lines?.length;
    if (this.tip.hidden) return;
    refill(this.tip, lines.map((line) => el("div", {}, line)));
    const { x, y } = event.containerPoint;
    const width = this.stage.map.getSize().x;
    this.tip.style.left = `${Math.min(x + 14, Math.max(0, width - 270))}px`;
    this.tip.style.top = `${y + 16}px`;
  }

  /** A Leaflet popup with the columns of a mark's row. */
  openPopup(mark, latlng) {
    if (!mark.rows.length) return;
    const list = el("dl", { class: "pt-rows" });
    for (const [name, value] of mark.rows) list.append(el("dt", {}, name), el("dd", {}, value));
    this.stage.L.popup({ maxWidth: 320 }).setLatLng(latlng).setContent(list).openOn(this.stage.map);
  }
}

/** How many of rising numbers are less than `limit`. */
function lowerBound(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
