/** What a table tells of an event: the columns on the page, and those of a download. */
import { isoDay } from "./days.js";
import { dayOf } from "./events.js";
import { textIn } from "./type.js";
import { say } from "./words.js";
import { FUTURE, PAST } from "./visible.js";

export class Rows {
  constructor(atlas, lang) {
    Object.assign(this, { atlas, lang });
    this.layers = new Map(atlas.layers.map((layer) => [layer.id, this.text(layer.title)]));
    this.actors = new Map(atlas.actors.map((actor) => [actor.id, this.text(actor.name)]));
  }

  text(texts) {
    return textIn(texts, this.lang);
  }

  /** The columns on the page: {key, of: text of an event and one of its claims, by: what it is sorted by}. */
  get columns() {
    const places = (_, claim) => [...new Set(claim.places.map(({ place }) => this.text(this.atlas.places[place].names)))].join(", ");
    return [
      { key: "when", of: (_, claim) => (claim.when ? this.text(claim.when) : say(this.lang, "no_date")), by: (event) => (event.span ? dayOf(event.span) : Infinity) },
      { key: "said", of: (_, claim) => this.text(claim.summary) },
      { key: "where", of: places },
      { key: "who", of: (_, claim) => claim.who.map((id) => this.actors.get(id) ?? id).join(", ") },
      { key: "quantity", of: (_, claim) => this.text(claim.quantity), by: (_, claim) => claim.amount ?? -Infinity },
      { key: "status", of: (_, claim) => this.text(this.atlas.status[claim.status]) },
      { key: "layer", of: (event) => this.layers.get(event.layer) },
      { key: "source", of: (_, claim) => this.atlas.sources[claim.source].short },
    ];
  }

  /** Events in the order of a column; ties stay as they are. `claimOf(event)` gives the claim to tell. */
  sorted(events, key, down, claimOf) {
    const { of, by } = this.columns.find((column) => column.key === key);
    const value = (event) => (by ?? of)(event, claimOf(event));
    const collator = new Intl.Collator(this.lang, { numeric: true });
    const compare = (a, b) => (by ? (a === b ? 0 : a < b ? -1 : 1) : collator.compare(a, b));
    const keyed = events.map((event, i) => [value(event), i, event]);
    keyed.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
    return keyed.map(([, , event]) => event);
  }

  /** All rows of a download, the head first. */
  table(events, claimOf) {
    const { columns, lang } = this;
    const days = ["begin_earliest", "begin_latest", "end_earliest", "end_latest"];
    const iso = (day) => (day <= PAST || day >= FUTURE ? "" : isoDay(day));
    const head = [...columns.map(({ key }) => say(lang, key)), say(lang, "passage"), say(lang, "claims_on"),
      ...days.map((key) => say(lang, key)), say(lang, "event")];
    return [head, ...events.map((event) => {
      const claim = claimOf(event);
      return [...columns.map(({ of }) => of(event, claim)), `${claim.source} ${claim.passage}`,
        event.disputed.map((topic) => say(lang, `on_${topic}`)).join(", "),
        ...days.map((_, i) => (claim.span ? iso(claim.span[i]) : "")), event.key];
    })];
  }
}
