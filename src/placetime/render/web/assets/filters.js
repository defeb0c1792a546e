/** Filters by actor and by status: which events the reader wants to see, and how many each switch has. */

/** Stands for an event in which nobody is named. */
export const NOBODY = "-";

/** The values of an event for a facet: the actors of all its claims, or their statuses. */
export function valuesOf(event, facet) {
  const values = new Set(
    event.claims.flatMap((claim) => (facet === "status" ? [claim.status] : claim.who.length ? claim.who : [NOBODY])),
  );
  return [...values];
}

export class Filters {
  /** `events` are those of the atlas; everything passes at first. */
  constructor(events) {
    this.events = events;
    this.off = { who: new Set(), status: new Set() };
    this.values = new Map(events.map((event) => [
      event, { who: valuesOf(event, "who"), status: valuesOf(event, "status") },
    ]));
  }

  /** All values of a facet that some event has. */
  all(facet) {
    return new Set([...this.values.values()].flatMap((values) => values[facet]));
  }

  set(facet, value, shown) {
    if (shown) this.off[facet].delete(value);
    else this.off[facet].add(value);
  }

  /** Switches all of a facet on or off. */
  setAll(facet, shown) {
    this.off[facet] = new Set(shown ? [] : this.all(facet));
  }

  /** Puts lists of what is off in force; unknown values are passed over. */
  restore({ who, status }) {
    const [actors, statuses] = [this.all("who"), this.all("status")];
    this.off = {
      who: new Set(who.filter((value) => actors.has(value))),
      status: new Set(status.filter((value) => statuses.has(value))),
    };
  }

  get active() {
    return this.off.who.size + this.off.status.size > 0;
  }

  /** Whether one facet lets an event pass: one of its values is on. */
  lets(event, facet) {
    const off = this.off[facet];
    return !off.size || this.values.get(event)[facet].some((value) => !off.has(value));
  }

  passes(event) {
    return this.lets(event, "who") && this.lets(event, "status");
  }

  /** Switches on what keeps an event away. */
  admit(event) {
    for (const facet of ["who", "status"]) {
      if (this.lets(event, facet)) continue;
      for (const value of this.values.get(event)[facet]) this.off[facet].delete(value);
    }
  }

  /** How many of the events for which `inLayer(event)` have each value of a facet and pass the other one. */
  counts(facet, inLayer) {
    const other = facet === "who" ? "status" : "who";
    const counts = new Map();
    for (const event of this.events) {
      if (!inLayer(event) || !this.lets(event, other)) continue;
      for (const value of this.values.get(event)[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }
}
