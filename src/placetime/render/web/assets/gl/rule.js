/**
 * The one rule of time in GLSL, the same as visible.js and scene/visible.py. Days are whole numbers,
 * so that every comparison is exact; tests/web/test_engines.py tries it on tests/cases/visible.json.
 */
import { FUTURE, PAST, UNKNOWN_PRESENCE } from "../visible.js";

export const RULE = `
const int PAST = ${PAST};
const int FUTURE = ${FUTURE};
const float UNKNOWN = float(${UNKNOWN_PRESENCE});

float rise(ivec4 days, int last) {
  if (last < days.x) return 0.0;
  if (last >= days.y) return 1.0;
  if (days.x == PAST) return UNKNOWN;
  return float(last - days.x + 1) / float(days.y - days.x + 1);
}

float fall(ivec4 days, int first) {
  if (first > days.w) return 0.0;
  if (first <= days.z) return 1.0;
  if (days.w == FUTURE) return UNKNOWN;
  return float(days.w - first + 1) / float(days.w - days.z + 1);
}

/* presence and trace, each 0 to 1 */
vec2 showing(ivec4 days, ivec2 window, int traceDays) {
  float presence = min(rise(days, window.y), fall(days, window.x));
  if (presence > 0.0) return vec2(presence, 0.0);
  int over = window.x - days.w;
  if (over > 0 && over <= traceDays) return vec2(0.0, 1.0 - float(over) / float(traceDays + 1));
  return vec2(0.0);
}

/* range: least, most, trace_from, trace_to */
float opacityOf(vec2 state, vec4 range) {
  return state.x > 0.0 ? mix(range.x, range.y, state.x) : mix(range.w, range.z, state.y);
}

float progress(ivec4 days, int last) {
  if (days.y >= days.z || days.x == PAST || days.w == FUTURE) return 1.0;
  return clamp(float(last - days.x + 1) / float(days.w - days.x + 1), 0.0, 1.0);
}
`;
