/** The settings of time: what is shown, typed dates, step, speed, numbers on the axis. */
import { STEPS, isoDay } from "./days.js";
import { el, refill } from "./dom.js";
import { textIn } from "./type.js";
import { typedDays } from "./typed.js";
import { say } from "./words.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const MODES = ["day", "window", "all", "range"];
const WINDOWS = { day: 1, week: 7, month: 30, year: 365, decade: 3652, century: 36524 };

export class Settings {
  /** `clock` and `stage` are those of the dock; `toggled(open)` is told of opening and closing. */
  constructor(stage, toggled) {
    Object.assign(this, { stage, clock: stage.clock, toggled });
    const { clock } = this;
    this.words = [];
    const select = (run) => el("select", { on: { change: run } });
    const typed = (run) => el("input", {
      type: "text", class: "pt-typed", autocomplete: "off", spellcheck: "false", size: 14,
      on: { change: run, keydown: (event) => event.key === "Enter" && run() },
    });
    this.goto = typed(() => this.goTo());
    this.mode = select(() => this.setMode());
    this.count = el("input", { type: "number", class: "pt-typed", min: 1, max: 999, step: 1, on: { change: () => this.setWindow() } });
    this.length = select(() => this.setWindow());
    this.from = typed(() => this.setRange());
    this.to = typed(() => this.setRange());
    this.unit = select(() => clock.set({ unit: this.unit.value }));
    this.speed = select(() => clock.set({ speed: Number(this.speed.value) }));
    this.numbers = select(() => stage.setSeries(Number(this.numbers.value)));
    this.all = el("button", { type: "button", class: "pt-link", on: { click: () => clock.setRange(clock.range) } }, this.word("range_all"));
    this.problem = el("p", { class: "pt-problem", role: "alert" });
    this.windowRow = el("div", { class: "pt-row", role: "group" }, this.word("mode_last"), el("span", {}, this.count, " ", this.length));
    this.reverse = this.toggle("reverse", () => (clock.direction < 0 ? clock.pause() : clock.play(-1)));
    this.loop = this.toggle("loop", () => clock.set({ loop: !clock.loop }));
    this.numbersRow = this.row("numbers", this.numbers);
    this.root = el("div", { class: "pt-options", role: "group" },
      this.row("goto", this.goto), this.row("mode", this.mode), this.windowRow,
      this.row("from", this.from), this.row("to", this.to), this.all, this.problem,
      this.row("unit", this.unit), this.row("speed", this.speed), this.numbersRow,
      el("div", { class: "pt-row pt-narrow" }, this.reverse, this.loop));
    for (const name of ["keydown", "pointerdown"]) {
      document.addEventListener(name, (event) => this.closeFrom(event));
    }
  }

  word(key) {
    const node = el("span");
    this.words.push([key, node]);
    return node;
  }

  row(key, field) {
    return el("label", { class: "pt-row" }, this.word(key), field);
  }

  /** A button that a narrow dock has no room for. */
  toggle(key, run) {
    return el("button", { type: "button", class: "pt-toggle", on: { click: run } }, this.word(key));
  }

  get open() {
    return this.root.dataset.open === "true";
  }

  setOpen(open) {
    this.root.dataset.open = String(open);
    this.toggled(open);
    if (open) this.problem.textContent = "";
  }

  /** The settings close with Escape, and with a press anywhere else. */
  closeFrom(event) {
    if (!this.open) return;
    const outside = !this.root.contains(event.target) && !event.target.closest?.(".pt-settings");
    if (event.type === "pointerdown" ? outside : event.key === "Escape") {
      const within = this.root.contains(document.activeElement);
      this.setOpen(false);
      if (event.type !== "keydown") return;
      event.preventDefault();
      if (within) this.opener?.focus();
    }
  }

  say(key, values) {
    return say(this.stage.look.lang, key, values);
  }

  /** Puts all words into the language of the stage. */
  translate() {
    const option = (value, text) => el("option", { value }, text);
    const { stage } = this;
    this.root.setAttribute("aria-label", this.say("settings"));
    for (const [key, node] of this.words) node.textContent = this.say(key);
    refill(this.mode, MODES.map((mode) => option(mode, this.say(`mode_${mode}`))));
    refill(this.length, Object.entries(WINDOWS).map(([unit, days]) => option(days, this.say(`${unit}s`))));
    this.count.setAttribute("aria-label", this.say("window_count"));
    this.length.setAttribute("aria-label", this.say("window_unit"));
    this.goto.placeholder = this.say("typed_hint");
    refill(this.unit, Object.keys(STEPS).map((unit) => option(unit, this.say(unit))));
    refill(this.speed, SPEEDS.map((speed) => option(speed, `${speed}×`)));
    this.numbersRow.hidden = !stage.series.length;
    refill(this.numbers, option(-1, this.say("numbers_none")),
      stage.series.map(({ title }, index) => option(index, textIn(title, stage.look.lang))));
  }

  /** Puts all fields in step with the clock. */
  refresh() {
    const { clock } = this;
    this.unit.value = clock.unit;
    this.reverse.setAttribute("aria-pressed", String(clock.direction < 0));
    this.loop.setAttribute("aria-pressed", String(clock.loop));
    this.speed.value = String(clock.speed);
    this.mode.value = clock.mode;
    this.numbers.value = String(this.stage.seriesShown);
    this.all.hidden = clock.mode !== "range" || clock.whole;
    this.windowRow.hidden = clock.mode !== "window";
    const fits = (value) => clock.windowDays % value === 0;
    if (!fits(this.per ?? NaN)) this.per = Object.values(WINDOWS).findLast(fits);
    const days = this.per;
    if (document.activeElement !== this.count) this.count.value = String(clock.windowDays / days);
    this.length.value = String(days);
    const [first, last] = clock.mode === "range" ? clock.range : clock.window;
    const show = (field, day) => {
      if (document.activeElement !== field && field.getAttribute("aria-invalid") !== "true") field.value = isoDay(day);
    };
    show(this.from, first);
    show(this.to, last);
  }

  setMode() {
    const { clock, mode } = this;
    if (mode.value === "range") clock.setRange(clock.range ?? [clock.scale.first, clock.scale.last]);
    else clock.set({ mode: mode.value });
  }

  setWindow() {
    const count = Math.min(999, Math.max(1, Math.round(Number(this.count.value)) || 1));
    this.per = Number(this.length.value);
    this.clock.set({ mode: "window", windowDays: count * this.per });
  }

  /** The days of a field; marks the field and says so where they are none. */
  read(field) {
    const days = typedDays(field.value);
    field.setAttribute("aria-invalid", String(!days));
    if (!days) this.problem.textContent = this.say("typed_wrong", { text: field.value });
    return days;
  }

  goTo() {
    if (!this.goto.value.trim()) return;
    this.problem.textContent = "";
    const days = this.read(this.goto);
    if (!days) return;
    this.clock.direction = 0;
    if (this.clock.mode === "range") this.clock.set({ mode: "day" });
    this.clock.setDay(days[0]);
  }

  setRange() {
    this.problem.textContent = "";
    const [first, last] = [this.read(this.from), this.read(this.to)];
    if (!first || !last) return;
    if (first[0] > last[1]) {
      this.to.setAttribute("aria-invalid", "true");
      this.problem.textContent = this.say("typed_order");
      return;
    }
    this.clock.setRange([first[0], last[1]]);
  }
}
