/**
 * Symbols as pictures in one texture, drawn by the same code as on a 2D canvas.
 *
 * Red holds where there is paper, green where there is hue over it, so that one picture serves all hues
 * and opacities. A symbol's middle is that of its square, whose side is an even number of device px.
 */
import { drawPoint } from "../draw/point.js";

const WIDTH = 1024;
/** Where there are more sizes than this, they are rounded to whole px. */
const MOST_SIZES = 64;

/** Half the side of the square of a symbol, in CSS px, with its outline and rings. */
function halfOf({ symbol, size, look, disputed }, { style, symbols }) {
  const path = (symbols[symbol] ?? symbols.circle).path;
  const farthest = Math.max(...path.match(/-?[\d.]+/g).map((number) => Math.abs(number)));
  const outline = farthest * size + style.symbol.outline * (look === "hollow" ? 1.5 : 1);
  const rings = disputed ? size + style.split.gap + 4.5 : look === "split" ? size + style.split.gap + 2 : 0;
  return Math.max(outline, rings);
}

export class Sprites {
  /** `look` is {style, symbols}; `ratio` are the device px of a CSS px; `sizes` how many sizes there are. */
  constructor(look, ratio, sizes) {
    const { style } = look;
    const channels = { ...style, paper: "#ff0000", symbol: { ...style.symbol, hollow_fill: "#ff0000" } };
    this.look = { ...look, style: channels };
    this.ratio = ratio;
    this.whole = sizes > MOST_SIZES;
    this.cells = new Map();
    this.next = { x: 0, y: 0, tall: 0 };
  }

  /** The square of a symbol: {x, y, side} in texels. */
  cell(symbol, look, disputed, size) {
    const px = this.whole ? Math.max(1, Math.round(size)) : size;
    const key = `${symbol} ${look} ${disputed} ${px}`;
    if (!this.cells.has(key)) {
      const mark = { symbol, look, disputed, size: px, hue: "#00ff00" };
      this.cells.set(key, { mark, ...this.room(2 * Math.ceil(halfOf(mark, this.look) * this.ratio)) });
    }
    return this.cells.get(key);
  }

  room(side) {
    const { next } = this;
    if (next.x + side > WIDTH) Object.assign(next, { x: 0, y: next.y + next.tall, tall: 0 });
    const at = { x: next.x, y: next.y, side };
    next.x += side;
    next.tall = Math.max(next.tall, side);
    return at;
  }

  /** A canvas with all symbols asked for so far; its height is that of the texture. */
  canvas() {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = Math.max(1, this.next.y + this.next.tall);
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "lighter";
    for (const { mark, x, y, side } of this.cells.values()) {
      context.setTransform(this.ratio, 0, 0, this.ratio, x + side / 2, y + side / 2);
      drawPoint(context, mark, 0, 0, this.look);
    }
    return canvas;
  }
}
