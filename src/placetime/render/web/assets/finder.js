/** Finds places by any form of their names, and events by what their sources say. */
import { textIn } from "./type.js";

const MOST = 8;

/**
 * Text as it is compared: without accents, case, apostrophes and hyphens, and with simplified characters
 * for traditional ones, as in `variants`, a Map.
 */
export function folded(text, variants = new Map()) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[-'’‘ʻʼ`´·‧]/g, "");
  return [...plain.normalize("NFC")].map((sign) => variants.get(sign) ?? sign).join("").replace(/\s+/g, " ").trim();
}

/** A Map of variants from pairs of characters. */
export function variantsOf(pairs) {
  const signs = [...pairs];
  return new Map(signs.flatMap((sign, i) => (i % 2 ? [] : [[sign, signs[i + 1]]])));
}

/** How well a folded form fits a folded query; less is better, Infinity is not at all. */
function fit(form, query) {
  if (form === query) return 0;
  if (form.startsWith(query)) return 1;
  if (form.includes(` ${query}`)) return 2;
  return form.includes(query) ? 3 : Infinity;
}

export class Finder {
  constructor({ places, events, variants = "" }) {
    this.variants = variantsOf(variants);
    const uses = new Map();
    for (const event of events) {
      const ids = new Set(event.claims.flatMap((claim) => claim.places.map(({ place }) => place)));
      for (const id of ids) uses.set(id, [...(uses.get(id) ?? []), event]);
    }
    this.places = Object.entries(places).map(([id, place]) => ({
      id, place, events: uses.get(id) ?? [],
      forms: place.forms.map((form) => ({ ...form, key: this.fold(form.text) })),
    }));
    this.all = events;
    this.folded = null;
  }

  /** Each event with all that is said of it, folded when first asked for. */
  get events() {
    this.folded ??= this.all.map((event) => ({
      event, key: this.fold(event.claims.flatMap(({ summary }) => Object.values(summary)).join(" ")),
    }));
    return this.folded;
  }

  fold(text) {
    return folded(text, this.variants);
  }

  /** The entry of a place: {id, place, events, forms}, or undefined. */
  placeOf(id) {
    return this.places.find((entry) => entry.id === id);
  }

  /**
   * What fits a query, best first: {places: [{id, place, events, form}], events: [event]}, at most eight of
   * each. `form` is the form of the name that fits. Of a summary, every word of the query must be in it.
   */
  find(text, lang) {
    const query = this.fold(text);
    if (!query) return { places: [], events: [] };
    const places = this.places.flatMap((entry) => {
      const shown = textIn(entry.place.names, lang);
      const fits = entry.forms
        .map((form) => ({ form, how: fit(form.key, query) - (form.text === shown ? 0.5 : 0) }))
        .filter(({ how }) => how < Infinity)
        .sort((a, b) => a.how - b.how);
      return fits.length ? [{ ...entry, form: fits[0].form, how: fits[0].how }] : [];
    });
    places.sort((a, b) => Math.ceil(a.how) - Math.ceil(b.how) || b.events.length - a.events.length);
    const words = query.split(" ");
    const events = this.events.filter(({ key }) => words.every((word) => key.includes(word)));
    return { places: places.slice(0, MOST), events: events.slice(0, MOST).map(({ event }) => event) };
  }
}
