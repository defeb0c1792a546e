/** What stands on the map of an atlas beside the cards, and the keys that work wherever the focus is. */
import { el } from "./dom.js";

/** Adds a scale bar, and whose base map it is. */
export function addControls(L, map, atlas) {
  const Credits = L.Control.extend({
    options: { position: "bottomright" },
    onAdd: () => el("div", { class: "leaflet-control-attribution" },
      [...new Set(atlas.credits.map(([origin]) => origin.split(/[,:]| 1/)[0]))].join(" · ")),
  });
  new Credits().addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
}

/** Keys of time work wherever the focus is, but where a control wants them itself; `/` is for searching. */
export function bindKeys({ stage, panel }) {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const own = target.closest?.("input:not(.pt-slider), select, textarea, [role=tab], .pt-scroll");
    if (own || event.defaultPrevented) return;
    if (event.key === " " && target.closest?.("button, summary, a")) return;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      panel.setOpen(true);
      panel.search.focus();
    } else stage.dock.key(event);
  });
}
