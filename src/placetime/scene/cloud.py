"""A cloud: many dated points of one look, kept as columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from placetime.scene.schedule import Schedule


@dataclass(frozen=True, eq=False)
class Cloud:
    """Points that differ in position and date alone, too many for a `Mark` each.

    `lonlat` has shape (n, 2), degrees in EPSG:4326; `days` (n, 4), the days of each interval;
    `radius` is that of a dot in px at scale 1.
    """

    layer: str
    lonlat: NDArray[np.float64]
    days: NDArray[np.int64]
    trace_days: int
    hue: str
    radius: float

    @cached_property
    def schedule(self) -> Schedule:
        """When each point shows."""
        return Schedule(self.days, np.full(len(self.days), self.trace_days, np.int64))

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south = self.lonlat.min(axis=0)
        east, north = self.lonlat.max(axis=0)
        return float(west), float(south), float(east), float(north)
