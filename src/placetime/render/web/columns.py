"""Marks as columns of JSON, which assets/marks.js unpacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from placetime.scene.mark import Mark

DECIMALS: Final = 5
"""Of degrees: about a metre."""


def columns(marks: Sequence[Mark]) -> dict[str, Any]:
    """Columns of dated marks: a list, or {"all": value} where every mark has the same value.

    `days` has four a mark, flat; `parts` a list of flat lists lon, lat, lon, lat … ValueError for an
    undated mark.
    """
    days: list[int] = []
    for mark in marks:
        if mark.interval is None:
            raise ValueError(f"{mark.id} has no date")
        days += mark.interval.days
    return {
        "days": days,
        "parts": [parts(mark.geometry) for mark in marks],
        "id": column(mark.id for mark in marks),
        "event": column(mark.event for mark in marks),
        "kind": column(mark.kind for mark in marks),
        "trace": column(mark.trace_days for mark in marks),
        "symbol": column(mark.symbol for mark in marks),
        "hue": column(mark.hue for mark in marks),
        "look": column(mark.look for mark in marks),
        "size": column(round(mark.size, 2) for mark in marks),
        "text": column(dict(mark.text) or None for mark in marks),
        "radius": column(round(mark.radius_m) for mark in marks),
        "disputed": column(int(mark.disputed) for mark in marks),
        "inferred": column(int(mark.inferred) for mark in marks),
        "slot": column(mark.slot for mark in marks),
        "alone": column(-1 if mark.alone is None else mark.alone for mark in marks),
    }


def column(values: Iterable[Any]) -> Any:
    """The values as a list, or {"all": value} if they are all the same."""
    values = list(values)
    return (
        {"all": values[0]} if len(values) > 1 and values.count(values[0]) == len(values) else values
    )


def parts(geometry: BaseGeometry) -> list[list[float]]:
    """The points, lines or rings of a geometry, each as flat rounded coordinates."""
    match geometry.geom_type:
        case "Polygon":
            rings = [geometry.exterior, *geometry.interiors]
            return [_flat(ring) for ring in rings]
        case "Point" | "LineString" | "LinearRing":
            return [_flat(geometry)]
        case _:
            return list(chain.from_iterable(parts(g) for g in geometry.geoms))


def _flat(geometry: BaseGeometry) -> list[float]:
    return [float(value) for value in get_coordinates(geometry).round(DECIMALS).ravel()]
