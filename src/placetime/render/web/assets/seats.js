/**
 * Where a seat lies from the position it shares, as in scene/seats.py: [px right, px down].
 * Seat 0 is the position itself, 1–6 the first hexagon of `seat` px, 7–18 the second …
 */
export function seatOffset(slot, seat) {
  if (slot === 0) return [0, 0];
  let ring = 1;
  while (slot > 3 * ring * (ring + 1)) ring += 1;
  const step = slot - 3 * ring * (ring - 1) - 1;
  const angle = (2 * Math.PI * step) / (6 * ring);
  return [ring * seat * Math.cos(angle), ring * seat * Math.sin(angle)];
}
