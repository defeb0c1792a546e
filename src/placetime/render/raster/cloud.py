"""Clouds of points: the dots of a frame laid all at once.

Where n dots of opacity a₁ … aₙ lie over one another, what is below them shines through by the product
of 1 - aᵢ, whatever their order; so the logarithms of these are added up for each pixel.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.coverage import Points, coverage
from placetime.render.raster.drawing import Drawing
from placetime.render.raster.figures import Figures
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import rgb
from placetime.render.raster.sprite import Piece
from placetime.scene.cloud import Cloud
from placetime.spec import load

PHASES: Final = 2
"""Positions within a px, in each direction, that dots are drawn at."""
MOST: Final = 0.996
"""A dot's opacity at most, so that its logarithm is finite."""


class Dots:
    """The dots of a cloud that show in one frame."""

    def __init__(
        self,
        hue: str,
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
        logs: NDArray[np.float32],
        radius: float,
        discs: Callable[[], tuple[Points, NDArray[np.float32]]],
    ) -> None:
        """For each dot and each pixel of it: where it lies, and the logarithm of what it lets through.

        `discs` gives the same as discs of `radius` px: the middle and the opacity of each.
        """
        self._hue, self._rows, self._columns, self._logs = hue, rows, columns, logs
        self._radius, self._discs = radius, discs

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays them on the map that they were made for; (x, y) is not asked."""
        height, width = pixels.shape[:2]
        inside = (self._rows >= 0) & (self._rows < height)
        inside &= (self._columns >= 0) & (self._columns < width)
        rows, columns, logs = self._rows[inside], self._columns[inside], self._logs[inside]
        total = np.zeros(height * width, np.float32)
        np.add.at(total, rows * width + columns, logs)
        if len(rows) > len(total) // 4:  # many a pixel has several dots: each of them once
            rows, columns = np.divmod(np.flatnonzero(total != 0), width)
        share = 1 - np.exp(total[rows * width + columns])[:, None]
        under = pixels[rows, columns].astype(np.float32)
        ink = np.array(rgb(self._hue), np.float32)
        pixels[rows, columns] = under + (ink - under) * (share * np.float32(opacity)) + 0.5

    def draw(self, drawing: Drawing) -> None:
        """Draws those that are on the map, their opacity in hundredths."""
        at, strength = self._discs()
        room = self._radius
        inside = ((at > -room) & (at < (drawing.width + room, drawing.height + room))).all(axis=1)
        shade = np.round(strength * 100)
        for own in np.unique(shade[inside]):
            chosen = at[inside & (shade == own)]
            drawing.dots(self._radius, chosen, self._hue, float(own) / 100)


class CloudPainter:
    """Makes the pieces of clouds; where their dots lie in a view is worked out once."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._cells: dict[int, tuple[Figures, NDArray[np.int64], NDArray[np.int64]]] = {}

    def piece(self, cloud: Cloud, figures: Figures, first: int, last: int) -> Piece | None:
        """What shows of a cloud in the days `first` to `last`; None if nothing does."""
        shown = cloud.schedule.at(first, last)
        if not len(shown.index):
            return None
        style = load("style")["opacity"]
        there = style["least"] + (style["most"] - style["least"]) * shown.presence
        gone = style["trace_to"] + (style["trace_from"] - style["trace_to"]) * shown.trace
        strength = np.where(shown.presence > 0, there, gone).astype(np.float32)
        cells, phases = self._placed(cloud, figures)
        radius = cloud.radius * self._scale
        parts = []
        for phase in range(PHASES * PHASES):
            own = np.flatnonzero(phases[shown.index] == phase)
            if len(own):
                down, right, covers = disc(radius, phase % PHASES, phase // PHASES)
                at = cells[shown.index[own]]
                through = np.minimum(covers * strength[own, None], np.float32(MOST))
                parts.append((at[:, 1:] + down, at[:, :1] + right, np.log1p(-through)))
        rows, columns, logs = (
            np.concatenate([p.ravel() for p in each]) for each in zip(*parts, strict=True)
        )

        def discs() -> tuple[Points, NDArray[np.float32]]:
            phase = np.column_stack([phases % PHASES, phases // PHASES])[shown.index]
            return cells[shown.index] + (phase + 0.5) / PHASES, strength

        return Piece(Dots(cloud.hue, rows, columns, logs, radius, discs), 0, 0)

    def _placed(
        self, cloud: Cloud, figures: Figures
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The px (n, 2) in which each dot lies, and its phase within it (n,)."""
        known = self._cells.get(id(cloud))
        if known is None or known[0] is not figures:
            xy = figures.positions(cloud.lonlat) * PHASES
            fine = np.floor(np.clip(xy, -1e6, 1e6)).astype(np.int64)
            cells, phase = np.divmod(fine, PHASES)
            known = figures, cells, phase[:, 0] + PHASES * phase[:, 1]
            self._cells[id(cloud)] = known
        return known[1:]


@cache
def disc(
    radius: float, right: int, down: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """The pixels that a disc covers, from the px in which its middle lies: rows, columns, shares."""
    room = ceil(radius) + 2
    path = Path()
    path.circle(room + (right + 0.5) / PHASES, room + (down + 0.5) / PHASES, radius)
    covered = coverage(path.lines, 2 * room + 1, 2 * room + 1)
    assert covered is not None
    rows, columns = np.nonzero(covered.share)
    shares = covered.share[rows, columns]
    return rows + covered.top - room, columns + covered.left - room, shares
