"""Polylines in px: measured, cut, and dashed by how sure they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.coverage import Points
from placetime.scene.mark import Look
from placetime.spec import current_style


def lengths(points: Points) -> NDArray[np.float64]:
    """How far along the line each point lies, in px; the first at 0."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def at(points: Points, along: NDArray[np.float64]) -> Points:
    """Positions at distances along the line, clipped to its ends."""
    measured = lengths(points)
    return np.column_stack(
        [np.interp(along, measured, points[:, 0]), np.interp(along, measured, points[:, 1])]
    )


def evenly(points: Points, every: float, until: float) -> Points:
    """The line from its start to the distance `until`, in steps of at most `every` px."""
    count = max(2, int(np.ceil(until / every)) + 1)
    return at(points, np.linspace(0, until, count))


def headings(points: Points) -> Points:
    """The unit direction of the line at each point."""
    along = (
        np.gradient(points, axis=0) if len(points) > 2 else np.repeat(np.diff(points, axis=0), 2, 0)
    )
    size = np.hypot(along[:, 0], along[:, 1])[:, None]
    unit: Points = np.divide(along, size, out=np.zeros_like(along), where=size > 0)
    return unit


def left_of(headings: Points) -> Points:
    """The unit direction to the left of each heading, as seen on the screen (y down)."""
    return np.column_stack([headings[:, 1], -headings[:, 0]])


def line_dash(look: Look, scale: float) -> list[float]:
    """The dashes in px of a limit or an outline: none if solid."""
    style = current_style()
    dashes = {"solid": [], "hollow": style["limit"]["hollow_dash"], "split": style["split"]["dash"]}
    return [length * scale for length in dashes[look]]
