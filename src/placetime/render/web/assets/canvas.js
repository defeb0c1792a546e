/**
 * A canvas in a pane of a Leaflet map, somewhat larger than the window, that moves and zooms with it.
 * It is redrawn after each move, and whenever `redraw()` is called.
 */
import { View } from "./view.js";

/** `draw(context, view)` draws in layer points; it comes with the context cleared. */
export function canvasLayer(L, { pane, padding, draw }) {
  const Type = L.Renderer.extend({
    _initContainer() {
      this._container = L.DomUtil.create("canvas", "pt-canvas");
      this._container.setAttribute("aria-hidden", "true");
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
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = Math.round(size.x * this._ratio);
      this._container.height = Math.round(size.y * this._ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this.redraw();
    },
    _reset() {
      this._update();
      this._updateTransform(this._center, this._zoom);
    },
    _onZoomEnd() {},
    _updatePaths() {},
    /** Draws anew; `lang` of the canvas decides the shapes of Chinese, Japanese and Korean. */
    redraw() {
      if (!this._container || !this._bounds) return;
      const context = this._container.getContext("2d");
      const { min } = this._bounds;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this._container.width, this._container.height);
      context.setTransform(this._ratio, 0, 0, this._ratio, -min.x * this._ratio, -min.y * this._ratio);
      draw(context, new View(L, this._map, this._bounds));
    },
  });
  return new Type({ pane, padding });
}
