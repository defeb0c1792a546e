/** A Leaflet layer of dated marks; all those of one map share its stage. */
import { LayerMarks } from "./marks.js";
import { stageOf } from "./stage.js";

/** The layer of `data` (columns of marks, see render/web/columns.py). */
export function markLayer(L, data, spec) {
  const Type = L.Layer.extend({
    onAdd(map) {
      if (!this.marks) {
        const { layer: id, order, name, span } = data;
        this.data = { layer: id, order, name, span };
        this.marks = new LayerMarks(L, map.options.crs, data, this);
      }
      stageOf(L, map, spec).add(this);
    },
    onRemove(map) {
      stageOf(L, map, spec).remove(this);
    },
  });
  return new Type();
}
