"""The histogram of the timeline: how much begins under each of its bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.density import Density
from placetime.scene.scene import Scene


def begun(scene: Scene, density: Density | None, bars: int, step: float) -> NDArray[np.float64]:
    """What begins in each stretch of `step` seconds of the film; shape (bars,).

    Events count at the middle of the days on which they may have begun. Of a density's steps the points
    are spread evenly over the step.
    """
    scale = scene.scale
    days = scene.moments
    days = days[(days >= scale.first) & (days <= scale.last)]
    at = np.minimum((scale.positions(days) / step).astype(np.int64), bars - 1)
    counts = np.bincount(at, minlength=bars).astype(float)
    if density is not None:
        so_far = np.concatenate([[0], np.cumsum(density.begun)])
        edges = scale.positions(density.grid.edges)
        counts += np.diff(np.interp(np.arange(bars + 1) * step, edges, so_far))
    return counts
