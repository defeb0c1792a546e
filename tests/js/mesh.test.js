import assert from "node:assert/strict";
import { test } from "node:test";
import { Mesh, PAINT, STRIDE } from "../../src/placetime/render/web/assets/gl/mesh.js";
import { headOf, headStrokes, shaftStrokes } from "../../src/placetime/render/web/assets/gl/strokes.js";
import { trapezoids } from "../../src/placetime/render/web/assets/gl/trapezoids.js";
import {
  distanceTo, insideRings, lengths, straightened,
} from "../../src/placetime/render/web/assets/lines.js";

const MOVE = { move: { tail: 0.22, head_length: 3.2, head_width: 2.4 } };

function pieces(rings) {
  const out = [];
  trapezoids(rings, (...piece) => out.push(piece));
  return out;
}

const areaOf = ([top, a, b, bottom, c, d]) => ((b - a + (d - c)) / 2) * (bottom - top);
const inPiece = ([top, a, b, bottom, c, d], x, y) => {
  if (y < top || y >= bottom) return false;
  const share = (y - top) / (bottom - top);
  return x >= a + (c - a) * share && x < b + (d - b) * share;
};

test("trapezoids cover an area with a hole once, and nothing else", () => {
  const rings = [
    [0, 0, 100, 10, 90, 80, 50, 50, 10, 90, 0, 0],
    [30, 20, 50, 20, 40, 40, 30, 20],
    [200, 0, 240, 0, 240, 40, 200, 40],
  ];
  const parts = pieces(rings);
  for (let x = -4.7; x < 250; x += 3.1) {
    for (let y = -4.3; y < 95; y += 2.9) {
      const covered = parts.filter((part) => inPiece(part, x, y)).length;
      assert.equal(covered, insideRings(rings, x, y) ? 1 : 0, `${x}, ${y}`);
    }
  }
  assert.equal(pieces([[200, 0, 240, 0, 240, 40, 200, 40]]).length, 1, "a rectangle is one piece");
  assert.equal(areaOf(parts.find(([, a]) => a >= 200)), 1600);
});

test("a star that crosses itself is filled by the even-odd rule, as on a canvas", () => {
  const ring = [0, 1, 2, 3, 4].flatMap((i) => {
    const angle = (i * 4 * Math.PI) / 5;
    return [100 * Math.sin(angle), -100 * Math.cos(angle)];
  });
  const total = pieces([ring]).reduce((sum, piece) => sum + Math.abs(areaOf(piece)), 0);
  assert.ok(total > 0 && total < 100 * 100 * Math.PI);
});

function reach(mesh) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const at of mesh.triangles) {
    const [x, y] = mesh.data.subarray((at * STRIDE) / 4, (at * STRIDE) / 4 + 2);
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

test("a stroke is as wide as it should be, and a px more for its fade", () => {
  const mesh = new Mesh();
  mesh.stroke([10, 50, 110, 50], { half: () => 3 });
  assert.deepEqual(reach(mesh), [10, 46, 110, 54]);
  assert.equal(mesh.triangles.length, 6);
});

test("sharp corners are rounded and never run far out", () => {
  const mesh = new Mesh();
  mesh.stroke([0, 0, 100, 0, 0, 4], { half: () => 3 });
  assert.ok(reach(mesh)[2] <= 104 + 1e-3);
  assert.ok(reach(mesh)[2] > 103);
});

test("points that lie in one place are no trouble", () => {
  const mesh = new Mesh();
  mesh.stroke([5, 5, 5, 5, 5, 5], { half: () => 3 });
  assert.equal(mesh.vertices, 0);
  mesh.stroke([0, 0, 0, 0, 10, 0, 10, 10, 0, 0], { half: () => 1, closed: true });
  assert.ok(mesh.vertices > 0 && mesh.data.every((value) => !Number.isNaN(value) || value === undefined));
});

test("a mesh grows and keeps what it has", () => {
  const mesh = new Mesh();
  for (let i = 0; i < 3000; i += 1) {
    mesh.begin(i);
    mesh.vertex(i, -i, 0, 1, 2, 0xffffffff);
  }
  assert.equal(mesh.vertices, 3000);
  assert.equal(mesh.data[(2999 * STRIDE) / 4], 2999);
  assert.equal(mesh.ints[(2999 * STRIDE) / 4 + 6], 2999);
  assert.equal(mesh.ints[(17 * STRIDE) / 4 + 5], 0xffffffff);
});

test("an arrow's head lies at what is done, and its shaft is told to end there", () => {
  const line = [0, 0, 100, 0];
  const mark = { size: 5, look: "solid", disputed: false };
  const mesh = new Mesh();
  headStrokes(mesh, mark, line, lengths(line), 50, MOVE, 0);
  assert.ok(Math.abs(reach(mesh)[2] - 52.1) < 1, `${reach(mesh)}`);
  const { head, neck } = headOf(mark, 50, MOVE);
  assert.equal(head, 16);
  assert.ok(Math.abs(neck - 35.92) < 1e-9);
  const none = new Mesh();
  headStrokes(none, mark, line, lengths(line), 0.5, MOVE, 0);
  assert.equal(none.vertices, 0);
  const shaft = new Mesh();
  shaftStrokes(shaft, mark, line, MOVE);
  for (let i = 0; i < shaft.vertices; i += 1) assert.ok(shaft.ints[(i * STRIDE) / 4 + 5] & PAINT.SHAFT);
});

test("a straightened line stays near to what it was, and has fewer points", () => {
  const line = Array.from({ length: 200 }, (_, i) => [i, 30 * Math.sin(i / 30)]).flat();
  const out = straightened(line, 0.3);
  assert.ok(out.length < line.length / 3);
  const along = lengths(out);
  for (let i = 0; i < line.length; i += 2) {
    assert.ok(distanceTo(out, along, Infinity, line[i], line[i + 1]) < 0.31);
  }
  assert.deepEqual(straightened([0, 0, 5, 0, 10, 0], 0.3), [0, 0, 10, 0]);
  assert.deepEqual(straightened([0, 0, 10, 0, 0, 0], 0.3), [0, 0, 10, 0, 0, 0]);
  assert.deepEqual(straightened([1, 2], 0.3), [1, 2]);
});
