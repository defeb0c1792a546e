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
from placetime.spec import current_style

PHASES: Final = 2
"""Positions within a px, in each direction, that dots are drawn at."""
SHADES: Final = 255
"""Steps between an opacity of 0 and 1."""
MOST: Final = 0.996
"""A dot's opacity at most, so that its logarithm is finite."""


class Dots:
    """The dots of a cloud that show in one frame."""

    def __init__(
        self,
        hue: str,
        sheet: Sheet,
        cells: NDArray[np.int64],
        logs: NDArray[np.float32],
        radius: float,
        discs: Callable[[], tuple[Points, NDArray[np.float32]]],
    ) -> None:
        """For each dot and each pixel of it: its cell of the sheet, and the logarithm of what it lets
        through.

        `discs` gives the same as discs of `radius` px: the middle and the opacity of each.
        """
        self._hue, self._sheet, self._cells, self._logs = hue, sheet, cells, logs
        self._radius, self._discs = radius, discs

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays them on the map that they were made for; (x, y) is not asked."""
        rows, columns, total = self._sheet.added(self._cells, self._logs)
        share = 1 - np.exp(total)[:, None]
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


class Sheet:
    """Sums for each pixel of a map, and of `room` px around it, so that no dot is cut at its edge."""

    def __init__(self, width: int, height: int, room: int) -> None:
        self.room, self._width, self._height = room, width, height
        self.stride = width + 2 * room
        self._sums = np.zeros((height + 2 * room) * self.stride, np.float32)

    def holds(self, px: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of the pixels (n, 2) a dot may lie in without reaching beyond the sheet."""
        far = px + self.room // 2
        edge = self._width + self.room, self._height + self.room
        inside: NDArray[np.bool_] = np.all((far >= 0) & (far < edge), axis=1)
        return inside

    def cell(self, right: NDArray[np.int64], down: NDArray[np.int64]) -> NDArray[np.int64]:
        """The cell of a pixel of the map."""
        return (down + self.room) * self.stride + right + self.room

    def added(
        self, cells: NDArray[np.int64], values: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """The sums of values by cell: row, column and sum of each pixel of the map that has one; the
        same pixel may come twice."""
        np.add.at(self._sums, cells, values)
        if len(cells) > len(self._sums) // 4:  # many a pixel has several dots: each of them once
            own = np.flatnonzero(self._sums)
            sums = self._sums[own]
            self._sums[:] = 0
        else:
            own, sums = cells, self._sums[cells]
            self._sums[cells] = 0
        rows, columns = np.divmod(own, self.stride)
        rows -= self.room
        columns -= self.room
        inside = (rows >= 0) & (rows < self._height) & (columns >= 0) & (columns < self._width)
        return rows[inside], columns[inside], sums[inside]


class CloudPainter:
    """Makes the pieces of clouds; where their dots lie in a view is worked out once."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._placed: dict[int, _Placed] = {}

    def piece(self, cloud: Cloud, figures: Figures, first: int, last: int) -> Piece | None:
        """What shows of a cloud in the days `first` to `last`; None if nothing does."""
        shown = cloud.schedule.at(first, last)
        placed = self._placed.get(id(cloud))
        if placed is None or placed.figures is not figures:
            placed = self._placed[id(cloud)] = _Placed(cloud, figures, cloud.radius * self._scale)
        here = placed.cells[shown.index] >= 0
        index = shown.index[here]
        if not len(index):
            return None
        style = current_style()["opacity"]
        there = style["least"] + (style["most"] - style["least"]) * shown.presence
        gone = style["trace_to"] + (style["trace_from"] - style["trace_to"]) * shown.trace
        strength = np.where(shown.presence > 0, there, gone)[here]
        shade = np.round(strength * SHADES).astype(np.intp)
        phase = placed.phases[index]
        parts = []
        for own in range(PHASES * PHASES):
            rows = np.flatnonzero(phase == own)
            if len(rows):
                down, right, logs = shaded_disc(placed.radius, own % PHASES, own // PHASES)
                reach = down * placed.sheet.stride + right
                parts.append((placed.cells[index[rows], None] + reach, logs[shade[rows]]))
        cells, logs = (
            np.concatenate([p.ravel() for p in each]) for each in zip(*parts, strict=True)
        )

        def discs() -> tuple[Points, NDArray[np.float32]]:
            return placed.middles[index], (shade / SHADES).astype(np.float32)

        return Piece(Dots(cloud.hue, placed.sheet, cells, logs, placed.radius, discs), 0, 0)


class _Placed:
    """Where the dots of a cloud lie in a view: `cells` (n,) of the sheet, -1 off the map, `phases` (n,)
    within the px, and `middles` (n, 2) in px."""

    def __init__(self, cloud: Cloud, figures: Figures, radius: float) -> None:
        self.figures, self.radius = figures, radius
        self.sheet = Sheet(figures.view.width, figures.view.height, 2 * (ceil(radius) + 2))
        xy = figures.positions(cloud.lonlat) * PHASES
        fine = np.floor(np.clip(xy, -1e6, 1e6)).astype(np.int64)
        px, phase = np.divmod(fine, PHASES)
        cells = self.sheet.cell(px[:, 0], px[:, 1])
        self.cells = np.where(self.sheet.holds(px), cells, -1)
        self.phases = phase[:, 0] + PHASES * phase[:, 1]
        self.middles: Points = px + (phase + 0.5) / PHASES


@cache
def shaded_disc(
    radius: float, right: int, down: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """The pixels (k,) of a disc as rows and columns, and for each of its shades, from 0 to `SHADES`, the
    logarithms (k,) of what they let through."""
    rows, columns, covers = disc(radius, right, down)
    strength = (np.arange(SHADES + 1, dtype=np.float32) / SHADES)[:, None]
    return rows, columns, np.log1p(-np.minimum(covers * strength, np.float32(MOST)))


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
