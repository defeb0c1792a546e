import assert from "node:assert/strict";
import { test } from "node:test";
import { Filters, NOBODY } from "../../src/placetime/render/web/assets/filters.js";

const event = (layer, ...claims) => ({ layer, claims: claims.map(([who, status]) => ({ who, status })) });
const EVENTS = [
  event("a", [["rome"], "done"]), event("a", [["rome", "carthage"], "planned"]),
  event("b", [["carthage"], "done"], [["carthage"], "alleged"]), event("b", [[], "done"]),
];
const passing = (filters) => EVENTS.map((one) => Number(filters.passes(one))).join("");

test("an event passes if one of its actors and one of its statuses is on", () => {
  const filters = new Filters(EVENTS);
  assert.equal(passing(filters), "1111");
  filters.set("who", "carthage", false);
  assert.equal(passing(filters), "1101");
  filters.set("status", "done", false);
  assert.equal(passing(filters), "0100");
  filters.set("who", "carthage", true);
  assert.equal(passing(filters), "0110");
  filters.setAll("who", false);
  assert.equal(passing(filters), "0000");
  filters.setAll("who", true);
  filters.setAll("status", true);
  assert.equal(filters.active, false);
});

test("numbers follow the layers and the other filter, not their own", () => {
  const filters = new Filters(EVENTS);
  const all = () => true;
  assert.deepEqual([...filters.counts("who", all)], [["rome", 2], ["carthage", 2], [NOBODY, 1]]);
  filters.set("who", "rome", false);
  assert.equal(filters.counts("who", all).get("rome"), 2);
  assert.deepEqual([...filters.counts("status", all)], [["planned", 1], ["done", 2], ["alleged", 1]]);
  assert.deepEqual([...filters.counts("status", ({ layer }) => layer === "a")], [["planned", 1]]);
});

test("what is unknown is passed over, and an event can be let in", () => {
  const filters = new Filters(EVENTS);
  filters.restore({ who: ["rome", "gaul"], status: ["done", "x"] });
  assert.deepEqual([...filters.off.who, ...filters.off.status], ["rome", "done"]);
  filters.admit(EVENTS[0]);
  assert.ok(filters.passes(EVENTS[0]));
});
