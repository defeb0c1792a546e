/** Which marks may show during a stretch of days, so that not all are looked at for every picture. */

/** A stretch is so much longer than the window, as a share of the whole axis. */
const SHARE = 1 / 128;

export class During {
  /** `begin` and `gone` are the first and last day of each mark, the length of the axis is in days. */
  constructor({ begin, gone, days, length }, axis) {
    Object.assign(this, { begin, gone, days, length });
    this.more = Math.max(1, Math.round(axis * SHARE));
    this.list = new Uint32Array(length);
    this.count = 0;
    this.from = Infinity;
    this.to = -Infinity;
    /** Grows with each change of the list. */
    this.version = 0;
  }

  /** The numbers, rising, of all marks that may show in the days `first` to `last`, and some others. */
  marks(first, last) {
    if (first < this.from || last > this.to) this.look(first - this.more, last + this.more);
    return this.list.subarray(0, this.count);
  }

  look(from, to) {
    const { begin, gone, list, length } = this;
    let count = 0;
    for (let at = 0; at < length; at += 1) {
      list[count] = at;
      count += (begin[at] <= to) & (gone[at] >= from);
    }
    Object.assign(this, { from, to, count });
    this.version += 1;
  }

  /** Of the marks listed last, those that may be over at some time of the stretch, and those that may be there. */
  parted() {
    const { list, count, days, from, to } = this;
    const listed = list.subarray(0, count);
    return {
      past: listed.filter((at) => days[4 * at + 3] < to),
      present: listed.filter((at) => days[4 * at + 3] >= from),
    };
  }
}
