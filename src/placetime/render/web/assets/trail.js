/**
 * Keeps the address of the page in step with what the reader has chosen, and follows back and forward.
 *
 * Choices (stepOf) make an entry of their own in the history; the day and the view only change the
 * present one, and not too often, since browsers allow no more than about three changes a second.
 */
import { formatAddress, parseAddress, stepOf } from "./address.js";

const LATER = 350;

export class Trail {
  /** `state()` gives what is chosen now; `restore(state, given)` puts it in force, of which `given` is named. */
  constructor({ state, restore }) {
    this.state = state;
    this.restore = restore;
    this.start = state();
    this.timer = null;
    this.asked = false;
    this.remember();
    if (window.location.hash.length > 1) this.go();
    window.addEventListener("popstate", () => this.go());
  }

  /** Follows the address of the page; what it does not name is as at the start. */
  go() {
    clearTimeout(this.timer);
    this.timer = null;
    const given = parseAddress(window.location.hash);
    this.restore({ ...this.start, ...given }, given);
    this.remember();
  }

  remember() {
    const now = this.state();
    this.step = stepOf(now);
    this.now = formatAddress(now);
    this.written = this.now;
  }

  /** To be called after any change; costs next to nothing. */
  note() {
    if (this.asked) return;
    this.asked = true;
    queueMicrotask(() => {
      this.asked = false;
      const state = this.state();
      const step = stepOf(state);
      const stepped = step !== this.step;
      if (stepped) this.settle();
      this.now = formatAddress(state);
      this.step = step;
      if (stepped) this.write("pushState");
      else this.timer ??= setTimeout(() => this.settle(), LATER);
    });
  }

  /** Brings the present entry of the history up to date. */
  settle() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.now !== this.written) this.write("replaceState");
  }

  write(how) {
    const text = this.now;
    this.written = text;
    try {
      window.history[how](null, "", `#${text}`);
    } catch {
      // a document without an address of its own, or too many changes: the map works all the same
    }
  }

  /** The page's address with all that is chosen now. */
  get link() {
    return `${window.location.href.split("#")[0]}#${formatAddress(this.state())}`;
  }
}
