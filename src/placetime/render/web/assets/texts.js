/** What is written on the map: numbers beside marks, names of places; and the ring of the selected mark. */
import { keyOf } from "./events.js";
import { Room, placeNames } from "./labels.js";
import { windowOf, write } from "./lettering.js";
import { lengths, pointAlong, thinned } from "./lines.js";
import { drawLabels } from "./names.js";
import { seatOffset } from "./seats.js";
import { familyOf, textIn } from "./type.js";

/**
 * Draws the texts of `shown`, a list of {mark, presence, share} in drawing order, and `labels`.
 * `look` is {style, symbols, lang, selected (the key of an event or null), nameOf (null or how a place is
 * written, see written.js)}; nothing is written in the boxes `covered`.
 */
export function drawTexts(context, view, shown, labels, look, covered) {
  const room = new Room(covered);
  const texts = [];
  for (const past of [true, false]) {
    for (const item of shown) {
      if (item.presence > 0 === past || !view.sees(item.mark.box, 80)) continue;
      if (item.mark.kind === "point") seatPoint(context, view, item, look, room, texts);
      else if (item.presence > 0) texts.push(...shapeTexts(view, item, look));
    }
  }
  drawLabels(context, view, shown, labels, room, look);
  drawNumbers(context, view, texts, room, look);
}

/** Takes the room of a symbol, notes its text, and rings it if it is selected. */
function seatPoint(context, view, { mark, presence, opacity }, { style, lang, selected }, room, texts) {
  const [px, py] = view.project(mark.unit[0]);
  const [dx, dy] = seatOffset(mark.slot, style.seat);
  const [x, y] = view.snap(px + dx, py + dy);
  if (selected === keyOf(mark)) {
    context.globalAlpha = opacity;
    drawHalo(context, x, y, mark.size + 8, style);
    context.globalAlpha = 1;
  }
  if (!(presence > 0)) return;
  const reach = reachOf(mark);
  room.take({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  if (mark.inferred) texts.push({ text: "?", x, y: y - reach + 2, mark, italic: true });
  if (mark.text) texts.push({ text: textIn(mark.text, lang), x, y, mark });
}

/** How far a symbol reaches from its middle, in px. */
export function reachOf({ size, look, disputed }) {
  return size + (look === "split" || disputed ? 5 : 2);
}

function shapeTexts(view, { mark, share }, { lang }) {
  if (mark.kind === "area" && mark.text) {
    const [left, top, right, bottom] = mark.box;
    const [x, y] = view.project([(left + right) / 2, (top + bottom) / 2]);
    return [{ text: textIn(mark.text, lang), x, y, mark }];
  }
  if (mark.kind !== "move" || !(mark.text || mark.inferred)) return [];
  const line = thinned(view.project(mark.unit[0]), 0.7);
  const along = lengths(line);
  const [x, y, hx, hy] = pointAlong(line, along, along[along.length - 1] * share * 0.55);
  const text = textIn(mark.text, lang) + (mark.inferred ? " ?" : "");
  return [{ text: text.trim(), x: x + hy * 8, y: y - hx * 8, mark }];
}

function drawHalo(context, x, y, radius, style) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = style.ink;
  context.lineWidth = 1.6;
  context.stroke();
}

const SIDES = ["right", "below", "above", "left"];

function drawNumbers(context, view, texts, room, { style, lang }) {
  for (const { text, x, y, mark, italic } of texts) {
    if (!text) continue;
    const font = `${italic ? "italic 700" : "600"} 11px ${familyOf(lang)}`;
    context.font = font;
    const width = context.measureText(text).width + 4;
    const clear = mark.kind === "point" ? mark.size + 2 : 4;
    const seats = italic ? ["centre"] : SIDES;
    const at = italic ? { x: x + mark.size + 1, y } : { x, y };
    const name = { text, ...at, width, height: 14, clear, seats };
    const forced = italic ? new Room() : room;
    for (const { box } of placeNames([name], forced, view, windowOf(view))) {
      write(context, text, box.left + 2, y + (box.top + 7 - y), font, mark.hue, style, 2);
    }
  }
}
