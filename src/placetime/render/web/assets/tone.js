/** How light or dark a colour is. */
import { rgbOf } from "./gl/program.js";

/** Whether a paper (#rrggbb) is darker than a middle grey, so that what stands on it must be light. */
export function isDark(paper) {
  return rgbOf(paper).reduce((sum, part) => sum + part, 0) < 384;
}
