/**
 * How a language is written: its font stack, its direction, its name.
 *
 * One sans family, with the shapes that each language's readers expect.
 * Chinese, Japanese and Korean share code points, so that the family has to follow the language.
 */
const FAMILIES = {
  zh: '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei"',
  "zh-hant": '"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei"',
  ja: '"Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic"',
  ko: '"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"',
};

/**
 * The CSS font family for text in a language (BCP 47). Latin text falls back to the Korean face of
 * Noto Sans CJK, whose quotation marks are narrow.
 */
export function familyOf(lang) {
  const tag = lang.toLowerCase();
  const traditional = /^zh-(hant|tw|hk|mo)/.test(tag);
  const own = FAMILIES[traditional ? "zh-hant" : tag.split("-")[0]];
  if (own) return `"Noto Sans", ${own}, system-ui, sans-serif`;
  return '"Noto Sans", "Noto Sans CJK KR", system-ui, "PingFang SC", "Microsoft YaHei", sans-serif';
}

/** The text for a reader of `lang`: exact tag, then the same primary language, then the first. */
export function textIn(texts, lang) {
  if (!texts) return "";
  if (lang in texts) return texts[lang];
  const primary = lang.split("-")[0];
  const tag = Object.keys(texts).find((key) => key.split("-")[0] === primary);
  return texts[tag ?? Object.keys(texts)[0]] ?? "";
}

const LEFTWARD = new Set("ar arc ckb dv fa he ks ps sd ug ur yi syr".split(" "));
const LEFTWARD_SCRIPT = /^(arab|hebr|syrc|thaa|nkoo|adlm)$/;

/** `rtl` for a language (BCP 47) that is written from right to left, else `ltr`. */
export function directionOf(lang) {
  const [own, ...rest] = lang.toLowerCase().split("-");
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  return (script ? LEFTWARD_SCRIPT.test(script) : LEFTWARD.has(own)) ? "rtl" : "ltr";
}

/** The name of a language (BCP 47) for a reader of `lang`; the tag itself where nobody knows it. */
export function languageName(tag, lang) {
  try {
    return new Intl.DisplayNames([lang, "en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A language's own name for itself, as it stands alone. */
export function ownName(tag) {
  const name = languageName(tag, tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
