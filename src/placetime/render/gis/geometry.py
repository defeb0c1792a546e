"""Geometry as GeoJSON has it (RFC 7946)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

DECIMALS: Final = 7
"""About 1 cm; RFC 7946 section 11.2 advises against more."""


def geojson_geometry(geometry: BaseGeometry) -> dict[str, Any]:
    """The geometry's members: 7 decimals at most, exterior rings counter-clockwise."""
    turned = geometry
    if isinstance(geometry, Polygon):
        turned = orient(geometry)
    elif isinstance(geometry, MultiPolygon):
        turned = MultiPolygon([orient(part) for part in geometry.geoms])
    rounded = shapely.transform(turned, lambda xy: np.round(xy, DECIMALS) + 0.0)
    members = shapely.geometry.mapping(rounded)
    return {"type": members["type"], "coordinates": members["coordinates"]}
