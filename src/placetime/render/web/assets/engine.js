/** The engine that draws the marks on a map: WebGL 2 where there is one, else a 2D canvas. */
import { canvasLayer } from "./canvas.js";
import { drawPicture } from "./picture.js";
import { drawTexts } from "./texts.js";

/** A canvas is so much larger than the window, on each side, as a share of it. */
export const PADDING = 0.15;

/** Draws on one 2D canvas. `stage` tells what shows: `shown`, `labels`, `look`, `covered()`. */
export class CanvasEngine {
  constructor(L, map, stage, pane) {
    this.name = "canvas";
    this.map = map;
    this.layer = canvasLayer(L, {
      pane,
      padding: PADDING,
      draw(context, view) {
        drawPicture(context, view, stage.shown, stage.look);
        drawTexts(context, view, stage.shown, stage.labels, stage.look, stage.covered());
      },
    }).addTo(map);
  }

  get canvases() {
    return [this.layer._container];
  }

  view() {
    return this.layer.view();
  }

  redraw() {
    this.layer.redraw();
  }

  remove() {
    this.layer.remove();
  }
}
