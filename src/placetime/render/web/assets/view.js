/**
 * Unit coordinates and the view on them.
 *
 * A unit coordinate is a position in px at zoom 0 of the map's CRS; at any zoom it is that times
 * `scale` less the map's pixel origin, so that positions are projected only once.
 */

/** Beyond this latitude Web Mercator ends. */
const MOST_NORTH = 85.0511287798;

/** Unit coordinates, flat, of as many longitudes and latitudes; `crs` is a Leaflet CRS. */
export function unitPoints(L, crs, lons, lats) {
  const out = new Float64Array(2 * lons.length);
  if (crs !== L.CRS.EPSG3857) {
    for (let i = 0; i < lons.length; i += 1) {
      const point = crs.latLngToPoint(L.latLng(lats[i], lons[i]), 0);
      out[2 * i] = point.x;
      out[2 * i + 1] = point.y;
    }
    return out;
  }
  for (let i = 0; i < lons.length; i += 1) {
    const lat = Math.min(MOST_NORTH, Math.max(-MOST_NORTH, lats[i]));
    const sine = Math.sin((lat * Math.PI) / 180);
    out[2 * i] = 128 + (lons[i] * 128) / 180;
    out[2 * i + 1] = 128 - (Math.log((1 + sine) / (1 - sine)) * 64) / Math.PI;
  }
  return out;
}

/** Unit coordinates of flat [lon, lat …]. */
export function unitLine(L, crs, lonLats) {
  const even = (odd) => Float64Array.from({ length: lonLats.length / 2 }, (_, i) => lonLats[2 * i + odd]);
  return unitPoints(L, crs, even(0), even(1));
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

/** What a canvas shows: layer points of a Leaflet map within `left, top, right, bottom`, `ratio` device px each. */
export class View {
  constructor(L, map, bounds, ratio = 1) {
    this.L = L;
    this.map = map;
    this.ratio = ratio;
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

  /** The px of the canvas nearest to a position, so that symbols are sharp. */
  snap(x, y) {
    const { left, top, ratio } = this;
    return [Math.floor((x - left) * ratio + 0.5) / ratio + left, Math.floor((y - top) * ratio + 0.5) / ratio + top];
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
