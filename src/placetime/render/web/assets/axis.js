/** What is drawn under the slider: chapters, breaks where time is squeezed, events, numbers, years. */
import { rgbOf } from "./gl/program.js";
import { addMonths, civil, dayNumber, formatMonth, formatYear } from "./days.js";
import { isDark } from "./tone.js";
import { familyOf, textIn } from "./type.js";
import { FUTURE, PAST } from "./visible.js";

/** An axis narrower than this many px has no room for the title of a series. */
const MOST_CROWDED = 480;
const NICE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** A year as it is written: -1 is 1 BC. */
function historical(year) {
  return year > 0 ? year : year - 1;
}

/** Years to label, {day, year, x}: every nice number of years (of those BC, too), about `apart` px from each other. */
export function yearTicks(scale, width, apart) {
  const per = width / scale.seconds;
  const ticks = [];
  for (const { first, last, start, end, chapter } of scale.segments) {
    const px = (end - start) * per;
    const [from] = civil(first);
    const [to] = civil(last);
    const step = NICE.find((nice) => (px / (to - from + 1)) * nice >= apart) ?? NICE[NICE.length - 1];
    if (chapter === null && scale.segments.length > 1) continue;
    const candidates = [];
    for (let number = Math.floor(historical(from) / step) * step; number <= historical(to); number += step) {
      const year = number > 0 ? number : number === 0 ? 1 : number + 1;
      const day = dayNumber(year, 1, 1);
      if (day >= first && day <= last) candidates.push({ day, year });
    }
    if (!candidates.length || scale.segments.length > 1) candidates.unshift({ day: first, year: from });
    for (const tick of candidates) {
      const x = scale.position(tick.day) * per;
      const before = ticks[ticks.length - 1];
      if (before && (x - before.x < apart || before.year === tick.year)) continue;
      ticks.push({ ...tick, x });
    }
  }
  return ticks;
}

/** An even axis of fewer days than this is labelled by months. */
const MONTHS_UP_TO = 1100;

/** Months to label, {day, x}: every first, second, third or sixth, about `apart` px from each other. */
export function monthTicks(scale, width, apart) {
  const [year, month] = civil(scale.first);
  const start = dayNumber(year, month, 1);
  const px = (width / (scale.last - scale.first + 1)) * 30.4;
  const step = [1, 2, 3, 6].find((months) => px * months >= apart) ?? 12;
  const ticks = [];
  for (let day = start; day <= scale.last; day = addMonths(day, step)) {
    if (day >= scale.first) ticks.push({ day, x: (scale.position(day) / scale.seconds) * width });
  }
  return ticks;
}

/**
 * How many events begin in each of `bins` equal stretches of the axis. An event whose begin is a range
 * of days counts in parts over that range; one that always was, or began nobody knows when, does not.
 * `spans` are [earliest begin, latest begin, weight], the weight 1 if left out.
 */
export function histogram(scale, bins, spans) {
  const counts = new Float64Array(bins);
  const edges = Array.from({ length: bins + 1 }, (_, i) => exactDay(scale, (i / bins) * scale.seconds));
  for (const [from, to, weight = 1] of spans) {
    if (from <= PAST || to >= FUTURE) continue;
    const whole = to - from + 1;
    let low = 0;
    let high = bins;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle + 1] <= from) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < bins && edges[i] < to + 1; i += 1) {
      const part = Math.min(edges[i + 1], to + 1) - Math.max(edges[i], from);
      if (part > 0) counts[i] += (weight * part) / whole;
    }
  }
  return counts;
}

function exactDay(scale, position) {
  const { first, last, start, end } = scale.segmentAt(position);
  return first + Math.min(1, (position - start) / (end - start)) * (last - first + 1);
}

/** Opacity of the bars, and what the part that is past has over it. */
const BARS = 0.4;
const PAST_BARS = 0.75;

/** Draws what lies over the part of the axis that is past: its bars are darker. */
export function drawPast(context, { width, height, track, counts, style }) {
  context.clearRect(0, 0, width, height);
  drawBars(context, width, track, counts, style, PAST_BARS);
}

/** Draws the axis on a canvas of `width` × `height` px whose middle track is at `track`. */
export function drawAxis(context, { scale, width, height, track, counts, line, lang, style, band }) {
  const per = width / scale.seconds;
  context.clearRect(0, 0, width, height);
  for (const { start, end, chapter } of scale.segments) {
    const [x, w] = [start * per, (end - start) * per];
    if (chapter !== null) {
      context.fillStyle = chapter % 2 ? "rgba(107,103,95,0.05)" : "rgba(107,103,95,0.11)";
      context.fillRect(x, 0, w, track);
    }
  }
  if (band) {
    const [from, to] = [scale.position(band[0]) * per, scale.position(band[1] + 1) * per];
    context.fillStyle = style.tint;
    context.fillRect(from, 0, Math.max(2, to - from), track);
  }
  drawBars(context, width, track, counts, style, BARS);
  if (line) drawSeries(context, scale, per, track, line, lang, style);
  drawTrack(context, scale, per, track, style);
  context.font = `11px ${familyOf(lang)}`;
  context.textBaseline = "alphabetic";
  context.fillStyle = style.muted;
  let free = -Infinity;
  const short = scale.segments.length === 1 && scale.last - scale.first < MONTHS_UP_TO;
  const ticks = short ? monthTicks(scale, width, 84) : yearTicks(scale, width, 34);
  for (const { day, year, x } of ticks) {
    context.fillRect(Math.round(x), track + 3, 1, 4);
    const text = short ? formatMonth(day, lang) : formatYear(year, lang);
    const wide = context.measureText(text).width;
    const left = Math.min(width - wide, Math.max(0, x - wide / 2));
    if (left < free + 8) continue;
    context.fillText(text, left, height - 2);
    free = left + wide;
  }
}

function drawBars(context, width, track, counts, style, opacity) {
  const most = Math.max(1, ...counts);
  const [step, tall] = [width / counts.length, track - 8];
  context.globalAlpha = opacity;
  counts.forEach((count, i) => {
    if (count <= 0) return;
    const high = Math.max(1.5, Math.sqrt(count / most) * tall);
    context.fillStyle = style.muted;
    context.fillRect(i * step + 0.5, track - 2 - high, step - 1, high);
  });
  context.globalAlpha = 1;
}

/** A hue as it can be seen on a card: paler where cards are dark. */
function onCard(hue, { paper }) {
  return isDark(paper) ? `rgb(${rgbOf(hue).map((part) => Math.round(part + 0.42 * (255 - part)))})` : hue;
}

function drawSeries(context, scale, per, track, { title, values, hue, most }, lang, style) {
  context.save();
  context.beginPath();
  values.forEach(({ day, value }, i) => {
    const [x, y] = [scale.position(day) * per, track - 4 - (value / most) * (track - 12)];
    if (i) context.lineTo(x, y);
    else context.moveTo(x, y);
  });
  context.strokeStyle = onCard(hue, style);
  context.lineWidth = 1.6;
  context.lineJoin = "round";
  context.stroke();
  context.fillStyle = onCard(hue, style);
  for (const { day, value } of values) {
    context.beginPath();
    context.arc(scale.position(day) * per, track - 4 - (value / most) * (track - 12), 2.2, 0, 7);
    context.fill();
  }
  if (scale.seconds * per < MOST_CROWDED) {
    context.restore();
    return;
  }
  const text = textIn(title, lang);
  context.font = `11px ${familyOf(lang)}`;
  const wide = context.measureText(text).width;
  const room = scale.seconds * per - wide - 2;
  const x = Math.max(2, Math.min(room, scale.position(values[0].day) * per - wide - 8));
  context.strokeStyle = style.paper;
  context.lineWidth = 4;
  context.strokeText(text, x, 10);
  context.fillStyle = style.ink;
  context.fillText(text, x, 10);
  context.restore();
}

function drawTrack(context, scale, per, track, style) {
  context.lineCap = "round";
  for (const { start, end, chapter } of scale.segments) {
    const [from, to] = [start * per, end * per];
    context.strokeStyle = style.muted;
    context.lineWidth = 2;
    context.globalAlpha = 0.55;
    context.beginPath();
    if (chapter === null && scale.segments.length > 1) {
      const middle = (from + to) / 2;
      context.setLineDash([1, 4]);
      context.moveTo(from, track);
      context.lineTo(to, track);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
      context.lineWidth = 1.4;
      context.beginPath();
      for (const x of [middle - 2.5, middle + 2.5]) {
        context.moveTo(x - 2, track + 5);
        context.lineTo(x + 2, track - 5);
      }
      context.stroke();
    } else {
      context.moveTo(from + 1, track);
      context.lineTo(to - 1, track);
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}
