/**
 * One picture of the map: the marks that show, their numbers, and the names of places.
 *
 * Traces lie under what is there; within each, areas under lines under moves under points. What can
 * be picked is noted in a Picker as it is drawn.
 */
import { drawArea } from "./draw/area.js";
import { drawLimit } from "./draw/limit.js";
import { drawMove } from "./draw/move.js";
import { drawPoint, drawRing } from "./draw/point.js";
import { Room, placeNames } from "./labels.js";
import { lengths, pointAlong, thinned } from "./lines.js";
import { Picker } from "./pick.js";
import { seatOffset } from "./seats.js";
import { familyOf, textIn } from "./type.js";

/**
 * Draws `shown`, a list of {mark, presence, opacity, share} in drawing order, then `labels`.
 * `look` is {style, symbols, lang, selected (an event id or null)}; no text is written in the boxes
 * `covered`. Gives the Picker.
 */
export function drawPicture(context, view, shown, labels, look, covered) {
  const picker = new Picker();
  const room = new Room(covered);
  const texts = [];
  for (const past of [true, false]) {
    for (const item of shown) {
      if (item.presence > 0 === past || !view.sees(item.mark.box, 80)) continue;
      context.globalAlpha = item.opacity;
      drawMark(context, view, item, look, picker, room, texts);
    }
  }
  context.globalAlpha = 1;
  drawLabels(context, view, shown, labels, room, look);
  drawTexts(context, view, texts, room, look);
  return picker;
}

function drawMark(context, view, { mark, presence, share }, look, picker, room, texts) {
  const { style } = look;
  if (mark.kind === "point") {
    const [px, py] = view.project(mark.unit[0]);
    const [dx, dy] = seatOffset(mark.slot, style.seat);
    const [x, y] = [px + dx, py + dy];
    const ring = mark.radius ? view.pixels(mark.radius, mark.latitude) : 0;
    if (presence > 0 && ring > mark.size + 3) drawRing(context, mark.hue, px, py, ring, look);
    if (look.selected === mark.event) drawHalo(context, x, y, mark.size + 8, style);
    drawPoint(context, mark, x, y, look);
    const reach = mark.size + (mark.look === "split" || mark.disputed ? 5 : 2);
    picker.disc(mark, x, y, reach);
    if (presence > 0) room.take({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
    if (presence > 0 && mark.inferred) texts.push({ text: "?", x, y: y - reach + 2, mark, italic: true });
    if (presence > 0 && mark.text) texts.push({ text: textIn(mark.text, look.lang), x, y, mark });
    return;
  }
  const parts = mark.unit.map((line) => thinned(view.project(line), mark.kind === "area" ? 1.5 : 0.7));
  const [left, top, right, bottom] = mark.box;
  if (mark.kind === "area") {
    const [a, b] = [view.project([left, top]), view.project([right, bottom])];
    const box = {
      left: Math.max(a[0], view.left), top: Math.max(a[1], view.top),
      right: Math.min(b[0], view.right), bottom: Math.min(b[1], view.bottom),
    };
    drawArea(context, mark, parts, box, look);
    picker.area(mark, parts);
    if (presence > 0 && mark.text) {
      const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      texts.push({ text: textIn(mark.text, look.lang), x, y, mark });
    }
    return;
  }
  if (mark.kind === "move") drawMove(context, mark, parts[0], share, look);
  else drawLimit(context, mark, parts, look);
  for (const part of parts) {
    const along = lengths(part);
    const whole = along[along.length - 1] * (mark.kind === "move" ? share : 1);
    for (let at = 0; at <= whole; at += 8) {
      const [x, y] = pointAlong(part, along, at);
      picker.disc(mark, x, y, mark.kind === "move" ? mark.size / 2 : 3);
    }
    if (mark.kind === "move" && presence > 0 && (mark.text || mark.inferred)) {
      const [x, y, hx, hy] = pointAlong(part, along, whole * 0.55);
      const text = textIn(mark.text, look.lang) + (mark.inferred ? " ?" : "");
      texts.push({ text: text.trim(), x: x + hy * 8, y: y - hx * 8, mark });
    }
  }
}

function drawHalo(context, x, y, radius, style) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = style.ink;
  context.lineWidth = 1.6;
  context.stroke();
}

/** Writes text with a halo, its middle left at (x, y). */
function write(context, text, x, y, font, color, style, halo = style.label.halo) {
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = style.halo;
  context.lineWidth = halo * 1.6;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

const SIDES = ["right", "below", "above", "left"];

function drawTexts(context, view, texts, room, { style, lang }) {
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
    for (const { box } of placeNames([name], forced, view)) {
      write(context, text, box.left + 2, y + (box.top + 7 - y), font, mark.hue, style, 2);
    }
  }
}

function drawLabels(context, view, shown, labels, room, { style, lang }) {
  const [there, gone] = [new Set(), new Set()];
  for (const { mark, presence } of shown) (presence > 0 ? there : gone).add(mark.id);
  const named = labels.map((label) => {
    const [x, y] = view.project(label.unit);
    return { ...label, x, y, strong: label.marks.some((id) => there.has(id)), past: label.marks.some((id) => gone.has(id)) };
  });
  named.sort((a, b) => b.strong - a.strong || b.past - a.past || a.rank - b.rank);
  const inView = named.filter(({ x, y, broad, quiet, strong, past, rank }) => {
    const within = x > view.left && x < view.right && y > view.top && y < view.bottom;
    return within && (strong || past || (quiet && (broad || rank < 400 / Math.max(view.degrees, 4))));
  });
  const dots = [];
  const ready = inView.map((label) => {
    const { label: sizes } = style;
    const size = label.strong ? sizes.strong_size : sizes.size - 0.5;
    const weight = label.strong ? 600 : 400;
    const family = familyOf(lang);
    const font = `${label.water ? "italic " : ""}${weight} ${size}px ${family}`;
    context.font = font;
    const text = textIn(label.names, lang);
    const shape = label.water || label.broad;
    return {
      text, font, x: label.x, y: label.y, strong: label.strong, past: label.past, water: label.water, broad: label.broad,
      width: context.measureText(text).width + 6, height: size + 5,
      clear: shape ? 0 : label.strong || label.past ? style.symbol.radius + 2 : 5,
      reaches: label.strong && !shape ? [0, style.seat, 2 * style.seat] : [0],
      seats: shape ? ["centre", "above", "below"] : label.along ? ["above", "below"] : undefined,
    };
  });
  for (const name of placeNames(ready, room, view)) {
    if (!name.water && !name.broad && !name.strong && !name.past) dots.push(name);
    context.globalAlpha = name.strong ? 1 : 0.9;
    const color = name.water ? style.water_ink : name.strong ? style.ink : style.muted;
    write(context, name.text, name.box.left + 3, (name.box.top + name.box.bottom) / 2, name.font, color, style, name.strong ? undefined : 1.5);
  }
  for (const { x, y } of dots) {
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fillStyle = style.paper;
    context.fill();
    context.strokeStyle = style.muted;
    context.lineWidth = 1;
    context.stroke();
  }
  context.globalAlpha = 1;
}
