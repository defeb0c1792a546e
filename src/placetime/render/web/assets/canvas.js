/**
 * A canvas in a pane of a Leaflet map, somewhat larger than the window, that moves and zooms with it.
 * It is redrawn after each move, and whenever `redraw()` is called.
 */
import { View } from "./view.js";

/** A layer on whose canvas `draw(context, view)` draws in layer points; it comes with the context cleared. */
export function canvasLayer(L, { pane, padding, draw }) {
  return bareLayer(L, { pane, padding, paint: (canvas, view) => draw(cleared(canvas, view), view) });
}

/** The canvas' 2D context, cleared, in layer points. */
export function cleared(canvas, { left, top, ratio }) {
  const context = canvas.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, -left * ratio, -top * ratio);
  return context;
}

/** A layer on whose `canvas` `paint(canvas, view)` draws as it likes. */
export function bareLayer(L, { pane, padding, paint, canvas = document.createElement("canvas") }) {
  const Type = L.Renderer.extend({
    _initContainer() {
      this._container = canvas;
      canvas.classList.add("pt-canvas");
      canvas.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      this._ratio = Math.max(1, window.devicePixelRatio || 1);
      L.DomUtil.setPosition(canvas, this._bounds.min);
      const [width, height] = [Math.round(size.x * this._ratio), Math.round(size.y * this._ratio)];
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this.redraw();
    },
    _reset() {
      // Leaflet would shift the canvas by parts of a px, which blurs it
      if (this._map._animatingZoom && this._bounds) this._updateTransform(this._center, this._zoom);
      else this._update();
    },
    _onZoomEnd() {},
    _updatePaths() {},
    /** What the canvas shows, or null before it is on a map. */
    view() {
      return this._container && this._bounds ? new View(L, this._map, this._bounds, this._ratio) : null;
    },
    /** Draws anew; `lang` of the canvas decides the shapes of Chinese, Japanese and Korean. */
    redraw() {
      const view = this.view();
      if (view) paint(canvas, view);
    },
  });
  return new Type({ pane, padding });
}
