/**
 * The clock of one map: which days are shown, and how they move on.
 *
 * A position runs along the TimeScale in seconds; the day follows from it. Playing forward, it stands still at
 * the end of a segment with a hold, for as long as that says. What is shown is a window
 * of days, both inclusive, whose last is `day`:
 * - "day": that day (while playing: all days since the last picture, so that none is skipped);
 * - "window": the `windowDays` days up to it;
 * - "all": everything from the start of the axis;
 * - "range": the days of `range`, all of them while `whole`; once the day moves, that day within them, and
 *   playing goes from their first to their last, and shows all of them again.
 */
import { addSteps } from "./days.js";

/** With reduced motion, playing moves on in pictures this many seconds apart. */
const CALM_SECONDS = 0.8;

export class Clock {
  /** `frame(callback)` calls back once with milliseconds, as requestAnimationFrame does. */
  constructor(scale, { frame, calm = false }) {
    this.scale = scale;
    this.frame = frame;
    this.calm = calm;
    this.day = scale.first;
    this.shownFrom = scale.first;
    this.position = 0;
    this.standing = 0;
    this.direction = 0;
    this.speed = 1;
    this.loop = false;
    this.unit = "month";
    this.mode = "day";
    this.windowDays = 365;
    this.range = null;
    this.whole = false;
    this.listeners = [];
    this.run = 0;
  }

  /** Calls `listener()` after every change of day or state. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  changed() {
    for (const listener of this.listeners) listener();
  }

  get playing() {
    return this.direction !== 0;
  }

  /** The window of days that shows: [first, last]. */
  get window() {
    if (this.mode === "all") return [this.scale.first, this.day];
    if (this.mode === "range" && this.whole) return this.range;
    if (this.mode === "window") return [this.day - this.windowDays + 1, this.day];
    return [this.shownFrom, this.day];
  }

  /** The first and the last day that the clock can go to. */
  get limits() {
    return this.mode === "range" ? this.range : [this.scale.first, this.scale.last];
  }

  /** Shows all days of a range (clipped to the axis). */
  setRange([first, last]) {
    this.direction = 0;
    this.mode = "range";
    this.range = [this.scale.clip(first), this.scale.clip(last)];
    this.setDay(this.range[1], true);
  }

  /** Another axis; the day stays if it lies on it, otherwise the clock goes to its start. */
  setScale(scale) {
    this.scale = scale;
    this.setDay(scale.clip(this.day) === this.day ? this.day : scale.first);
  }

  /** Goes to a day (clipped to the limits); of a range, that day alone is shown unless `whole`. */
  setDay(day, whole = false) {
    const [first, last] = this.limits;
    this.whole = whole;
    this.day = Math.min(last, Math.max(first, Math.round(day)));
    this.shownFrom = this.day;
    this.position = this.scale.position(this.day);
    this.standing = 0;
    this.changed();
  }

  /** Goes to the day at a position in seconds. */
  setPosition(position) {
    this.setDay(this.scale.day(Math.min(this.scale.seconds, Math.max(0, position))));
  }

  /** Moves on by `count` units (negative: back) and stops playing. */
  step(count) {
    this.direction = 0;
    this.setDay(addSteps(this.day, count, this.unit));
  }

  /** Sets any of speed, loop, unit, mode, windowDays. */
  set(settings) {
    Object.assign(this, settings);
    this.changed();
  }

  /** Plays forward (1) or back (-1); from the other end if there is nothing left to play. */
  play(direction = 1) {
    const [first, last] = this.limits;
    if (this.whole || this.day === (direction > 0 ? last : first)) this.setDay(direction > 0 ? first : last);
    this.direction = direction;
    this.run += 1;
    const run = this.run;
    let before = null;
    const tick = (now) => {
      if (run !== this.run || !this.playing) return;
      const passed = before === null ? 0 : (now - before) / 1000;
      if (before === null || !this.calm || passed >= CALM_SECONDS) {
        before = now;
        this.advance(Math.min(passed, this.calm ? CALM_SECONDS : 0.25));
      }
      if (this.playing) this.frame(tick);
    };
    this.changed();
    this.frame(tick);
  }

  pause() {
    this.direction = 0;
    this.changed();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play(1);
  }

  /** Moves on by `seconds` of playing; stops, or starts again, at the end of the axis. */
  advance(seconds) {
    const { scale, direction } = this;
    const [first, last] = this.limits;
    const [low, high] = [scale.position(first), last === scale.last ? scale.seconds : scale.position(last + 1)];
    let way = this.speed * seconds;
    if (direction < 0) this.standing = 0;
    if (this.standing > 0) {
      const stood = Math.min(way, this.standing);
      this.standing -= stood;
      way -= stood;
      if (this.standing > 0) return;
    }
    const held = direction > 0 ? scale.holdBetween(this.position, this.position + way) : undefined;
    if (held && (held.end < high || this.loop)) {
      this.standing = held.hold - (this.position + way - held.end);
      if (this.standing > 0) {
        this.stand(held);
        return;
      }
      way -= held.hold;
      this.standing = 0;
    }
    const position = this.position + direction * way;
    const over = direction > 0 ? position >= high : position <= low;
    if (over && this.loop) {
      this.setDay(direction > 0 ? first : last);
      return;
    }
    const before = this.day;
    this.position = Math.min(high, Math.max(low, position));
    this.day = Math.min(last, Math.max(first, scale.day(this.position)));
    if (over) {
      this.day = direction > 0 ? last : first;
      this.direction = 0;
      this.whole = this.mode === "range";
    }
    this.shownFrom = direction > 0 ? Math.min(this.day, before + 1) : this.day;
    if (this.day !== before || over) this.changed();
  }

  /** Shows the end of a segment, and what has passed since the last picture. */
  stand({ last, end }) {
    const before = this.day;
    this.position = end;
    this.day = last;
    this.shownFrom = Math.min(last, before + 1);
    if (last !== before) this.changed();
  }
}
