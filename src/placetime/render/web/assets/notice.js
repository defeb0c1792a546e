/** A short message at the foot of the map, read aloud politely; it goes by itself. */
import { el } from "./dom.js";

const STAYS = 4000;

export class Notice {
  constructor() {
    this.root = el("div", { class: "pt-notice", role: "status" });
    this.timer = null;
  }

  show(text) {
    this.root.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.root.textContent = ""), STAYS);
  }
}

/** Puts text on the clipboard; gives whether that worked. Falls back to the older way where it must. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { "aria-hidden": "true", tabindex: "-1", style: "position:fixed;top:0;opacity:0" });
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus?.({ preventScroll: true });
    return done;
  }
}
