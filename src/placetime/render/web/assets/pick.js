/** Finds what lies under the pointer: a grid of discs, then areas. Px of the same view as the drawing. */
import { insideRings } from "./lines.js";

const CELL = 32;

export class Picker {
  constructor() {
    this.cells = new Map();
    this.areas = [];
    this.count = 0;
  }

  /** A disc that stands for `item`; what is added later lies on top. */
  disc(item, x, y, radius) {
    const disc = { item, x, y, radius, order: (this.count += 1) };
    for (let cx = Math.floor((x - radius) / CELL); cx <= Math.floor((x + radius) / CELL); cx += 1) {
      for (let cy = Math.floor((y - radius) / CELL); cy <= Math.floor((y + radius) / CELL); cy += 1) {
        const key = `${cx},${cy}`;
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(disc);
      }
    }
  }

  /** An area of flat rings; it is found where no disc is. */
  area(item, rings) {
    this.areas.push({ item, rings });
  }

  /** The topmost item whose disc, `slack` px larger, holds the point; else the last area; or null. */
  find(x, y, slack = 0) {
    let best = null;
    const reach = Math.ceil(slack / CELL);
    const [cx, cy] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    for (let i = cx - reach; i <= cx + reach; i += 1) {
      for (let j = cy - reach; j <= cy + reach; j += 1) {
        for (const disc of this.cells.get(`${i},${j}`) ?? []) {
          const off = Math.max(0, Math.hypot(disc.x - x, disc.y - y) - disc.radius);
          if (off > slack) continue;
          if (!best || off < best.off || (off === best.off && disc.order > best.order)) {
            best = { off, order: disc.order, item: disc.item };
          }
        }
      }
    }
    if (best) return best.item;
    const area = this.areas.findLast(({ rings }) => insideRings(rings, x, y));
    return area ? area.item : null;
  }
}
