/**
 * Unit coordinates and the view on them.
 *
 * A unit coordinate is a position in px at zoom 0 of the map's CRS; at any zoom it is that times
 * `scale` less the map's pixel origin, so that positions are projected only once.
 */

/** Unit coordinates of flat [lon, lat …]; `crs` is a Leaflet CRS. */
export function unitLine(L, crs, lonLats) {
  const out = new Float64Array(lonLats.length);
  for (let i = 0; i < lonLats.length; i += 2) {
    const point = crs.latLngToPoint(L.latLng(lonLats[i + 1], lonLats[i]), 0);
    out[i] = point.x;
    out[i + 1] = point.y;
  }
  return out;
}

/** [left, top, right, bottom] of a flat line. */
export function boxOf(line) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < line.length; i += 2) {
    box[0] = Math.min(box[0], line[i]);
    box[1] = Math.min(box[1], line[i + 1]);
    box[2] = Math.max(box[2], line[i]);
    box[3] = Math.max(box[3], line[i + 1]);
  }
  return box;
}

/** What a canvas shows: layer points of a Leaflet map within `left, top, right, bottom`. */
export class View {
  constructor(L, map, bounds) {
    this.L = L;
    this.map = map;
    this.scale = map.options.crs.scale(map.getZoom()) / map.options.crs.scale(0);
    this.origin = map.getPixelOrigin();
    this.left = bounds.min.x;
    this.top = bounds.min.y;
    this.right = bounds.max.x;
    this.bottom = bounds.max.y;
    const [sw, ne] = [
      map.layerPointToLatLng([this.left, this.bottom]),
      map.layerPointToLatLng([this.right, this.top]),
    ];
    this.lonLat = [sw.lng, Math.max(-85, sw.lat), ne.lng, Math.min(85, ne.lat)];
    this.degrees = ne.lng - sw.lng;
  }

  /** Px of a flat unit line. */
  project(line) {
    const out = new Array(line.length);
    for (let i = 0; i < line.length; i += 2) {
      out[i] = line[i] * this.scale - this.origin.x;
      out[i + 1] = line[i + 1] * this.scale - this.origin.y;
    }
    return out;
  }

  /** Px of a longitude and latitude. */
  at(lon, lat) {
    const { x, y } = this.map.latLngToLayerPoint(this.L.latLng(lat, lon));
    return [x, y];
  }

  /** Whether a box of unit coordinates reaches within `margin` px of the view. */
  sees([left, top, right, bottom], margin = 40) {
    const { scale, origin } = this;
    return (
      right * scale - origin.x > this.left - margin &&
      left * scale - origin.x < this.right + margin &&
      bottom * scale - origin.y > this.top - margin &&
      top * scale - origin.y < this.bottom + margin
    );
  }

  /** Px of `metres` at a latitude (WGS 84 radius of 6,378,137 m, along the parallel). */
  pixels(metres, lat) {
    const lon = metres / (111319.49 * Math.cos((lat * Math.PI) / 180));
    return Math.abs(this.at(lon, lat)[0] - this.at(0, lat)[0]);
  }
}
