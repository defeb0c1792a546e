/**
 * The address of a view: what the reader has chosen, as the text after `#`, and back.
 *
 * A state has day, mode, windowDays, range ([first, last] or null), unit, speed, loop, series, view
 * ([latitude, longitude, zoom]), lang, on and off (ids of layers that differ from how they start), who
 * and status (what is filtered away), names (`written` or `own`), event (a key or null), place (an id or null), by ({event key: index of a claim}), tab
 * and table. Days are day numbers; in the address they are ISO dates.
 */
import { STEPS, dayOfIso, isoDay } from "./days.js";

const MODES = ["day", "window", "all", "range"];
const TABS = ["key", "now", "about"];

/** Leaves what may stand in a fragment readable. */
function escape(text) {
  return encodeURIComponent(text).replace(/%(2F|2C|3A)/g, decodeURIComponent);
}

function list(ids) {
  return [...ids].sort().map(escape).join(",") || null;
}

/** The parts that make a new entry in the history when they change, as text. */
export function stepOf({ lang, on, off, who, status, event, place, by, table, names }) {
  const choices = Object.entries(by).map(([key, index]) => `${key}:${index + 1}`);
  return join({
    lang: escape(lang), names: names === "written" ? names : null, on: list(on), off: list(off), who: list(who), status: list(status),
    event: event && escape(event), place: place && escape(place), by: list(choices), table: table ? "1" : null,
  });
}

/** The text after `#` for a state. */
export function formatAddress(state) {
  const { day, mode, windowDays, range, unit, speed, loop, series, view, tab } = state;
  const [latitude, longitude, zoom] = view;
  const place = [latitude.toFixed(4), longitude.toFixed(4), zoom.toFixed(2)].map(Number).join(",");
  const short = join({
    day: isoDay(day), show: mode === "window" ? `window:${windowDays}` : mode === "day" ? null : mode,
    from: mode === "range" ? isoDay(range[0]) : null, to: mode === "range" ? isoDay(range[1]) : null,
    step: unit, speed: speed === 1 ? null : speed, loop: loop ? "1" : null, numbers: series,
    view: place, tab: tab === "key" ? null : tab,
  });
  return [short, stepOf(state)].filter(Boolean).join("&");
}

function join(parts) {
  return Object.entries(parts)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The parts of a state that an address holds; what is unknown or broken is left out. */
export function parseAddress(hash) {
  const given = new Map(
    hash.replace(/^#/, "").split("&").filter((part) => part.includes("=")).map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at), part.slice(at + 1)];
    }),
  );
  const state = {};
  const take = (name, into, read) => {
    const value = given.has(name) ? read(given.get(name)) : null;
    if (value !== null && value !== undefined && !Number.isNaN(value)) state[into] = value;
  };
  const ids = (text) => text.split(",").map(decode).filter(Boolean);
  const oneOf = (names) => (text) => (names.includes(text) ? text : null);
  take("day", "day", dayOfIso);
  take("step", "unit", oneOf(Object.keys(STEPS)));
  take("speed", "speed", (text) => (Number(text) > 0 && Number(text) <= 16 ? Number(text) : null));
  take("loop", "loop", (text) => text === "1");
  take("numbers", "series", (text) => (/^(-1|\d{1,3})$/.test(text) ? Number(text) : null));
  take("view", "view", readView);
  take("tab", "tab", oneOf(TABS));
  take("lang", "lang", decode);
  take("names", "names", oneOf(["written"]));
  for (const name of ["on", "off", "who", "status"]) take(name, name, ids);
  take("event", "event", (text) => decode(text) || null);
  take("place", "place", (text) => decode(text) || null);
  take("by", "by", (text) => readChoices(ids(text)));
  take("table", "table", (text) => text === "1");
  return { ...state, ...readMode(given) };
}

function readMode(given) {
  const [mode, days] = (given.get("show") ?? "").split(":");
  if (!MODES.includes(mode)) return {};
  if (mode === "window") return /^[1-9]\d{0,6}$/.test(days) ? { mode, windowDays: Number(days) } : {};
  if (mode !== "range") return { mode };
  const range = [dayOfIso(given.get("from") ?? ""), dayOfIso(given.get("to") ?? "")];
  return range[0] !== null && range[1] !== null && range[0] <= range[1] ? { mode, range } : {};
}

function readView(text) {
  const view = text.split(",").map(Number);
  const [latitude, longitude, zoom] = view;
  const sane = view.length === 3 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 540 && zoom >= 0 && zoom <= 24;
  return sane ? view : null;
}

function readChoices(texts) {
  const found = texts.map((text) => /^(.+):([1-9]\d{0,3})$/.exec(text)).filter(Boolean);
  return Object.fromEntries(found.map(([, key, number]) => [key, Number(number) - 1]));
}
