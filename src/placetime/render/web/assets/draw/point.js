/**
 * A symbol at a position.
 *
 * solid: filled; hollow: paper with a breath of the hue and a dashed outline; split: filled, within a ring of two arcs;
 * disputed, whatever the look: within a double ring. Sizes are CSS px. A small symbol has a narrow rim.
 */
import { stroke } from "./path.js";

const paths = new Map();

function pathOf(symbols, name) {
  const data = (symbols[name] ?? symbols.circle).path;
  if (!paths.has(data)) paths.set(data, new Path2D(data));
  return paths.get(data);
}

/** How wide the rim of paper round a solid symbol of a radius is, px. */
export function rimOf(size, { outline, outline_share: share }) {
  return Math.min(outline, share * size);
}

/** Draws a mark's symbol at (x, y) px. */
export function drawPoint(context, { symbol, hue, look, size, disputed }, x, y, { style, symbols }) {
  const { outline, hollow_fill: hollowFill, hollow_dash: dash, hollow_tint: tint } = style.symbol;
  const path = pathOf(symbols, symbol);
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.lineJoin = "round";
  const line = (color, width, lengths = []) => {
    context.strokeStyle = color;
    context.lineWidth = width / size;
    context.setLineDash(lengths.map((length) => length / size));
    context.stroke(path);
  };
  if (look === "hollow") {
    line(style.paper, outline * 3);
    context.fillStyle = hollowFill;
    context.fill(path);
    const before = context.globalAlpha;
    context.globalAlpha = before * tint;
    context.fillStyle = hue;
    context.fill(path);
    context.globalAlpha = before;
    line(hue, outline, dash);
  } else {
    line(style.paper, 2 * rimOf(size, style.symbol));
    context.fillStyle = hue;
    context.fill(path);
  }
  context.restore();
  const { gap, width, arc_degrees: degrees } = style.split;
  const ring = size + gap;
  if (disputed) {
    context.beginPath();
    context.arc(x, y, ring, 0, 2 * Math.PI);
    context.moveTo(x + ring + 2.6, y);
    context.arc(x, y, ring + 2.6, 0, 2 * Math.PI);
    stroke(context, style.paper, 2.6);
    stroke(context, hue, 1.1);
  }
  if (look === "split") {
    const half = (degrees * Math.PI) / 360;
    context.beginPath();
    context.arc(x, y, ring, Math.PI - half, Math.PI + half);
    context.moveTo(x + ring * Math.cos(half), y - ring * Math.sin(half));
    context.arc(x, y, ring, -half, half);
    stroke(context, style.paper, width + 1.6);
    stroke(context, hue, width);
  }
}

/** Draws the ring within which the true position lies. */
export function drawRing(context, hue, x, y, radius, { style }) {
  const { width, dash, opacity } = style.ring;
  const before = context.globalAlpha;
  context.globalAlpha = before * opacity;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  stroke(context, hue, width, dash);
  context.globalAlpha = before;
}
