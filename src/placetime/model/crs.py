"""The projection that suits an area."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, floor, radians
from typing import Final

from placetime.model.atlas import BBox

AUTO: Final = "auto"
"""Asks for the projection that suits what a film shows."""
WORLD_WIDTH: Final = 160.0
WORLD_HEIGHT: Final = 120.0
"""Degrees beyond which an area is as good as the world."""
POLAR: Final = 70.0
"""Latitude beyond which the middle of a polar area lies."""
AROUND_POLE: Final = 45.0
"""Latitude poleward of which all of an area lies that reaches around a pole."""
ZONE: Final = 6.0
"""Degrees of longitude of a zone of UTM."""
NARROW: Final = 20.0
"""Degrees of longitude up to which an area that is longer than wide is transverse."""
TROPICS: Final = 35.0
"""Latitude within which an area at the equator is drawn by Mercator."""
NEAR_EQUATOR: Final = 15.0
WIDE: Final = 1.25
LONG: Final = 0.8
"""Width divided by height of areas that are wide, or long."""
SIXTH: Final = 1 / 6


def suited(boxes: Sequence[BBox]) -> str:
    """A CRS, as a code or a PROJ string in metres, for all of some areas: at least one of west, south,
    east, north in degrees, where west > east, or east > 180, crosses the 180th meridian.

    The rule is Snyder's, as Projection Wizard has made it automatic, in the order of this list:

    - the world, or nearly: Equal Earth (equal-area), its central meridian in the middle;
    - around a pole: Lambert azimuthal equal-area, centred on it;
    - up to six degrees wide and twelve high: UTM within one of its zones, otherwise transverse Mercator;
    - longer than wide: transverse Mercator; at the equator: Mercator;
    - wider than long: Lambert conformal conic, its standard parallels by the one-sixth rule, a sixth of
      the height away from the northern and the southern limit;
    - all others: Lambert azimuthal equal-area, centred on the middle.

    Snyder, J. P. (1987): Map Projections – A Working Manual, USGS Professional Paper 1395, pp. 33–35 (the
    guideline) and 104–105 (the parallels, after Deetz and Adams 1934). Šavrič, B., Jenny, B. and Jenny, H.
    (2016): Projection Wizard – An Online Map Projection Selection Tool, The Cartographic Journal 53 (2).
    Šavrič, B., Patterson, T. and Jenny, B. (2019): The Equal Earth map projection, IJGIS 33 (3).
    """
    west, south, east, north = around(boxes)
    width, height = east - west, north - south
    lon, lat = _turned((west + east) / 2), (south + north) / 2
    across = width * cos(radians(lat))
    nearest = 0.0 if south < 0 < north else min(abs(south), abs(north))
    if abs(lat) >= POLAR or (width >= WORLD_WIDTH and nearest >= AROUND_POLE):
        return _proj("laea", lat_0=90.0 if lat > 0 else -90.0, lon_0=lon if width < 300 else 0.0)
    if width >= WORLD_WIDTH or height >= WORLD_HEIGHT:
        return _proj("eqearth", lon_0=lon)
    if width <= ZONE and height <= 2 * ZONE:
        return _zone(west, east, lat) or _proj("tmerc", lat_0=lat, lon_0=lon)
    if width <= NARROW and across < LONG * height:
        return _proj("tmerc", lat_0=lat, lon_0=lon)
    if abs(lat) <= NEAR_EQUATOR and max(-south, north) <= TROPICS:
        return _proj("merc", lon_0=lon)
    if across >= WIDE * height and nearest > 0:
        sixth = height * SIXTH
        return _proj("lcc", lat_0=lat, lon_0=lon, lat_1=south + sixth, lat_2=north - sixth)
    return _proj("laea", lat_0=lat, lon_0=lon)


def around(boxes: Sequence[BBox]) -> BBox:
    """The area that holds all areas, east of its west; each is turned to where it is nearest the first."""
    west, south, east, north = boxes[0]
    east += 360 if east <= west else 0
    middle = (west + east) / 2
    for left, low, right, high in boxes[1:]:
        right += 360 if right <= left else 0
        turn = 360 * round((middle - (left + right) / 2) / 360)
        west, east = min(west, left + turn), max(east, right + turn)
        south, north = min(south, low), max(north, high)
    return west, south, min(east, west + 360), north


def _turned(lon: float) -> float:
    """The same longitude from -180 to below 180."""
    return (lon + 180) % 360 - 180


def _zone(west: float, east: float, lat: float) -> str | None:
    """The CRS of the zone of UTM in which the longitudes lie, None if that are two."""
    zone = floor((west + 180) / ZONE)
    if east > zone * ZONE - 180 + ZONE:
        return None
    return f"EPSG:{(32600 if lat >= 0 else 32700) + zone % 60 + 1}"


def _proj(name: str, **parameters: float) -> str:
    written = (f"+{key}={round(value, 2):g}" for key, value in parameters.items())
    return f"+proj={name} {' '.join(written)} +datum=WGS84 +units=m"
