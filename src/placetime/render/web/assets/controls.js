/** What stands on the map of an atlas beside the cards, and the keys that move the map and the time. */
import { el, icon } from "./dom.js";
import { say } from "./words.js";

const HOME = "M12 4 3.500 11.500l1.300 1.500L6 12v8h5v-5h2v5h5v-8l1.200 1 1.300-1.500z";
/** How far an arrow key moves the map, px. */
const PAN = 90;

/** Adds a button that shows the whole map, a scale bar, and whose base map it is. */
export function addControls(L, map, atlas, home) {
  const Home = L.Control.extend({
    options: { position: "topright" },
    onAdd() {
      const button = el("a", { class: "pt-home", href: "#", role: "button" }, icon(HOME));
      L.DomEvent.disableClickPropagation(button);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        home();
      });
      return el("div", { class: "leaflet-bar leaflet-control" }, button);
    },
  });
  new Home().addTo(map);
  const Credits = L.Control.extend({
    options: { position: "bottomright" },
    onAdd: () => el("div", { class: "leaflet-control-attribution" },
      [...new Set(atlas.credits.map(([origin]) => origin.split(/[,:]| 1/)[0]))].join(" · ")),
  });
  new Credits().addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const container = map.getContainer();
  container.tabIndex = 0;
  container.setAttribute("role", "main");
}

/** Puts the names of the map and of its buttons into a language. */
export function nameControls(map, lang) {
  const container = map.getContainer();
  container.setAttribute("aria-label", say(lang, "map_keys"));
  for (const [part, key] of [[".pt-home", "home"], [".leaflet-control-zoom-in", "zoom_in"], [".leaflet-control-zoom-out", "zoom_out"]]) {
    const button = container.querySelector(part);
    if (!button) continue;
    button.title = say(lang, key);
    button.setAttribute("aria-label", say(lang, key));
  }
}

/** What a key does while the map itself has the focus: it moves; null for all other keys. */
function mapKey(key, { map, stage, panel }) {
  const move = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] }[key];
  const animate = !stage.clock.calm;
  if (move) return () => map.panBy(move, { animate });
  if (key === "+" || key === "=") return () => map.zoomIn(1, { animate });
  if (key === "-") return () => map.zoomOut(1, { animate });
  if (key !== "/") return null;
  return () => {
    panel.setOpen(true);
    panel.search.focus();
  };
}

/**
 * Keys of time work wherever the focus is, but where a control wants them itself, or the map. Escape closes
 * the details, then the table.
 */
export function bindKeys(page) {
  const { stage, map } = page;
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key === "Escape" && !event.defaultPrevented) {
      const open = [page.drawer, page.table].find(({ root }) => !root.hidden);
      open?.close();
      return;
    }
    const own = target.closest?.("input:not(.pt-slider), select, textarea, [role=tab], .pt-scroll");
    if (own || event.defaultPrevented) return;
    if (event.key === " " && target.closest?.("button, summary, a")) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const act = target === map.getContainer() && !modified ? mapKey(event.key, page) : null;
    if (act) {
      event.preventDefault();
      act();
    } else stage.dock.key(event);
  });
}
