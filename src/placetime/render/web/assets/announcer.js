/**
 * Tells a screen reader politely what shows: once the day has come to rest, and while playing only now and
 * then, so that nobody is flooded.
 */
import { el } from "./dom.js";
import { visibleEvents } from "./events.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

const REST = 700;
const APART = 8000;

export class Announcer {
  constructor(atlas, stage) {
    Object.assign(this, { atlas, stage });
    this.root = el("div", { class: "pt-unseen", role: "status", "data-announcer": true });
    this.timer = null;
    this.told = 0;
    this.last = null;
  }

  /** After each change of what shows. */
  note() {
    const { clock } = this.stage;
    if (clock.playing && performance.now() - this.told > APART) this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), clock.playing ? APART : REST);
  }

  tell() {
    const { clock, look, dock, chapters } = this.stage;
    const n = visibleEvents(this.atlas, this.stage).there.length;
    const chapter = chapters[clock.scale.chapterOf(clock.day)];
    const sliding = document.activeElement === dock.slider && !clock.playing;
    const text = [sliding ? null : dock.caption, chapter ? textIn(chapter.title, look.lang) : null, say(look.lang, "now", { n })]
      .filter(Boolean).join(", ");
    if (text === this.last) return;
    this.last = text;
    this.told = performance.now();
    this.root.textContent = text;
  }
}
