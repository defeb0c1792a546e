"""Marks from the rows of a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any, Final

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from placetime.model.interval import FUTURE, PAST, Interval
from placetime.scene.mark import MarkKind

KIND_OF: Final[dict[str, MarkKind]] = {
    "Point": "point",
    "LineString": "line",
    "LinearRing": "line",
    "MultiLineString": "line",
    "Polygon": "area",
    "MultiPolygon": "area",
}
TRACE_SHARE: Final = 12
"""Without other wish, a trace lasts a twelfth of the time from the first to the last date."""


def in_degrees(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The table in EPSG:4326; without a CRS it is taken to be in degrees if it can be, else ValueError."""
    if table.crs is not None:
        return table.to_crs(4326)
    west, south, east, north = table.total_bounds if len(table) else (0, 0, 0, 0)
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("the table has no CRS, and its coordinates are no degrees: use set_crs")
    return table


def extent(intervals: Sequence[Interval | None]) -> tuple[int, int] | None:
    """First and last bounded day of the intervals; None if there is none."""
    days = [d for i in intervals if i is not None for d in i.days if d not in (PAST, FUTURE)]
    return (min(days), max(days)) if days else None


def default_trace(intervals: Sequence[Interval | None]) -> int:
    """How many days a trace lasts if nobody says."""
    span = extent(intervals)
    return ceil((span[1] - span[0]) / TRACE_SHARE) if span else 0


def simple_parts(geometry: BaseGeometry | None) -> Iterator[tuple[MarkKind, BaseGeometry]]:
    """The geometry as points, lines and areas; nothing for an empty one."""
    if geometry is None or geometry.is_empty:
        return
    kind = KIND_OF.get(geometry.geom_type)
    if kind is not None:
        yield kind, geometry
        return
    for part in geometry.geoms:
        yield from simple_parts(part)


def cells_of(table: pd.DataFrame, names: Sequence[str]) -> list[tuple[str, list[str | None]]]:
    """Each of the columns as its name and the text of each row; None for an empty cell."""
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise KeyError(f"no column {missing[0]!r}; there are: {', '.join(map(str, table.columns))}")
    return [
        (str(name), [None if _empty(value) else str(value) for value in table[name]])
        for name in names
    ]


def is_hue(value: Any) -> bool:
    """Whether it is a colour `#rrggbb`."""
    text = str(value)
    return (
        len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])
    )


def _empty(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value
