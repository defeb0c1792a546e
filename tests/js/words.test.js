import assert from "node:assert/strict";
import { test } from "node:test";
import { TABLES } from "./tables.js";
import { directionOf, familyOf, textIn } from "../../src/placetime/render/web/assets/type.js";
import { learn, say } from "../../src/placetime/render/web/assets/words.js";

const blanks = (text) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test("every language has every word, with the same blanks to fill", () => {
  const { en } = TABLES;
  for (const [lang, { dates, words }] of Object.entries(TABLES)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(en.words).sort(), lang);
    for (const [key, text] of Object.entries(words)) {
      assert.ok(text.trim(), `${lang} ${key}`);
      if (!key.startsWith("event_1")) assert.deepEqual(blanks(text), blanks(en.words[key]), `${lang} ${key}`);
    }
    assert.deepEqual(Object.keys(dates).filter((key) => key !== "months_of").sort(), Object.keys(en.dates).sort(), lang);
    assert.deepEqual([dates.months.length, (dates.months_of ?? dates.months).length, dates.weekdays.length], [12, 12, 7], lang);
    for (const key of ["day", "month", "year", "early", "before"]) assert.deepEqual(blanks(dates[key]), blanks(en.dates[key]), `${lang} ${key}`);
  }
});

test("values are filled in, and a language without words reads English", () => {
  assert.equal(say("zh-Hans", "undated", { n: 3 }), "3项无日期");
  assert.equal(say("sw", "play"), "Play");
});

test("a table is found by its tag, or by what is left of it", () => {
  learn({ "sr-Latn": { dates: TABLES.en.dates, words: { play: "Pusti" } } });
  assert.equal(say("sr-Latn-RS", "play"), "Pusti");
  assert.equal(say("sr", "play"), "Play");
  assert.equal(say("sr-Latn", "pause"), "Pause");
});

test("the direction of writing", () => {
  assert.deepEqual(["ar", "he-IL", "ks-Arab", "fa", "en", "zh-Hans", "az"].map(directionOf), ["rtl", "rtl", "rtl", "rtl", "ltr", "ltr", "ltr"]);
  assert.equal(directionOf("az-Arab"), "rtl");
  assert.equal(directionOf("ar-Latn"), "ltr");
});

test("text falls back to the same language, then to the first", () => {
  assert.equal(textIn({ en: "a", "zh-Hans": "b" }, "zh"), "b");
  assert.equal(textIn({ en: "a", zh: "b" }, "fr"), "a");
  assert.equal(textIn(null, "en"), "");
});

test("each language has its own shapes first", () => {
  assert.match(familyOf("zh"), /^"Noto Sans", "Noto Sans CJK SC"/);
  assert.match(familyOf("zh-Hant"), /CJK TC/);
  assert.match(familyOf("ko"), /CJK KR/);
  assert.match(familyOf("ja"), /CJK JP/);
});
