/** The names of places on the map. */
import { keyOf } from "./events.js";
import { placeNames } from "./labels.js";
import { windowOf, write } from "./lettering.js";
import { familyOf, textIn } from "./type.js";

/** The name of a place as it is written on the map: what stands in brackets at its end is a remark. */
export function nameAndRemark(text) {
  const found = /^(.+?)\s*([(（][^()（）]+[)）])$/.exec(text);
  return found ? [found[1], found[2]] : [text, ""];
}

/**
 * Names of places: bold and first where something happens, then of lines and areas where it does, which are
 * written lightly, then where something was, then of places that are always named.
 */
export function drawLabels(context, view, shown, labels, room, { style, lang, nameOf }) {
  const [there, gone] = [new Set(), new Set()];
  const events = nameOf && new Set(shown.filter(({ presence }) => presence > 0).map(({ mark }) => keyOf(mark)));
  for (const { mark, presence } of shown) (presence > 0 ? there : gone).add(mark.id);
  const named = labels.map((label) => {
    const [x, y] = view.project(label.unit);
    const now = label.marks.some((id) => there.has(id));
    const shape = label.water || label.broad || label.along;
    const past = (now && label.inferred) || label.marks.some((id) => gone.has(id));
    return { ...label, x, y, shape, strong: now && !label.inferred, past };
  });
  named.sort((a, b) => b.strong - a.strong || (a.strong && a.shape - b.shape) || b.past - a.past || a.rank - b.rank);
  const inView = named.filter(({ x, y, broad, quiet, strong, past, rank }) => {
    const within = x > view.left && x < view.right && y > view.top && y < view.bottom;
    return within && (strong || past || (quiet && (broad || rank < 400 / Math.max(view.degrees, 4))));
  });
  const { label: sizes } = style;
  const dots = [];
  const ready = inView.map((label) => {
    const { strong, shape } = label;
    const size = strong && !shape ? sizes.strong_size : sizes.size - 0.5;
    const written = nameOf?.(label.place, events);
    const family = familyOf(written?.lang ?? lang);
    const slant = label.water ? "italic " : "";
    const font = `${slant}${strong && !shape ? 600 : 400} ${size}px ${family}`;
    const small = `${slant}400 ${sizes.size - 1.5}px ${family}`;
    const [text, remark] = nameAndRemark(written?.text ?? textIn(label.names, lang));
    context.font = font;
    const { width } = context.measureText(text);
    context.font = small;
    const below = strong && remark ? context.measureText(remark).width : 0;
    const beside = label.water || label.broad;
    return {
      text, font, small, remark: strong ? remark : "", size, x: label.x, y: label.y, strong, shape, past: label.past,
      water: label.water, broad: label.broad, width: Math.max(width, below) + 6, height: size + 5 + (below ? sizes.size : 0),
      clear: beside ? 0 : strong || label.past ? style.symbol.radius + 2 : 5,
      reaches: strong && !beside ? [0, style.seat, 2 * style.seat] : [0],
      seats: beside ? ["centre", "above", "below"] : label.along ? ["above", "below"] : undefined,
    };
  });
  for (const name of placeNames(ready, room, view, windowOf(view))) {
    if (!name.water && !name.broad && !name.strong && !name.past) dots.push(name);
    drawName(context, name, style);
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

/** Writes a name in its box, and its remark below; both lie towards the place. */
function drawName(context, { text, remark, font, small, size, box, seat, strong, shape, water }, style) {
  context.globalAlpha = strong ? 1 : 0.9;
  const color = water ? style.water_ink : strong ? style.ink : style.muted;
  const halo = strong && !shape ? undefined : 1.5;
  const line = (words, y, face, ink) => {
    context.font = face;
    const spare = box.right - box.left - 6 - context.measureText(words).width;
    const share = /west|left/.test(seat) ? 1 : /east|right/.test(seat) ? 0 : 0.5;
    write(context, words, box.left + 3 + spare * share, y, face, ink, style, halo);
  };
  const first = remark ? box.top + (size + 5) / 2 : (box.top + box.bottom) / 2;
  line(text, first, font, color);
  if (remark) line(remark, first + size, small, style.muted);
}
