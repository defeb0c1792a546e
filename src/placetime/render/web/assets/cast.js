/** All marks on a map, of all its layers, as columns in drawing order: areas, lines, moves, points. */
import { KINDS } from "./marks.js";
import { FUTURE } from "./visible.js";

export class Cast {
  /**
   * `layers` are LayerMarks, the lowest first; of marks of one kind, those of lower layers lie lower.
   * `keeps(mark)` says which are cast; without it all are, but those of one claim alone.
   */
  constructor(layers, keeps = null) {
    this.layers = layers;
    this.kept = layers.map((layer) => keptRows(layer, keeps));
    this.length = this.kept.reduce((sum, rows) => sum + rows.reduce((own, is) => own + is, 0), 0);
    this.owner = new Uint16Array(this.length);
    this.row = new Uint32Array(this.length);
    this.days = new Int32Array(4 * this.length);
    this.trace = new Int32Array(this.length);
    /** The first day a mark may show, and the last that it or its trace does. */
    this.begin = new Int32Array(this.length);
    this.gone = new Int32Array(this.length);
    /** The points are the marks from this number on. */
    this.points = 0;
    this.fill();
    this.hasTraces = this.trace.some((days) => days > 0);
    this.hasText = layers.some((layer) => layer.hasText);
  }

  fill() {
    let at = 0;
    for (let kind = 0; kind < KINDS.length; kind += 1) {
      this.points = at;
      this.layers.forEach((layer, owner) => {
        for (let row = 0; row < layer.count; row += 1) {
          if (layer.kind[row] !== kind || !this.kept[owner][row]) continue;
          this.owner[at] = owner;
          this.row[at] = row;
          this.trace[at] = layer.trace[row];
          for (let i = 0; i < 4; i += 1) this.days[4 * at + i] = layer.days[4 * row + i];
          this.begin[at] = layer.days[4 * row];
          this.gone[at] = Math.min(FUTURE, layer.days[4 * row + 3] + layer.trace[row]);
          at += 1;
        }
      });
    }
  }

  /** The mark of a number, as an object. */
  mark(at) {
    return this.layers[this.owner[at]].mark(this.row[at]);
  }

  /** The number of the mark with this id, or -1. */
  find(id) {
    for (let at = 0; at < this.length; at += 1) {
      if (this.layers[this.owner[at]].id(this.row[at]) === id) return at;
    }
    return -1;
  }

  /**
   * The ranges of days in which each event begins: [earliest, latest, weight]. Each event weighs 1 in all,
   * in equal parts where its sources give it several dates.
   */
  spans() {
    return this.layers.flatMap((layer, owner) => {
      const seen = new Map();
      for (let row = 0; row < layer.count; row += 1) {
        if (!this.kept[owner][row]) continue;
        const key = layer.eventsDiffer ? row : layer.events(row);
        const [from, to] = [layer.days[4 * row], layer.days[4 * row + 1]];
        const known = seen.get(key);
        if (!known) seen.set(key, [[from, to]]);
        else if (!known.some((span) => span[0] === from && span[1] === to)) known.push([from, to]);
      }
      return [...seen.values()].flatMap((spans) => spans.map(([from, to]) => [from, to, 1 / spans.length]));
    });
  }
}

/** 1 for each row of a layer that is cast, 0 for the others. */
function keptRows(layer, keeps) {
  const rows = new Uint8Array(layer.count).fill(1);
  for (let row = 0; row < layer.count; row += 1) {
    if (keeps) rows[row] = keeps(layer.mark(row)) ? 1 : 0;
    else if (layer.alone) rows[row] = layer.alone[row] < 0 ? 1 : 0;
  }
  return rows;
}
