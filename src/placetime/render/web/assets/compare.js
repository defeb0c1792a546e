/**
 * The claims of a disputed event side by side: what all say once, what they differ in beside each other,
 * and over each claim a switch that has the map draw the event by that claim only.
 */
import { el } from "./dom.js";
import { showing } from "./visible.js";

/** A claim has a column of so many px at least; more claims than fit are reached by scrolling. */
const LEAST = 124;
/** Topics in the order in which they are told. */
const TOPICS = ["summary", "when", "known", "where", "who", "quantity", "status", "certainty", "note", "source"];

/**
 * The comparison. `telling` tells topics, `chosen` is the index of the chosen claim or null, and
 * `choose(index or null)` and `goTo(span)` are called as the reader wants it.
 */
export function compare(event, { telling, chosen, choose, goTo }) {
  const { claims } = event;
  const told = claims.map((claim) => new Map([
    ["summary", [telling.text(claim.summary)]], ...telling.topics(claim),
  ]));
  const radio = (index, text) => el("label", { class: "pt-by" },
    el("input", {
      type: "radio", name: "pt-by", value: index ?? "all", checked: chosen === index, on: { change: () => choose(index) },
    }), el("span", {}, text));
  const heads = claims.map((claim, index) => el("th", { scope: "col" },
    el("b", { lang: telling.atlas.sources[claim.source].lang }, telling.atlas.sources[claim.source].short),
    claim.alone ? radio(index, telling.say(`draw_${claim.alone}`)) : null,
    event.disputed.includes("date") && claim.span
      ? el("button", { type: "button", class: "pt-link pt-force", "data-claim": index, on: { click: () => goTo(claim.span) } })
      : null));
  const rows = TOPICS.filter((topic) => told.some((claim) => claim.has(topic))).flatMap((topic) => {
    const cells = told.map((claim) => el("td", {}, claim.get(topic) ?? "–"));
    const same = cells.every((cell) => cell.textContent === cells[0].textContent);
    if (same) cells[0].colSpan = claims.length;
    return [
      el("tr", { class: "pt-topic" }, el("th", { colspan: claims.length, scope: "rowgroup" },
        telling.say(topic === "summary" ? "said" : topic))),
      el("tr", { class: same ? "pt-same" : "pt-differ" }, same ? cells[0] : cells),
    ];
  });
  const table = el("table", {}, el("thead", {}, el("tr", {}, heads)), rows.length ? el("tbody", {}, rows) : null);
  table.style.minWidth = `${LEAST * claims.length}px`;
  return el("div", { class: "pt-compare", role: "group", "aria-label": telling.say("draw") },
    radio(null, telling.say("draw_all")),
    table);
}

/** Says over each claim of a comparison whether it holds in the days `first` to `last`. */
export function sayInForce(root, event, [first, last], telling) {
  for (const node of root.querySelectorAll(".pt-force")) {
    const { span } = event.claims[Number(node.dataset.claim)];
    const there = showing(span, 0, first, last, 0).presence > 0;
    node.textContent = telling.say(there ? "in_force" : first > span[3] ? "in_force_over" : "in_force_later");
    node.disabled = there;
  }
}
