/** Names without overlap: each takes the first free seat round its place, in the order given. */

/** Boxes that are taken, in px: {left, top, right, bottom}. */
export class Room {
  constructor(boxes = []) {
    this.boxes = [...boxes];
  }

  /** Whether a box touches none that is taken. */
  free({ left, top, right, bottom }) {
    return this.boxes.every(
      (box) => left >= box.right || right <= box.left || top >= box.bottom || bottom <= box.top,
    );
  }

  take(box) {
    this.boxes.push(box);
  }
}

/** The box of text `width` × `height` px at a seat of (x, y): beside, above, below, askew or centre. */
export function seatBox(seat, x, y, width, height, clear) {
  const [w, h] = [width / 2, height / 2];
  const [cx, cy] = {
    right: [x + clear + w, y],
    left: [x - clear - w, y],
    above: [x, y - clear - h],
    below: [x, y + clear + h],
    northeast: [x + clear * 0.7 + w, y - clear * 0.7 - h],
    southeast: [x + clear * 0.7 + w, y + clear * 0.7 + h],
    southwest: [x - clear * 0.7 - w, y + clear * 0.7 + h],
    northwest: [x - clear * 0.7 - w, y - clear * 0.7 - h],
    centre: [x, y],
  }[seat];
  return { left: cx - w, top: cy - h, right: cx + w, bottom: cy + h };
}

/** Where a name may stand. */
export const SEATS_ROUND = [
  "right", "left", "above", "below", "northeast", "southeast", "southwest", "northwest",
];

/**
 * Places names in order. Each is {text, x, y, width, height, clear, seats}; `clear` is the px between
 * the place and the text, `reaches` the px that this may grow by, in turn. A name stays within `window` if its
 * place is there, and out of it if not, so that none is cut off; and in any case within `within`. Gives those that found room, with their `box` and `seat`;
 * they are taken in `room`.
 */
export function placeNames(names, room, within, window = within) {
  const placed = [];
  for (const name of names) {
    const there = name.x >= window.left && name.x <= window.right && name.y >= window.top && name.y <= window.bottom;
    const found = there ? freeBox(name, room, window) : freeBox(name, room, within, window);
    if (found) {
      room.take(found.box);
      placed.push({ ...name, ...found });
    }
  }
  return placed;
}

/** The first seat of a name that is free, inside `within` and outside `without`, or null. */
function freeBox({ x, y, width, height, clear, seats = SEATS_ROUND, reaches = [0] }, room, within, without = null) {
  const kept = without && without !== within ? new Room([without]) : new Room();
  for (const reach of reaches) {
    for (const seat of seats) {
      const box = seatBox(seat, x, y, width, height, clear + reach);
      const inside =
        box.left >= within.left && box.right <= within.right &&
        box.top >= within.top && box.bottom <= within.bottom;
      if (inside && kept.free(box) && room.free(box)) return { box, seat };
    }
  }
  return null;
}
