"""The path of a move: along a given line, through given places, or a light curve from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import TypeAlias

import numpy as np
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, substring

BEND = 0.14
"""How far a curve swings out to the left of the straight line, as a share of its length."""

Position: TypeAlias = tuple[float, float]


def curve(start: Position, end: Position, points: int = 24) -> LineString:
    """A quadratic Bézier curve from start to end, swung to the left; plain longitude and latitude."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    control = ((x0 + x1) / 2 - dy * BEND * 2, (y0 + y1) / 2 + dx * BEND * 2)
    t = np.linspace(0, 1, points)[:, None]
    xy = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * np.asarray(end)
    return LineString(xy)


def move_path(stops: Sequence[Position], along: BaseGeometry | None = None) -> LineString | None:
    """The line of a move through `stops` (two or more), or the stretch of `along` between its ends.

    None where all stops are one position.
    """
    distinct = [p for i, p in enumerate(stops) if i == 0 or p != stops[i - 1]]
    if len(distinct) < 2:
        return None
    if along is not None:
        line = along if isinstance(along, LineString) else linemerge(along)
        if isinstance(line, LineString):
            a, b = (line.project(Point(p)) for p in (distinct[0], distinct[-1]))
            if a != b:
                return LineString([distinct[0], *substring(line, a, b).coords, distinct[-1]])
    if len(distinct) > 2:
        return LineString(distinct)
    (x0, y0), (x1, y1) = distinct
    return curve((x0, y0), (x1, y1)) if hypot(x1 - x0, y1 - y0) > 1e-6 else None
