/** What the page calls: `placetime.timeLayer(id)`, `placetime.page(map, id, layers)`, `placetime.maps`. */
import { AtlasPage } from "./page.js";
import { seatOffset } from "./seats.js";
import { SPEC } from "./spec.js";
import { stageOf } from "./stage.js";
import { markLayer } from "./timelayer.js";
import { learn } from "./words.js";

learn({ en: SPEC.words });

const handles = [];

function dataOf(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function handle(map) {
  let found = handles.find((other) => other.map === map);
  if (!found) {
    const stage = stageOf(window.L, map, SPEC);
    found = {
      map,
      get day() {
        return stage.clock.day;
      },
      get playing() {
        return stage.clock.playing;
      },
      get date() {
        return stage.dock.caption;
      },
      /** What draws the marks now: webgl2 or canvas. */
      get engine() {
        return stage.engine.name;
      },
      setDay: (day) => stage.clock.setDay(day),
      play: () => stage.clock.play(1),
      pause: () => stage.clock.pause(),
      visible: () =>
        stage.shown.map(({ mark, presence, trace }) => ({
          mark: mark.id, event: mark.event, layer: mark.layer.data.layer, presence, trace,
        })),
      /** Page px [x, y] of a point mark's symbol, for tests and tools. */
      where: (id) => {
        const { unit, slot } = stage.cast.mark(stage.cast.find(id));
        const view = stage.view();
        const [dx, dy] = seatOffset(slot, SPEC.style.seat);
        const [x, y] = view.project(unit[0]);
        const layer = window.L.point(x + dx, y + dy);
        const at = map.layerPointToContainerPoint(layer);
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + at.x, box.top + at.y];
      },
    };
    handles.push(found);
  }
  return found;
}

/** The Leaflet layer whose data lies in the element `id`. */
export function timeLayer(id) {
  const layer = markLayer(window.L, dataOf(id), SPEC);
  layer.on("add", () => handle(layer._map));
  return layer;
}

/** The page of the atlas whose data lies in the element `id`; `layers` are Leaflet layers by id. */
export function page(map, id, layers) {
  const atlas = dataOf(id);
  learn(atlas.words);
  handle(map);
  new AtlasPage(window.L, map, atlas, layers, SPEC);
}

/** A handle for each map of this window, in the order they were made. */
export const maps = handles;
