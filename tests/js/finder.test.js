import assert from "node:assert/strict";
import { test } from "node:test";
import { Finder, folded, variantsOf } from "../../src/placetime/render/web/assets/finder.js";

const forms = (...texts) => texts.map((text) => ({ text, lang: "en", when: null }));
const FINDER = new Finder({
  places: {
    seoul: { names: { en: "Seoul" }, forms: forms("Seoul", "漢城", "Hanyang", "Keijō", "서울") },
    pyongyang: { names: { en: "Pyongyang" }, forms: forms("Pyongyang", "P’yŏngyang", "平壤") },
    hanoi: { names: { en: "Hanoi" }, forms: forms("Hanoi") },
  },
  events: [
    { claims: [{ summary: { en: "They left Seoul in March.", zh: "三月離開漢城。" }, places: [{ place: "seoul" }] }] },
    { claims: [{ summary: { en: "A rest" }, places: [] }, { summary: { en: "in March" }, places: [{ place: "hanoi" }] }] },
  ],
  variants: "漢汉離离開开",
});
const places = (text) => FINDER.find(text, "en").places.map(({ id }) => id);
const events = (text) => FINDER.find(text, "en").events.map((event) => FINDER.events.findIndex((one) => one.event === event));

test("any form of a name is found, however it is typed", () => {
  for (const text of ["漢城", "汉城", "hanyang", "keijo", "KEIJŌ", "서울", "  seo "]) assert.equal(places(text)[0], "seoul", text);
  for (const text of ["pyongyang", "P'yŏngyang", "p’yong"]) assert.deepEqual(places(text), ["pyongyang"], text);
  assert.deepEqual(places("han"), ["seoul", "hanoi"]);
  assert.equal(FINDER.find("han", "en").places[0].form.text, "Hanyang");
  assert.deepEqual(places("x"), []);
  assert.deepEqual(places("  "), []);
});

test("events are found by all words, in any language and claim", () => {
  assert.deepEqual(events("march"), [0, 1]);
  assert.deepEqual(events("march seoul"), [0]);
  assert.deepEqual(events("离开"), [0]);
  assert.deepEqual(events("rest march"), [1]);
});

test("a place knows its events", () => {
  assert.equal(FINDER.placeOf("seoul").events.length, 1);
  assert.equal(FINDER.placeOf("pyongyang").events.length, 0);
});

test("folding", () => {
  assert.equal(folded("Đà-Nẵng  É"), "đanang e");
  assert.equal(folded("漢城", variantsOf("漢汉")), "汉城");
});
