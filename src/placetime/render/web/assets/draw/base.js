/** Base geography by role: land and lakes as areas, coasts, rivers and today's borders as lines. */
import { stroke, trace } from "./path.js";
import { thinned } from "../lines.js";

/** Parts of a base layer as px within the view; those outside or too small to see are left out. */
export function partsIn(parts, view, least) {
  const out = [];
  for (const { line, box } of parts) {
    const big = Math.max(box[2] - box[0], box[3] - box[1]) * view.scale > least;
    if (big && view.sees(box)) out.push(thinned(view.project(line), 0.6));
  }
  return out;
}

/** Draws one base layer {role, parts}; water is what lies under it. */
export function drawBase(context, { role, parts }, view, { style }) {
  const look = style.base[role];
  const filled = role === "land" || role === "lake";
  trace(context, partsIn(parts, view, filled ? 0.8 : 2), filled);
  if (filled) {
    context.fillStyle = look;
    context.fill("evenodd");
  } else {
    context.lineJoin = "round";
    context.lineCap = "round";
    stroke(context, look.color, look.width, look.dash ?? []);
    context.lineCap = "butt";
  }
}

/** Draws meridians and parallels every `step` degrees, barely there. `at` gives px of [lon, lat]. */
export function drawGraticule(context, view, { style }) {
  const step = view.degrees > 60 ? 20 : view.degrees > 20 ? 5 : view.degrees > 6 ? 2 : 1;
  const [west, south, east, north] = view.lonLat;
  const lines = [];
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    lines.push([...view.at(lon, south), ...view.at(lon, north)]);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    lines.push([...view.at(west, lat), ...view.at(east, lat)]);
  }
  const before = context.globalAlpha;
  context.globalAlpha = 0.35;
  trace(context, lines);
  stroke(context, style.base.coast.color, 0.5);
  context.globalAlpha = before;
}
