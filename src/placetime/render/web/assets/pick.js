/**
 * Finds the mark under the pointer, among those that show.
 *
 * Points lie in a grid of unit coordinates, made once for all dates and zooms; what shows is asked
 * only of those near the pointer. Lines, moves and areas are few and are looked at one by one.
 */
import { distanceTo, insideRings, lengths } from "./lines.js";
import { seatOffset } from "./seats.js";
import { reachOf } from "./texts.js";
import { showing } from "./visible.js";

/** About so many points lie in a cell. */
const PER_CELL = 4;

export class Picker {
  /** `seat` is the px between marks that share a position. */
  constructor(cast, seat) {
    this.cast = cast;
    this.seat = seat;
    this.reach = 0;
    this.makeGrid();
  }

  makeGrid() {
    const { cast } = this;
    const count = cast.length - cast.points;
    this.xy = new Float64Array(2 * count);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < count; i += 1) {
      const layer = cast.layers[cast.owner[cast.points + i]];
      const row = cast.row[cast.points + i];
      const point = layer.pointOf(row);
      const [x, y] = [layer.unit[2 * point], layer.unit[2 * point + 1]];
      this.xy[2 * i] = x;
      this.xy[2 * i + 1] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
      const ring = layer.slot[row] ? Math.ceil(Math.sqrt(layer.slot[row] / 3)) + 1 : 0;
      this.reach = Math.max(this.reach, layer.size[row] + 5 + ring * this.seat);
    }
    this.box = box;
    const [wide, tall] = [box[2] - box[0] || 1e-9, box[3] - box[1] || 1e-9];
    this.side = Math.max(Math.sqrt((wide * tall * PER_CELL) / Math.max(1, count)), Math.max(wide, tall) / 4096);
    this.columns = Math.floor(wide / this.side) + 1;
    this.lines = Math.floor(tall / this.side) + 1;
    this.sort(count);
  }

  /** Sorts the points by cell: those of cell c are `order[start[c]]` to before `order[start[c + 1]]`. */
  sort(count) {
    const cells = this.columns * this.lines;
    const cell = new Uint32Array(count);
    this.start = new Uint32Array(cells + 1);
    for (let i = 0; i < count; i += 1) {
      cell[i] = this.cellAt(this.xy[2 * i], this.xy[2 * i + 1]);
      this.start[cell[i] + 1] += 1;
    }
    for (let c = 0; c < cells; c += 1) this.start[c + 1] += this.start[c];
    const next = this.start.slice(0, cells);
    this.order = new Uint32Array(count);
    for (let i = 0; i < count; i += 1) {
      this.order[next[cell[i]]] = i;
      next[cell[i]] += 1;
    }
  }

  /** The cell of a position; that of the edge for one outside. */
  cellAt(x, y) {
    const column = Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.box[0]) / this.side)));
    const line = Math.min(this.lines - 1, Math.max(0, Math.floor((y - this.box[1]) / this.side)));
    return line * this.columns + column;
  }

  /**
   * The topmost mark within `slack` px of (x, y), nearest first; an area only where there is nothing
   * else; or null. `window` are the days that show; `shapes` are the {mark, presence, share} of all
   * marks but points that show, in drawing order.
   */
  find({ x, y, slack, view, window, shapes }) {
    const best = { off: Infinity, over: -1, mark: null };
    const offer = (off, over, mark) => {
      if (off > slack || off > best.off || (off === best.off && over < best.over)) return;
      Object.assign(best, { off, over, mark });
    };
    this.eachLine(x, y, view, shapes, offer);
    this.eachPoint(x, y, slack, view, window, offer);
    if (best.mark !== null) return typeof best.mark === "number" ? this.cast.mark(best.mark) : best.mark;
    const area = shapes.findLast(({ mark }) =>
      mark.kind === "area" && view.sees(mark.box) && insideRings(mark.unit.map((line) => view.project(line)), x, y));
    return area ? area.mark : null;
  }

  eachLine(x, y, view, shapes, offer) {
    shapes.forEach(({ mark, presence, share }, at) => {
      if (mark.kind === "area" || !view.sees(mark.box)) return;
      for (const unit of mark.unit) {
        const line = view.project(unit);
        const along = lengths(line);
        const whole = along[along.length - 1] * (mark.kind === "move" ? share : 1);
        const off = distanceTo(line, along, whole, x, y) - (mark.kind === "move" ? mark.size / 2 : 3);
        offer(Math.max(0, off), over(presence, at), mark);
      }
    });
  }

  eachPoint(x, y, slack, view, [first, last], offer) {
    const { cast, columns, start, order, xy } = this;
    const { scale, origin } = view;
    const unit = (px, from) => (px + from) / scale;
    const far = this.reach + slack;
    const low = this.cellAt(unit(x - far, origin.x), unit(y - far, origin.y));
    const high = this.cellAt(unit(x + far, origin.x), unit(y + far, origin.y));
    const [from, to] = [low % columns, high % columns];
    for (let line = Math.floor(low / columns); line <= Math.floor(high / columns); line += 1) {
      for (let i = start[line * columns + from]; i < start[line * columns + to + 1]; i += 1) {
        const point = order[i];
        const at = cast.points + point;
        if (cast.begin[at] > last || cast.gone[at] < first) continue;
        const [px, py] = [xy[2 * point] * scale - origin.x, xy[2 * point + 1] * scale - origin.y];
        if (Math.abs(px - x) > far || Math.abs(py - y) > far) continue;
        const { presence, trace } = showing(cast.days, 4 * at, first, last, cast.trace[at]);
        if (!(presence > 0 || trace > 0)) continue;
        const mark = cast.mark(at);
        const [dx, dy] = seatOffset(mark.slot, this.seat);
        const off = Math.hypot(px + dx - x, py + dy - y) - reachOf(mark);
        offer(Math.max(0, off), over(presence, at), at);
      }
    }
  }
}

/** What lies over what: traces under what is there, and then the order of drawing. */
function over(presence, at) {
  return (presence > 0 ? 2 ** 32 : 0) + at;
}
