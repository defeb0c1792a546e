/** An area: a light hatch and an outline, so that what lies under it can still be read. */
import { dashOf, stroke, trace } from "./path.js";

/**
 * The hatch of an area: lines on which x + y (layer points) is `phase` and whole multiples of `every`
 * more, so that it stays in its place when the map is moved. Each hue has its own phase.
 */
export function hatchOf(hue, look, { area }) {
  const every = area.hatch_every * (look === "solid" ? 1 : 2) * Math.SQRT2;
  return { every, phase: ((parseInt(hue.slice(1), 16) % 4) / 4) * every };
}

/** Draws flat rings in px within the box {left, top, right, bottom}. */
export function drawArea(context, { hue, look, disputed }, rings, box, { style }) {
  const area = style.area;
  const before = context.globalAlpha;
  trace(context, rings, true);
  context.globalAlpha = before * area.fill_opacity;
  context.fillStyle = hue;
  context.fill("evenodd");
  if (look !== "hollow") {
    context.save();
    context.clip("evenodd");
    context.globalAlpha = before * area.hatch_opacity;
    const { every, phase } = hatchOf(hue, look, style);
    const first = Math.floor((box.left + box.top - phase) / every) * every + phase;
    context.beginPath();
    for (let sum = first; sum < box.right + box.bottom; sum += every) {
      context.moveTo(sum - box.bottom, box.bottom);
      context.lineTo(sum - box.top, box.top);
    }
    stroke(context, hue, area.hatch_width);
    context.restore();
    trace(context, rings, true);
  }
  context.globalAlpha = before;
  context.lineJoin = "round";
  if (disputed) {
    stroke(context, hue, area.outline * 3.4);
    stroke(context, style.paper, area.outline * 1.8);
  }
  stroke(context, hue, area.outline, dashOf(look, style));
}
