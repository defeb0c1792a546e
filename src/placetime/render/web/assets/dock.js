/** The time dock at the foot of a map: date, buttons, and a slider over the axis of time. */
import { drawAxis, drawPast, histogram } from "./axis.js";
import { captionOf, isExact } from "./caption.js";
import { formatWeekday } from "./days.js";
import { el, icon, refill } from "./dom.js";
import { Settings } from "./settings.js";
import { textIn } from "./type.js";
import { say } from "./words.js";

const ICONS = {
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
  reverse: "M17 4.5v15L4.5 12z",
  back: "M18 5.5v13L9 12zM6 5.5h2.4v13H6z",
  forward: "M6 5.5v13l9-6.5zM15.600 5.500h2.400v13h-2.400z",
  loop: "M7 7h9V4l5 4.500-5 4.500v-3H9.500v3H7zM17 17H8v3l-5-4.500L8 11v3h6.500v-3H17z",
  settings: "M4 7h9v2H4zM17 7h3v2h-3zM14 5h2v6h-2zM4 15h3v2H4zM11 15h9v2h-9zM8 13h2v6H8z",
};
/** 15 October 1582, the first day of the Gregorian calendar: before it, weekdays would mislead. */
const GREGORIAN = -141427;
const TRACK = 34;
const HEIGHT = 56;

export class Dock {
  constructor(stage) {
    this.stage = stage;
    this.clock = stage.clock;
    this.root = el("section", { class: "pt-dock", hidden: true });
    stage.addUi(this.root);
    this.build();
    this.translate();
    this.root.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.measure()).observe(this.root);
  }

  /** Lets the other cards, and all that is drawn, know how large the dock is. */
  measure() {
    const { stage } = this;
    stage.map.getContainer().style.setProperty("--pt-dock", `${this.root.offsetHeight}px`);
    this.width = this.canvas.parentElement.clientWidth;
    this.refresh();
    stage.paint();
  }

  setShown(shown) {
    this.root.hidden = !shown;
  }

  build() {
    const button = (name, run) =>
      el("button", { type: "button", class: `pt-button pt-${name}`, on: { click: run } }, icon(ICONS[name]));
    const { clock } = this;
    this.buttons = {
      reverse: button("reverse", () => (clock.direction < 0 ? clock.pause() : clock.play(-1))),
      back: button("back", () => clock.step(-1)),
      play: button("play", () => clock.toggle()),
      forward: button("forward", () => clock.step(1)),
      loop: button("loop", () => clock.set({ loop: !clock.loop })),
      settings: button("settings", () => this.settings.setOpen(!this.settings.open)),
    };
    this.date = el("div", { class: "pt-date" });
    this.sub = el("div", { class: "pt-sub" });
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.past = el("canvas", { "aria-hidden": "true" });
    this.slider = el("input", {
      type: "range", class: "pt-slider", min: 0, max: 1000, step: "any",
      on: { input: () => this.slide() },
    });
    this.settings = new Settings(this.stage, (open) => {
      this.root.dataset.open = String(open);
      this.buttons.settings.setAttribute("aria-expanded", String(open));
    });
    this.settings.opener = this.buttons.settings;
    const { reverse, back, play, forward, loop, settings } = this.buttons;
    this.root.append(
      el("div", { class: "pt-caption" }, this.date, this.sub),
      el("div", { class: "pt-buttons", role: "group", dir: "ltr" }, reverse, back, play, forward, loop, settings),
      this.settings.root,
      el("div", { class: "pt-axis", dir: "ltr" }, this.canvas, this.past, this.slider),
    );
  }

  /** Puts all words into the language of the stage. */
  translate() {
    const { lang } = this.stage.look;
    this.root.setAttribute("aria-label", say(lang, "dock"));
    for (const name of ["reverse", "back", "forward", "loop", "settings"]) this.name(name, name);
    this.slider.setAttribute("aria-label", say(lang, "date"));
    this.settings.translate();
    this.axisKey = null;
    this.playing = null;
    this.refresh();
  }

  name(button, key) {
    const text = say(this.stage.look.lang, key);
    this.buttons[button].setAttribute("aria-label", text);
    this.buttons[button].title = text;
  }

  /** The date shown, as text. */
  get caption() {
    return captionOf(this.clock, this.stage.look.lang);
  }

  refresh() {
    const { clock, stage } = this;
    const { lang } = stage.look;
    this.date.textContent = this.caption;
    const chapter = stage.chapters[clock.scale.chapterOf(clock.day)];
    const exact = isExact(clock);
    this.date.classList.toggle("pt-vague", !exact);
    refill(this.sub, exact && clock.day >= GREGORIAN ? el("span", {}, formatWeekday(clock.day, lang)) : null,
      chapter ? el("span", { class: "pt-chapter" }, textIn(chapter.title, lang)) : null);
    if (this.playing !== clock.playing) {
      this.playing = clock.playing;
      this.name("play", clock.playing ? "pause" : "play");
      refill(this.buttons.play, icon(ICONS[clock.playing ? "pause" : "play"]));
    }
    this.buttons.reverse.setAttribute("aria-pressed", String(clock.direction < 0));
    this.buttons.loop.setAttribute("aria-pressed", String(clock.loop));
    this.settings.refresh();
    this.slider.max = String(clock.scale.seconds);
    const position = clock.playing ? clock.position : clock.scale.position(clock.day);
    this.slider.value = String(clock.day === clock.scale.last ? clock.scale.seconds : position);
    this.slider.setAttribute("aria-valuetext", this.caption);
    this.paintAxis(position);
  }

  slide() {
    this.clock.direction = 0;
    this.clock.setPosition(Number(this.slider.value));
  }

  /** Paints the axis anew, as after a change of colours. */
  repaint() {
    this.axisKey = null;
    this.refresh();
  }

  /** The colours of the cards, light or dark. */
  colours() {
    const css = getComputedStyle(this.root);
    const pick = (name, other) => css.getPropertyValue(`--pt-${name}`).trim() || other;
    const { style } = this.stage.look;
    return { ...style, ink: pick("ink", style.ink), muted: pick("muted", style.muted), paper: pick("paper", style.paper), tint: pick("tint", "#cde") };
  }

  paintAxis(now) {
    const { stage, clock } = this;
    const { width } = this;
    if (!width) return;
    this.past.style.clipPath = `inset(0 ${((1 - now / clock.scale.seconds) * 100).toFixed(2)}% 0 0)`;
    if (this.counted?.cast !== stage.cast || this.counted.scale !== clock.scale || this.counted.width !== width) {
      const counts = histogram(clock.scale, Math.max(10, Math.floor(width / 5)), stage.cast.spans());
      this.counted = { cast: stage.cast, scale: clock.scale, width, counts };
      this.axisKey = null;
    }
    const band = isExact(clock) && clock.mode !== "range" ? null : clock.mode === "range" ? clock.range : clock.window;
    const banded = band && band.map((day) => Math.round((clock.scale.position(day) / clock.scale.seconds) * width));
    const key = [width, banded, stage.look.lang, stage.casts, stage.seriesShown, clock.scale.seconds,
      clock.scale.first, clock.scale.last].join();
    if (key === this.axisKey) return;
    this.axisKey = key;
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const { lang } = stage.look;
    const what = {
      scale: clock.scale, width, height: HEIGHT, track: TRACK, counts: this.counted.counts,
      line: stage.series[stage.seriesShown], lang, style: this.colours(), band,
    };
    for (const [canvas, draw] of [[this.canvas, drawAxis], [this.past, drawPast]]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = HEIGHT * ratio;
      canvas.style.height = `${HEIGHT}px`;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(context, what);
    }
  }

  /** Keys of the dock; gives whether the key meant something. */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.(".pt-options")) return false;
    const { clock } = this;
    const onButton = event.target.tagName === "BUTTON";
    const actions = {
      " ": onButton ? null : () => clock.toggle(),
      ArrowRight: () => clock.step(1),
      ArrowLeft: () => clock.step(-1),
      ArrowUp: () => clock.step(1),
      ArrowDown: () => clock.step(-1),
      PageUp: () => clock.step(12),
      PageDown: () => clock.step(-12),
      Home: () => clock.setDay(clock.limits[0]),
      End: () => clock.setDay(clock.limits[1]),
    };
    const action = event.shiftKey ? null : actions[event.key];
    if (!action) return false;
    event.preventDefault();
    event.stopPropagation();
    action();
    return true;
  }
}
