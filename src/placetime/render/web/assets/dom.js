/**
 * Builds elements. Text always becomes text nodes, never markup.
 *
 * `attributes`: `on` is {event: listener}; true sets an empty attribute, false or null leaves it out.
 * `children`: elements, strings, numbers, or (nested) lists of them; null is left out.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  append(node, children);
  return node;
}

/** Appends elements, strings, numbers or lists of them. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

/** Puts `children` in the place of whatever `node` holds. */
export function refill(node, ...children) {
  node.textContent = "";
  append(node, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of 24 × 24 from path data, hidden from screen readers. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
