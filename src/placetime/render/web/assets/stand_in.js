/**
 * Stands in for jQuery on a folium map without a network. folium's own elements call it in two ways:
 * `$("<div>…</div>")[0]` makes an element of the HTML that the map's author wrote for a popup, and
 * `$(document).ready(f)` runs `f`.
 */
window.$ = window.$ || function (what) {
  if (typeof what === "string") {
    return [document.createRange().createContextualFragment(what.trim()).firstElementChild];
  }
  return { ready: (run) => setTimeout(run, 0) };
};
