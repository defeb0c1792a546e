/** A Leaflet layer of dated marks; all those of one map share its stage. */
import { unpackMarks } from "./marks.js";
import { stageOf } from "./stage.js";

/** The layer of `data` (columns of marks, see render/web/columns.py). */
export function markLayer(L, data, spec) {
  const Type = L.Layer.extend({
    onAdd(map) {
      if (!this.marks) {
        this.data = data;
        this.days = Int32Array.from(data.days);
        this.marks = unpackMarks(L, map.options.crs, data, this);
      }
      stageOf(L, map, spec).add(this);
    },
    onRemove(map) {
      stageOf(L, map, spec).remove(this);
    },
  });
  return new Type();
}
