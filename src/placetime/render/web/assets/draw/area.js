/** An area: a light hatch and an outline, so that what lies under it can still be read. */
import { dashOf, stroke, trace } from "./path.js";

/** Draws flat rings in px within the box {left, top, right, bottom}; each hue has its own hatch phase. */
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
    const every = area.hatch_every * (look === "solid" ? 1 : 2) * Math.SQRT2;
    const phase = ((parseInt(hue.slice(1), 16) % 4) / 4) * every;
    const tall = box.bottom - box.top;
    const first = Math.floor((box.left - tall) / every) * every + phase;
    context.beginPath();
    for (let x = first; x < box.right; x += every) {
      context.moveTo(x, box.bottom);
      context.lineTo(x + tall, box.top);
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
