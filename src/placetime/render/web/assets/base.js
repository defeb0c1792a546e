/** The base map: land, water, coasts, rivers and borders on a canvas of its own under all marks. */
import { canvasLayer } from "./canvas.js";
import { drawBase, drawGraticule } from "./draw/base.js";
import { boxOf, unitLine } from "./view.js";

const PANE = "placetime-base";

/** Adds the base map of `layers`, a list of {role, parts: flat [lon, lat …]}, to a map. */
export function addBase(L, map, layers, { style }) {
  const pane = map.createPane(PANE);
  pane.style.zIndex = 100;
  pane.style.pointerEvents = "none";
  map.getContainer().style.background = style.base.water;
  const { crs } = map.options;
  const ready = layers.map(({ role, parts }) => ({
    role,
    parts: parts.map((part) => {
      const line = unitLine(L, crs, part);
      return { line, box: boxOf(line) };
    }),
  }));
  const layer = canvasLayer(L, {
    pane: PANE,
    padding: 0.35,
    draw(context, view) {
      for (const base of ready) {
        drawBase(context, base, view, { style });
      }
      drawGraticule(context, view, { style });
    },
  });
  return layer.addTo(map);
}

/** Adds online tiles over the base map, which shows where they do not come. */
export function addTiles(L, map, { url, max }) {
  const pane = map.createPane(`${PANE}-tiles`);
  pane.style.zIndex = 150;
  pane.style.pointerEvents = "none";
  return L.tileLayer(url, { pane: `${PANE}-tiles`, maxNativeZoom: max, crossOrigin: false }).addTo(map);
}
