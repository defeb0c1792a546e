/** Teaches the page's words in every language that has a table. */
import { readFileSync, readdirSync } from "node:fs";
import { learn } from "../../src/placetime/render/web/assets/words.js";

const FOLDER = new URL("../../src/placetime/spec/ui/", import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));

/** {language: {dates, words}}. */
export const TABLES = Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"))]));
learn(TABLES);
