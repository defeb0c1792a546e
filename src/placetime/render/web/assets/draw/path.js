/** Canvas paths from flat arrays of px. */

/** Begins a path of lines (closed: rings). */
export function trace(context, parts, closed = false) {
  context.beginPath();
  for (const part of parts) {
    context.moveTo(part[0], part[1]);
    for (let i = 2; i < part.length; i += 2) context.lineTo(part[i], part[i + 1]);
    if (closed) context.closePath();
  }
}

/** Strokes the path at hand. */
export function stroke(context, color, width, dash = []) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

/** Dashes that say how sure a line is: none if solid. */
export function dashOf(look, { limit, split }) {
  if (look === "hollow") return limit.hollow_dash;
  return look === "split" ? split.dash : [];
}
