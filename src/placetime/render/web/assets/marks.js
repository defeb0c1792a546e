/**
 * The marks of one layer, unpacked from the columns that render/web/columns.py writes.
 *
 * They stay columns, so that a million of them open at once; `mark(row)` makes an object of one.
 */
import { choicesIn, numbersIn, valueIn } from "./packed.js";
import { boxOf, unitPoints } from "./view.js";

/** Drawing order of the kinds: areas lie lowest. */
export const KINDS = ["area", "line", "move", "point"];
const POINT = KINDS.indexOf("point");

export class LayerMarks {
  /** `data` are the columns; `layer` is what `mark(row).layer` gives. */
  constructor(L, crs, data, layer) {
    const { count } = data;
    const numbers = (name, Type) => numbersIn(data[name], count, Type);
    this.layer = layer;
    this.count = count;
    this.days = daysOf(data);
    this.trace = numbers("trace");
    this.size = numbers("size", Float32Array);
    this.radius = numbers("radius");
    this.slot = numbers("slot", Uint16Array);
    this.disputed = numbers("disputed", Uint8Array);
    this.inferred = numbers("inferred", Uint8Array);
    this.plain = numbers("plain", Uint8Array);
    /** Of a disputed event's marks, the claim that alone is believed when they show; else -1. */
    this.alone = data.alone ? numbers("alone", Int16Array) : null;
    const kind = choicesIn(data.kind, count);
    const kinds = kind.of.map((name) => KINDS.indexOf(name));
    this.kind = Uint8Array.from(kind.at, (at) => kinds[at]);
    this.symbol = choicesIn(data.symbol, count);
    this.hue = choicesIn(data.hue, count);
    this.look = choicesIn(data.look, count);
    this.text = choicesIn(data.text, count);
    this.events = valueIn(data.event, count);
    /** Whether each mark is of another event, as far as can be told at once. */
    this.eventsDiffer = data.event.from !== undefined;
    const part = data.part ? numbersIn(data.part, count) : null;
    this.id = part ? (row) => `${this.events(row)}/${part[row]}` : valueIn(data.id, count);
    this.rows = (data.rows ?? []).map(([name, column]) => [name, valueIn(column, count)]);
    this.tips = (data.tips ?? []).map((column) => valueIn(column, count));
    this.place(L, crs, data);
    this.made = [];
  }

  /** Works out where the marks lie, in unit coordinates. */
  place(L, crs, data) {
    const { count } = data;
    const parts = data.parts ? numbersIn(data.parts, count) : null;
    const lines = parts ? parts.reduce((sum, number) => sum + number, 0) : count;
    const points = data.points ? numbersIn(data.points, lines) : null;
    const total = points ? points.reduce((sum, number) => sum + number, 0) : count;
    this.latitudes = numbersIn(data.lat, total, Float64Array);
    this.unit = unitPoints(L, crs, numbersIn(data.lon, total, Float64Array), this.latitudes);
    this.firstLine = parts ? running(parts) : null;
    this.firstPoint = points ? running(points) : null;
  }

  /** The number of a mark's first point in `unit`. */
  pointOf(row) {
    return this.firstLine ? this.firstPoint[this.firstLine[row]] : row;
  }

  /** The lines of a mark, each flat unit coordinates. */
  lines(row) {
    const { firstLine, firstPoint, unit } = this;
    if (!firstLine) return [unit.subarray(2 * row, 2 * row + 2)];
    const out = [];
    for (let line = firstLine[row]; line < firstLine[row + 1]; line += 1) {
      out.push(unit.subarray(2 * firstPoint[line], 2 * firstPoint[line + 1]));
    }
    return out;
  }

  /** One mark as an object; `at` is where its four days begin in `days`. */
  mark(row) {
    this.made[row] ??= this.make(row);
    return this.made[row];
  }

  make(row) {
    const { symbol, hue, look, text, rows, tips } = this;
    const unit = this.lines(row);
    const boxes = unit.map(boxOf);
    return {
      row,
      layer: this.layer,
      at: 4 * row,
      days: this.days,
      id: this.id(row),
      event: this.events(row),
      kind: KINDS[this.kind[row]],
      trace: this.trace[row],
      symbol: symbol.of[symbol.at[row]],
      hue: hue.of[hue.at[row]],
      look: look.of[look.at[row]],
      text: text.of[text.at[row]],
      size: this.size[row],
      radius: this.radius[row],
      disputed: this.disputed[row] > 0,
      inferred: this.inferred[row] > 0, plain: this.plain[row] > 0,
      alone: this.alone ? this.alone[row] : -1,
      slot: this.slot[row],
      rows: rows.map(([name, value]) => [name, value(row)]).filter(([, value]) => value !== null),
      tip: tips.map((value) => value(row)).filter((value) => value !== null),
      latitude: this.latitudes[this.pointOf(row)],
      unit,
      box: boxes.reduce((a, b) => [
        Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3]),
      ]),
    };
  }

  /** Whether every mark is a point. */
  get allPoints() {
    return this.kind.every((kind) => kind === POINT);
  }

  /** Whether anything is written beside a mark. */
  get hasText() {
    return this.text.of.some((text) => text !== null) || this.inferred.includes(1);
  }
}

/** Four days a mark, flat, from the earliest begin and the days from each to the next. */
function daysOf(data) {
  const columns = ["begin", "vague_begin", "lasts", "vague_end"].map((name) => numbersIn(data[name], data.count));
  const days = new Int32Array(4 * data.count);
  for (let row = 0; row < data.count; row += 1) {
    let day = 0;
    for (let i = 0; i < 4; i += 1) {
      day += columns[i][row];
      days[4 * row + i] = day;
    }
  }
  return days;
}

/** Where each of consecutive stretches of these lengths begins, and where the last one ends. */
function running(counts) {
  const out = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i += 1) out[i + 1] = out[i] + counts[i];
  return out;
}
