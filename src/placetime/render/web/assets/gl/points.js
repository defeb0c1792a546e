/**
 * The points of a map in WebGL 2: each is one GL point, whose opacity follows from its four days and
 * the window of days in the vertex shader, and whose picture from the texture of symbols.
 *
 * Where all of them are solid circles, the picture is worked out instead, which takes less time.
 */
import { rimOf } from "../draw/point.js";
import { seatOffset } from "../seats.js";
import { programOf, rgbOf } from "./program.js";
import { RULE } from "./rule.js";
import { Sprites } from "./sprites.js";

/** The vertex shader: `more` declares what else a fragment is told, and `tell` tells it. */
const vertex = (more, tell) => `
layout(location = 0) in vec2 place;   /* layer px */
layout(location = 1) in ivec4 days;
layout(location = 2) in int traceDays;
layout(location = 3) in vec3 hue;
layout(location = 4) in uvec4 cell;   /* x, y and side of the symbol in texels */
uniform ivec2 window;
uniform vec4 range;
uniform bool past;
uniform vec2 corner;                  /* layer px of the top left of the canvas */
uniform vec2 size;                    /* of the canvas in device px */
uniform float ratio;
flat out vec4 color;
${more}
${RULE}
void main() {
  gl_PointSize = float(cell.z);
  ${tell}
  vec2 state = showing(days, window, traceDays);
  if (past ? state.y <= 0.0 : state.x <= 0.0) {
    gl_Position = vec4(9.0, 9.0, 9.0, 1.0);
    color = vec4(0.0);
    return;
  }
  float half_px = 0.5 * float(cell.z & 1u);   /* squares of an odd side lie on the middle of a px */
  vec2 at = floor((place - corner) * ratio + 0.5 - half_px) + half_px;
  gl_Position = vec4(at.x / size.x * 2.0 - 1.0, 1.0 - at.y / size.y * 2.0, 0.0, 1.0);
  color = vec4(hue, opacityOf(state, range));
}`;

const SYMBOLS = `
flat in vec4 color;
flat in vec3 from;
uniform sampler2D symbols;
uniform vec3 paper;
out vec4 pixel;
void main() {
  vec2 part = texelFetch(symbols, ivec2(from.xy + gl_PointCoord * from.z), 0).rg * color.a;
  part.x *= 1.0 - part.y;
  pixel = vec4(paper * part.x + color.rgb * part.y, part.x + part.y);
}`;

/* coverage from the square of the distance to the middle, linear about the edge: no root is taken */
const CIRCLES = `
flat in vec4 color;
uniform vec3 paper;
uniform float side;
uniform vec4 edges;                   /* of the disc and of its rim: coverage in the middle, and its fall */
out vec4 pixel;
void main() {
  vec2 off = (gl_PointCoord - 0.5) * side;
  vec2 cover = clamp(edges.xz - dot(off, off) * edges.yw, 0.0, 1.0);
  pixel = vec4(mix(paper, color.rgb, cover.x), 1.0) * (cover.y * color.a);
}`;

const STRIDE = 32;

export class Points {
  constructor(gl, look) {
    this.gl = gl;
    this.look = look;
    this.symbols = programOf(gl, vertex("flat out vec3 from;", "from = vec3(cell.xyz);"), SYMBOLS);
    this.circles = programOf(gl, vertex("", ""), CIRCLES);
    this.array = gl.createVertexArray();
    this.places = gl.createBuffer();
    this.marks = gl.createBuffer();
    this.list = gl.createBuffer();
    this.texture = gl.createTexture();
    this.count = 0;
    this.counts = [0, 0];
  }

  /** Takes the points of a cast, as they are drawn with so many device px a CSS px. */
  load(cast, ratio) {
    const { gl } = this;
    this.cast = cast;
    this.count = cast.length - cast.points;
    this.px = new Float32Array(2 * this.count);
    const layers = cast.layers.filter(({ count }) => count > 0);
    const sizes = new Set(layers.flatMap(({ size }) => [...new Set(size)]));
    this.round = layers.every(isRound) && sizes.size === 1;
    this.radius = layers[0]?.size[0];
    const sprites = new Sprites(this.look, ratio, sizes.size);
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.marks);
    gl.bufferData(gl.ARRAY_BUFFER, this.packed(cast, ratio, sprites), gl.STATIC_DRAW);
    [[1, 4, gl.INT, 0], [2, 1, gl.INT, 16], [4, 4, gl.UNSIGNED_SHORT, 24]].forEach(([place, size, type, offset]) => {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribIPointer(place, size, type, STRIDE, offset);
    });
    gl.enableVertexAttribArray(3);
    gl.vertexAttribPointer(3, 3, gl.UNSIGNED_BYTE, true, STRIDE, 20);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.places);
    gl.bufferData(gl.ARRAY_BUFFER, this.px.byteLength, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.list);
    gl.bindVertexArray(null);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, sprites.canvas());
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.placed = null;
  }

  /** Days, trace, hue and symbol of each point, as the vertex shader reads them. */
  packed(cast, ratio, sprites) {
    const bytes = new Uint8Array(STRIDE * this.count);
    const ints = new Int32Array(bytes.buffer);
    const shorts = new Uint16Array(bytes.buffer);
    const hues = cast.layers.map(({ hue }) => hue.of.map(rgbOf));
    const cells = cast.layers.map(() => new Map());
    for (let i = 0; i < this.count; i += 1) {
      const at = cast.points + i;
      const [owner, row] = [cast.owner[at], cast.row[at]];
      const layer = cast.layers[owner];
      const { symbol, look, disputed, size } = layer;
      for (let day = 0; day < 4; day += 1) ints[8 * i + day] = cast.days[4 * at + day];
      ints[8 * i + 4] = cast.trace[at];
      bytes.set(hues[owner][layer.hue.at[row]], STRIDE * i + 20);
      const key = ((symbol.at[row] * 4 + look.at[row]) * 2 + disputed[row]) * 65536 + Math.round(size[row] * 64);
      let cell = cells[owner].get(key);
      if (!cell) {
        cell = sprites.cell(symbol.of[symbol.at[row]], look.of[look.at[row]], disputed[row] > 0, size[row]);
        cells[owner].set(key, cell);
      }
      shorts[16 * i + 12] = cell.x;
      shorts[16 * i + 13] = cell.y;
      shorts[16 * i + 14] = this.round ? this.sideOf(size[row], ratio) : cell.side;
    }
    return bytes;
  }

  /** The side of the square of a circle with its rim, in whole device px. */
  sideOf(radius, ratio) {
    return Math.ceil(2 * (radius + rimOf(radius, this.look.style.symbol)) * ratio);
  }

  /** Works out where the points lie; anew only when the map was zoomed. */
  place({ scale, origin }) {
    const key = `${scale} ${origin.x} ${origin.y}`;
    if (key === this.placed) return;
    this.placed = key;
    const { cast, px, gl } = this;
    const seats = [];
    for (let i = 0; i < this.count; i += 1) {
      const at = cast.points + i;
      const layer = cast.layers[cast.owner[at]];
      const row = cast.row[at];
      const point = 2 * layer.pointOf(row);
      const slot = layer.slot[row];
      seats[slot] ??= seatOffset(slot, this.look.style.seat);
      px[2 * i] = layer.unit[point] * scale - origin.x + seats[slot][0];
      px[2 * i + 1] = layer.unit[point + 1] * scale - origin.y + seats[slot][1];
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.places);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, px);
  }

  /** Takes the numbers of the marks that may be over, and that may be there. */
  choose({ past, present }) {
    const { gl, cast } = this;
    const own = [past, present].map((marks) => marks.subarray(marks.findIndex((at) => at >= cast.points)));
    this.counts = own.map((marks, i) => ([past, present][i].at(-1) >= cast.points ? marks.length : 0));
    const all = new Uint32Array(this.counts[0] + this.counts[1]);
    if (this.counts[0]) all.set(own[0]);
    if (this.counts[1]) all.set(own[1], this.counts[0]);
    if (cast.points) for (let i = 0; i < all.length; i += 1) all[i] -= cast.points;
    gl.bindVertexArray(this.array);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, all, gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }

  /** Draws traces (`past`) or what is there. `common(places)` sets the uniforms that all programs share. */
  draw(past, ratio, common) {
    const [over, there] = this.counts;
    if (!(past ? over : there)) return;
    const { gl, round } = this;
    const { program, places } = round ? this.circles : this.symbols;
    gl.useProgram(program);
    common(places);
    gl.uniform1i(places.past, past ? 1 : 0);
    if (round) {
      const { radius } = this;
      const [disc, rim] = [radius * ratio, (radius + rimOf(radius, this.look.style.symbol)) * ratio];
      gl.uniform1f(places.side, this.sideOf(radius, ratio));
      gl.uniform4f(places.edges, 0.5 + 0.5 * disc, 0.5 / disc, 0.5 + 0.5 * rim, 0.5 / rim);
    } else {
      gl.bindTexture(gl.TEXTURE_2D, this.texture);
    }
    gl.bindVertexArray(this.array);
    gl.drawElements(gl.POINTS, past ? over : there, gl.UNSIGNED_INT, past ? 0 : 4 * over);
    gl.bindVertexArray(null);
  }
}

/** Whether all marks of a layer are solid circles. */
function isRound({ symbol, look, disputed, allPoints }) {
  return allPoints && symbol.of.every((name) => name === "circle") &&
    look.of.every((name) => name === "solid") && !disputed.includes(1);
}
