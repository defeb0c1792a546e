/**
 * The words of the page itself: of each language a table as in spec/ui/*.json, {dates, words}. English
 * comes with the script, other languages with the data of a page; a language without a table reads English.
 */
const TABLES = new Map();

/** Takes the tables of languages, by BCP 47 tag. */
export function learn(tables) {
  for (const [tag, table] of Object.entries(tables)) TABLES.set(tag.toLowerCase(), table);
}

/** The table for a language, or for what is left when its tag is cut from the end (zh-Hant, zh); English if there is none. */
export function tableOf(lang) {
  const parts = lang.toLowerCase().split("-");
  while (parts.length) {
    const table = TABLES.get(parts.join("-"));
    if (table) return table;
    parts.pop();
  }
  return TABLES.get("en");
}

/** `{name}` in a text filled from `values`. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The words for `key` in `lang`, with `{name}` filled from `values`; English if there are none. */
export function say(lang, key, values = {}) {
  return filled(tableOf(lang).words[key] ?? TABLES.get("en").words[key] ?? key, values);
}
