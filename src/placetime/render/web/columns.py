"""Marks as packed columns, which assets/marks.js unpacks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
import shapely
from shapely import get_coordinates
from shapely.geometry.base import BaseGeometry

from placetime.render.web.packed import any_values, decimals, texts, whole_numbers
from placetime.scene.mark import Mark

DECIMALS: Final = 5
"""Of degrees in the base map: about a metre."""


def columns(marks: Sequence[Mark]) -> dict[str, Any]:
    """Columns of dated marks, see `packed`; ValueError for an undated mark.

    `begin` is the earliest begin; `vague_begin`, `lasts` and `vague_end` are the days from each of an
    interval's four days to the next. `lon` and `lat` are those of all points of all marks, one mark
    after the other; `parts` says how many lines or rings a mark has and `points` how many points each
    of these, where that is not one.
    """
    for mark in marks:
        if mark.interval is None:
            raise ValueError(f"{mark.id} has no date")
    days = np.array([mark.interval.days for mark in marks if mark.interval], np.int64).reshape(
        -1, 4
    )
    data = {
        "count": len(marks),
        "begin": whole_numbers(days[:, 0]),
        "vague_begin": whole_numbers(days[:, 1] - days[:, 0]),
        "lasts": whole_numbers(days[:, 2] - days[:, 1]),
        "vague_end": whole_numbers(days[:, 3] - days[:, 2]),
        "event": texts(mark.event for mark in marks),
        "kind": any_values(mark.kind for mark in marks),
        "trace": whole_numbers(mark.trace_days for mark in marks),
        "symbol": any_values(mark.symbol for mark in marks),
        "hue": any_values(mark.hue for mark in marks),
        "look": any_values(mark.look for mark in marks),
        "size": any_values(round(mark.size, 2) for mark in marks),
        "text": any_values(dict(mark.text) or None for mark in marks),
        "radius": whole_numbers(round(mark.radius_m) for mark in marks),
        "disputed": whole_numbers(int(mark.disputed) for mark in marks),
        "inferred": whole_numbers(int(mark.inferred) for mark in marks),
        "plain": whole_numbers(int(mark.plain) for mark in marks),
        "slot": whole_numbers(mark.slot for mark in marks),
        "alone": whole_numbers(-1 if mark.alone is None else mark.alone for mark in marks),
    }
    return data | _ids(marks) | _positions([mark.geometry for mark in marks])


def _ids(marks: Sequence[Mark]) -> dict[str, Any]:
    """The ids, or as `part` what follows the event's id and a stroke, where that is a number."""
    ends = [mark.id[len(mark.event) :] for mark in marks]
    if all(
        mark.id.startswith(mark.event + "/") and e[1:].isdigit()
        for mark, e in zip(marks, ends, strict=True)
    ):
        numbers = whole_numbers(int(end[1:]) for end in ends)
        if all(str(int(end[1:])) == end[1:] for end in ends):
            return {"part": numbers}
    return {"id": any_values(mark.id for mark in marks)}


def _positions(geometries: Sequence[BaseGeometry]) -> dict[str, Any]:
    if geometries and all(geometry.geom_type == "Point" for geometry in geometries):
        points = get_coordinates(np.array(geometries, object))
        return {"lon": decimals(points[:, 0]), "lat": decimals(points[:, 1])}
    lines = [lines_of(geometry) for geometry in geometries]
    flat = list(chain.from_iterable(lines))
    points = get_coordinates(np.array(flat, object)) if flat else np.empty((0, 2))
    return {
        "lon": decimals(points[:, 0]),
        "lat": decimals(points[:, 1]),
        "parts": whole_numbers(map(len, lines)),
        "points": whole_numbers(
            shapely.get_num_coordinates(np.array(flat, object)).astype(np.int64)
        ),
    }


def lines_of(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The points, lines or rings of a geometry."""
    match geometry.geom_type:
        case "Polygon":
            return [geometry.exterior, *geometry.interiors]
        case "Point" | "LineString" | "LinearRing":
            return [geometry]
        case _:
            return list(chain.from_iterable(map(lines_of, geometry.geoms)))


def parts(geometry: BaseGeometry) -> list[list[float]]:
    """The points, lines or rings of a geometry, each as flat rounded coordinates."""
    return [
        [float(value) for value in get_coordinates(line).round(DECIMALS).ravel()]
        for line in lines_of(geometry)
    ]
