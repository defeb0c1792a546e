/** Writing on the canvas of a map. */

/** Writes text with a halo, its middle left at (x, y). */
export function write(context, text, x, y, font, color, style, halo = style.label.halo) {
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = style.halo;
  context.lineWidth = halo * 1.6;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** The part of the map that is in the window, in layer px. */
export function windowOf({ map }) {
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  const size = map.getSize();
  return { left: x, top: y, right: x + size.x, bottom: y + size.y };
}
