/** A WebGL 2 program with its uniforms by name. */

const HEAD = "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp isampler2D;\n";

/** Compiles and links; Error with the driver's message if that fails and the context is not lost. */
export function programOf(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, code] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, HEAD + code);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const messages = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader));
    throw new Error(`${messages.join("\n")}${gl.getProgramInfoLog(program)}`);
  }
  const places = {};
  const count = gl.isContextLost() ? 0 : gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  for (let i = 0; i < count; i += 1) {
    const { name } = gl.getActiveUniform(program, i);
    places[name] = gl.getUniformLocation(program, name);
  }
  return { program, places };
}

/** [red, green, blue] 0…255 of `#rrggbb`. */
export function rgbOf(hue) {
  const number = parseInt(hue.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
