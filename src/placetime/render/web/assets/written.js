/** The names of places in the words of the sources, with the language of each. */

/** The most used of texts by key, {key: {n, …}}, first. */
function ranked(byKey) {
  return [...byKey.values()].sort((a, b) => b.n - a.n);
}

export class WrittenNames {
  constructor({ events, sources, places }) {
    /** Whether the map shows them. */
    this.shown = false;
    this.places = places;
    const [forms, tongues] = [new Map(), new Map()];
    for (const event of events) {
      for (const claim of event.claims) {
        const { lang } = sources[claim.source];
        count(tongues, lang, { lang });
        for (const { place, written } of claim.places) {
          if (!written) continue;
          if (!forms.has(place)) forms.set(place, new Map());
          count(forms.get(place), `${lang} ${written}`, { text: written, lang, events: new Set() }).events.add(event.key);
        }
      }
    }
    this.forms = new Map([...forms].map(([place, own]) => [place, ranked(own)]));
    this.tongues = ranked(tongues).map(({ lang }) => lang);
  }

  /** Whether the sources' words for any place are known. */
  get any() {
    return this.forms.size > 0;
  }

  /**
   * How a place is written, as {text, lang}: in the sources of one of the `events` (a Set of keys), else
   * most often, else a name in a language of the sources; null if there is none.
   */
  of(place, events) {
    const forms = this.forms.get(place);
    return forms?.find((form) => [...form.events].some((key) => events.has(key))) ?? forms?.[0] ?? this.named(place);
  }

  /** A name from the gazetteer in a language of the sources, in their script if there is one. */
  named(place) {
    const names = (this.places[place]?.forms ?? []).filter(({ lang }) => !/-latn\b/i.test(lang));
    const first = (tag) => tag.split("-")[0];
    for (const fits of [(a, b) => a === b, (a, b) => first(a) === first(b)]) {
      for (const tongue of this.tongues) {
        const found = names.find(({ lang }) => fits(lang, tongue));
        if (found) return found;
      }
    }
    return null;
  }
}

/** Counts one more of a key, which starts as `fresh`. */
function count(byKey, key, fresh) {
  if (!byKey.has(key)) byKey.set(key, { ...fresh, n: 0 });
  const found = byKey.get(key);
  found.n += 1;
  return found;
}
