"""The world outline that ships with the package (Natural Earth 1:110m, public domain)."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import shapely
from shapely.geometry.base import BaseGeometry

ORIGIN = "Natural Earth 1:110m"
LICENCE = "public domain"


@cache
def countries() -> tuple[BaseGeometry, ...]:
    """One (Multi)Polygon a country, today's borders, EPSG:4326."""
    with as_file(files(__name__).joinpath("countries.wkb")) as path:
        return tuple(shapely.from_wkb(path.read_bytes()).geoms)
