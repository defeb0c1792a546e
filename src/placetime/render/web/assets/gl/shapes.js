/** Areas, lines, moves and rings of uncertainty in WebGL 2, as triangles made anew for each zoom. */
import { lengths, straightened, thinned } from "../lines.js";
import { ringOf } from "../picture.js";
import { PAST, FUTURE, progress } from "../visible.js";
import { Mesh, PAINT, STRIDE } from "./mesh.js";
import { programOf, rgbOf } from "./program.js";
import { areaStrokes, dashesOf, headStrokes, limitStrokes, ringStrokes, shaftStrokes } from "./strokes.js";
import { SHAPE_FRAGMENT, SHAPE_VERTEX } from "./shape_code.js";

/** Marks in a line of the texture of marks. */
const PER_LINE = 1024;
/** A curve is drawn by chords that are so near to it, in px. */
const STRAIGHT = 0.3;

export class Shapes {
  constructor(gl, { style }) {
    this.gl = gl;
    this.style = style;
    this.shader = programOf(gl, SHAPE_VERTEX, SHAPE_FRAGMENT);
    this.table = gl.createTexture();
    this.still = this.arrayOf();
    this.heads = this.arrayOf();
    this.window = null;
    /** Grows with each other set of triangles. */
    this.made = 0;
  }

  arrayOf() {
    const { gl } = this;
    const array = gl.createVertexArray();
    const vertices = gl.createBuffer();
    const triangles = gl.createBuffer();
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, triangles);
    [[0, 2, 0], [1, 3, 8]].forEach(([place, size, offset]) => {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, gl.FLOAT, false, STRIDE, offset);
    });
    gl.enableVertexAttribArray(2);
    gl.vertexAttribIPointer(2, 4, gl.UNSIGNED_BYTE, STRIDE, 20);
    gl.enableVertexAttribArray(3);
    gl.vertexAttribIPointer(3, 1, gl.UNSIGNED_INT, STRIDE, 24);
    gl.bindVertexArray(null);
    return { array, vertices, triangles, counts: [0, 0] };
  }

  /** Takes the marks of a cast; what is drawn of them is made when the map is placed. */
  load(cast) {
    this.cast = cast;
    this.any = cast.points > 0 || cast.layers.some(({ radius }) => radius.some((metres) => metres > 0));
    this.window = null;
  }

  /** Makes the triangles of all that lies about the view, unless they are there. */
  place(view) {
    const { window } = this;
    const same =
      window && window.scale === view.scale && window.x === view.origin.x && window.y === view.origin.y &&
      view.left >= window.left && view.top >= window.top && view.right <= window.right && view.bottom <= window.bottom;
    if (same || !this.any) return;
    const [wide, tall] = [view.right - view.left, view.bottom - view.top];
    this.window = {
      scale: view.scale, x: view.origin.x, y: view.origin.y,
      left: view.left - wide, top: view.top - tall, right: view.right + wide, bottom: view.bottom + tall,
    };
    this.make(view);
    this.made += 1;
  }

  make(view) {
    const { cast, gl } = this;
    const mesh = new Mesh();
    this.first = new Uint32Array(cast.length + 1);
    this.marks = [];
    this.moving = [];
    for (let at = 0; at < cast.length; at += 1) {
      this.first[at] = mesh.triangles.length;
      const layer = cast.layers[cast.owner[at]];
      if (at < cast.points || layer.radius[cast.row[at]] > 0) this.add(mesh, at, view);
    }
    this.first[cast.length] = mesh.triangles.length;
    this.triangles = Uint32Array.from(mesh.triangles);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.still.vertices);
    gl.bufferData(gl.ARRAY_BUFFER, mesh.data, gl.STATIC_DRAW);
    this.writeTable();
  }

  add(mesh, at, view) {
    const { cast, style, window } = this;
    const mark = cast.mark(at);
    if (!meets(mark.box, view, window, 80 + (mark.kind === "point" ? ringOf(mark, view) : 0))) return;
    mesh.begin(this.marks.length);
    const entry = { at, mark, whole: 0 };
    this.marks.push(entry);
    if (mark.kind === "point") {
      const ring = ringOf(mark, view);
      if (ring) ringStrokes(mesh, ...view.project(mark.unit[0]), ring, style);
      return;
    }
    const least = mark.kind === "area" ? 1.5 : 0.7;
    const lines = mark.unit.map((line) => straightened(thinned(view.project(line), least), STRAIGHT));
    if (mark.kind === "area") areaStrokes(mesh, mark, lines, style);
    else if (mark.kind === "line") limitStrokes(mesh, mark, lines, style, window);
    else {
      const [line] = lines;
      const along = lengths(line);
      entry.whole = along[along.length - 1];
      shaftStrokes(mesh, mark, line, style);
      headStrokes(mesh, mark, line, along, entry.whole, style, PAINT.HEAD);
      const [, begun, ends] = cast.days.subarray(4 * at, 4 * at + 4);
      if (begun < ends && cast.begin[at] !== PAST && cast.days[4 * at + 3] !== FUTURE) {
        this.moving.push({ ...entry, number: this.marks.length - 1, line, along });
      }
    }
  }

  /** Puts into a texture, two texels a mark, its days, trace, hue, length and width. */
  writeTable() {
    const { gl, cast, marks } = this;
    const lines = Math.max(1, Math.ceil(marks.length / PER_LINE));
    const texels = new Int32Array(8 * PER_LINE * lines);
    marks.forEach(({ at, mark, whole }, number) => {
      texels.set(cast.days.subarray(4 * at, 4 * at + 4), 8 * number);
      const [red, green, blue] = rgbOf(mark.hue);
      const hue = (red << 16) | (green << 8) | blue;
      texels.set([mark.trace, hue, Math.round(whole * 64), Math.round(mark.size * 64)], 8 * number + 4);
    });
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32I, 2 * PER_LINE, lines, 0, gl.RGBA_INTEGER, gl.INT, texels);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.activeTexture(gl.TEXTURE0);
  }

  /** Takes the numbers of the marks that may be over, and that may be there. */
  choose(chosen) {
    if (!this.any) return;
    const { first, triangles, still } = this;
    const count = ({ past, present }) => [past, present].map((marks) =>
      marks.reduce((sum, at) => sum + first[at + 1] - first[at], 0));
    still.counts = count(chosen);
    const all = new Uint32Array(still.counts[0] + still.counts[1]);
    let next = 0;
    for (const marks of [chosen.past, chosen.present]) {
      for (const at of marks) {
        if (first[at + 1] === first[at]) continue;
        all.set(triangles.subarray(first[at], first[at + 1]), next);
        next += first[at + 1] - first[at];
      }
    }
    this.fill(still, null, all);
  }

  fill({ array, vertices }, data, triangles) {
    const { gl } = this;
    gl.bindVertexArray(array);
    if (data) {
      gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
    }
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }

  /** Makes the heads of the moves that are under way on the last day of the window. */
  makeHeads([first, last]) {
    const mesh = new Mesh();
    for (const { at, mark, number, line, along, whole } of this.moving) {
      const { days } = this.cast;
      if (last < days[4 * at] || last >= days[4 * at + 3] || first > days[4 * at + 3]) continue;
      mesh.begin(number);
      headStrokes(mesh, mark, line, along, whole * progress(days, 4 * at, last), this.style, 0);
    }
    this.heads.counts = [0, mesh.triangles.length];
    if (mesh.triangles.length) this.fill(this.heads, mesh.data, Uint32Array.from(mesh.triangles));
  }

  /** Draws traces (`past`) or what is there. `common(places)` sets the uniforms that all programs share. */
  draw(past, window, common) {
    if (!this.any) return;
    const { gl, style, shader } = this;
    const { program, places } = shader;
    if (!past) this.makeHeads(window);
    gl.useProgram(program);
    common(places);
    gl.uniform1i(places.past, past ? 1 : 0);
    gl.uniform1i(places.marks, 1);
    gl.uniform4fv(places["dashes[0]"], dashesOf(style).flat());
    gl.uniform1f(places.headLength, style.move.head_length);
    const { hatch_every: every, hatch_width: width, fill_opacity: fill, hatch_opacity: hatch } = style.area;
    gl.uniform4f(places.hatch, every * Math.SQRT2, width / 2, fill, hatch);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    gl.activeTexture(gl.TEXTURE0);
    for (const { array, counts: [over, there] } of [this.still, this.heads]) {
      if (!(past ? over : there)) continue;
      gl.bindVertexArray(array);
      gl.drawElements(gl.TRIANGLES, past ? over : there, gl.UNSIGNED_INT, past ? 0 : 4 * over);
    }
    gl.bindVertexArray(null);
  }
}

/** Whether a box of unit coordinates comes within `margin` px of a window in px. */
function meets([left, top, right, bottom], { scale, origin }, window, margin) {
  return (
    right * scale - origin.x > window.left - margin && left * scale - origin.x < window.right + margin &&
    bottom * scale - origin.y > window.top - margin && top * scale - origin.y < window.bottom + margin
  );
}
