/** The shaders of areas, lines and moves; see mesh.js for what a vertex holds. */
import { BROKEN } from "../draw/move.js";
import { PAINT } from "./mesh.js";
import { RULE } from "./rule.js";
import { DASH } from "./strokes.js";

const FLAGS = Object.entries(PAINT).map(([name, bit]) => `const uint ${name} = ${bit}u;`).join("\n");

export const SHAPE_VERTEX = `
layout(location = 0) in vec2 place;   /* layer px */
layout(location = 1) in vec3 stroke;  /* across, half the width, along */
layout(location = 2) in uvec4 how;    /* paint, dashes, opacity, reach */
layout(location = 3) in uint number;
uniform isampler2D marks;
uniform ivec2 window;
uniform vec4 range;
uniform bool past;
uniform vec2 corner;
uniform vec2 size;
uniform float ratio;
uniform float headLength;
out vec3 along;
out vec2 at;
flat out vec4 color;
flat out float cut;
flat out float reach;
flat out uvec2 paint;
${FLAGS}
${RULE}
void main() {
  ivec2 texel = ivec2(int(number % 1024u) * 2, int(number / 1024u));
  ivec4 days = texelFetch(marks, texel, 0);
  ivec4 more = texelFetch(marks, texel + ivec2(1, 0), 0);
  vec2 state = showing(days, window, more.x);
  bool hidden = past ? state.y <= 0.0 : state.x <= 0.0;
  hidden = hidden || ((how.x & PRESENT) > 0u && state.x <= 0.0);
  cut = 1e9;
  if ((how.x & (SHAFT | HEAD)) > 0u) {
    float share = progress(days, window.y);
    float done = float(more.z) / 64.0 * share;
    bool broken = how.y == ${DASH.broken}u;
    if ((how.x & SHAFT) > 0u) {
      cut = done - 0.88 * min(headLength * float(more.w) / 64.0, done * 0.6) + (broken ? -${BROKEN[1]}.0 : 1.0);
      hidden = hidden || done < 1.0;
    } else {
      hidden = hidden || share < 1.0;
    }
  }
  vec3 hue = vec3(more.y >> 16, (more.y >> 8) & 255, more.y & 255) / 255.0;
  color = vec4(hue, opacityOf(state, range) * float(how.z) / 255.0);
  along = stroke;
  at = place;
  reach = float(how.w) / 16.0;
  paint = how.xy;
  vec2 px = (place - corner) * ratio / size;
  gl_Position = hidden ? vec4(9.0, 9.0, 9.0, 1.0) : vec4(px.x * 2.0 - 1.0, 1.0 - px.y * 2.0, 0.0, 1.0);
}`;

export const SHAPE_FRAGMENT = `
in vec3 along;
in vec2 at;
flat in vec4 color;
flat in float cut;
flat in float reach;
flat in uvec2 paint;
uniform float ratio;
uniform vec4 dashes[6];
uniform vec4 hatch;                   /* px between lines along an axis, half a line's width, opacities of fill and hatch */
uniform vec3 paper;
out vec4 pixel;
${FLAGS}
float covered(float inside) {
  return clamp(inside * ratio + 0.5, 0.0, 1.0);
}
/* how far inside of a dash; beyond its ends less than 0 */
float dashed(float where, vec4 dash) {
  if (where < 0.0) return where;
  float whole = dash.x + dash.y + dash.z + dash.w;
  float p = mod(where, whole);
  float second = p - dash.x - dash.y;
  return max(max(min(p, dash.x - p), min(second, dash.z - second)), p - whole);
}
void main() {
  float alpha = color.a;
  if ((paint.x & AREA) > 0u) {
    float every = hatch.x * float(paint.y);
    float off = mod(at.x + at.y - along.x + 0.5 * every, every) - 0.5 * every;
    float line = paint.y == 0u ? 0.0 : covered(hatch.y - abs(off) * 0.70710678) * hatch.w * alpha;
    alpha = line + hatch.z * alpha * (1.0 - line);
    pixel = vec4(color.rgb * alpha, alpha);
    return;
  }
  float inside = min(paint.y == 0u ? along.z : dashed(along.z, dashes[paint.y]), cut - along.z);
  float across = along.y - reach - abs(along.x);
  float core = covered(across) * covered(inside) * alpha;
  float halo = 0.0;
  if (reach > 0.0) {
    bool steady = (paint.x & STEADY) > 0u;
    halo = (steady ? covered(across + reach) : covered(reach - length(min(vec2(inside, across), 0.0)))) * alpha;
  }
  if ((paint.x & CORE) > 0u) {
    pixel = vec4(color.rgb * core + paper * halo * (1.0 - core), core + halo * (1.0 - core));
    return;
  }
  alpha = reach > 0.0 ? halo : core;
  pixel = vec4(((paint.x & PAPER) > 0u ? paper : color.rgb) * alpha, alpha);
}`;
