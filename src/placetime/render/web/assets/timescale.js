/**
 * The time axis, the same as scene/timescale.py: even within a chapter, squeezed outside of them.
 * Positions are seconds of playing time at speed 1.
 */
export class TimeScale {
  /**
   * `segments`: contiguous {first, last, start, end, chapter, hold}, days inclusive, chapter or null. Playing
   * stands still for `hold` seconds at the end of one, if it has a hold.
   */
  constructor(segments) {
    this.segments = segments;
  }

  /** One even segment over the days `first` to `last` (inclusive). */
  static even(first, last, seconds = 20) {
    return new TimeScale([{ first, last, start: 0, end: seconds, chapter: null }]);
  }

  get first() {
    return this.segments[0].first;
  }

  get last() {
    return this.segments[this.segments.length - 1].last;
  }

  get seconds() {
    return this.segments[this.segments.length - 1].end;
  }

  /** Where the start of a day lies, clipped to the axis. */
  position(day) {
    for (const { first, last, start, end } of this.segments) {
      if (day < last + 1) {
        return start + (Math.max(0, day - first) / (last - first + 1)) * (end - start);
      }
    }
    return this.seconds;
  }

  /** The segment at a position, clipped to the axis. */
  segmentAt(position) {
    const { segments } = this;
    let index = 0;
    while (index + 1 < segments.length && segments[index + 1].start <= position) index += 1;
    return segments[index];
  }

  /** The day at a position, clipped to the axis. */
  day(position) {
    const { first, last, start, end } = this.segmentAt(position);
    const share = (position - start) / (end - start);
    return Math.min(last, Math.max(first, first + Math.trunc(share * (last - first + 1))));
  }

  /** The first segment with a hold that ends after one position and not after another, or undefined. */
  holdBetween(from, to) {
    return this.segments.find(({ end, hold }) => hold > 0 && from < end && end <= to);
  }

  /** The index of the chapter that a day lies in, or null. */
  chapterOf(day) {
    const found = this.segments.find(({ first, last }) => first <= day && day <= last);
    return found ? found.chapter : null;
  }

  /** The nearest day on the axis. */
  clip(day) {
    return Math.min(this.last, Math.max(this.first, day));
  }
}
