/** The marks of one layer, unpacked from the columns that render/web/columns.py writes. */
import { boxOf, unitLine } from "./view.js";

/** Drawing order of the kinds: areas lie lowest. */
export const KINDS = ["area", "line", "move", "point"];

/**
 * A list of marks. A column is a list, or {all: value} where every mark has the same. `days` has four
 * days a mark, in `layer.days` from `mark.at`; `unit` are the lines in unit coordinates.
 */
export function unpackMarks(L, crs, data, layer) {
  const get = (name, i) => (Array.isArray(data[name]) ? data[name][i] : data[name].all);
  return data.parts.map((parts, i) => {
    const unit = parts.map((part) => unitLine(L, crs, part));
    const boxes = unit.map(boxOf);
    return {
      layer,
      at: 4 * i,
      id: get("id", i),
      event: get("event", i),
      kind: get("kind", i),
      trace: get("trace", i),
      symbol: get("symbol", i),
      hue: get("hue", i),
      look: get("look", i),
      size: get("size", i),
      text: get("text", i),
      radius: get("radius", i),
      disputed: Boolean(get("disputed", i)),
      inferred: Boolean(get("inferred", i)),
      slot: get("slot", i),
      alone: data.alone ? get("alone", i) : -1,
      rows: data.rows ? get("rows", i) : null,
      tip: data.tips ? get("tips", i) : null,
      latitude: parts[0][1],
      unit,
      box: boxes.reduce((a, b) => [
        Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3]),
      ]),
    };
  });
}
