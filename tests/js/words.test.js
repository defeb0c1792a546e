import assert from "node:assert/strict";
import { test } from "node:test";
import { familyOf, textIn } from "../../src/placetime/render/web/assets/type.js";
import { WORDS, say } from "../../src/placetime/render/web/assets/words.js";

test("every language has every word", () => {
  for (const [lang, words] of Object.entries(WORDS)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(WORDS.en).sort(), lang);
  }
});

test("values are filled in, and other languages read English", () => {
  assert.equal(say("zh-Hans", "undated", { n: 3 }), "3项无日期");
  assert.equal(say("ko", "play"), "Play");
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
