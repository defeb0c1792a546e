"""Density: how many of very many points lie in each cell of the map, at each step of the film.

Points are counted once, by packed integer keys of step and cell; frames come from two sliding sums, so
that each count is touched twice however many points there are, and a fade is exact: what has come in
the last `fade` steps, each weighted by the share of them that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.drawing import Drawing
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import rgb
from placetime.render.raster.projection import Projection
from placetime.render.raster.sprite import Piece
from placetime.render.raster.view import View, window
from placetime.spec import load

SHADES: Final = 32
"""Steps of the ramp from nothing to most."""
PENDING: Final = 4_000_000
"""Keys that may wait to be merged."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of `cell` px on the map of a view, and `steps` even steps of the days `first` to `last`."""

    crs: str
    view: View
    cell: int
    first: int
    last: int
    steps: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of cells."""
        return -(-self.view.height // self.cell), -(-self.view.width // self.cell)

    def step(self, day: int) -> int:
        """The step in which a day lies, clipped to the film."""
        share = (day - self.first) * self.steps // (self.last - self.first + 1)
        return min(self.steps - 1, max(0, share))

    def keys(self, lonlat: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """step × cells + cell of each point that lies on the map and in the time; shape (m ≤ n,)."""
        projection = Projection(self.crs)
        west, _, east, _ = window(self.view, projection)
        middle = (west + east) / 2
        turned = (lonlat[:, 0] - middle + 180) % 360 - 180 + middle
        px = self.view.px(projection(np.column_stack([turned, lonlat[:, 1]])))
        inside = (px >= 0).all(axis=1) & (px < (self.view.width, self.view.height)).all(axis=1)
        inside &= (days >= self.first) & (days <= self.last)
        cells = (px[inside] // self.cell).astype(np.int64)
        steps = (days[inside] - self.first) * self.steps // (self.last - self.first + 1)
        rows, columns = self.shape
        keys: NDArray[np.int64] = (steps * rows + cells[:, 1]) * columns + cells[:, 0]
        return keys


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many points have each key; `keys` ascending and distinct, both of shape (n,)."""

    keys: NDArray[np.int64]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, keys: NDArray[np.int64]) -> Counts:
        distinct, counts = np.unique(keys, return_counts=True)
        return cls(distinct, counts.astype(np.int64))


def merged(parts: Iterable[Counts]) -> Counts:
    """All counts together; the order of the parts does not matter, and memory grows with distinct keys."""
    waiting = [Counts(np.empty(0, np.int64), np.empty(0, np.int64))]
    pending = 0
    for part in parts:
        waiting.append(part)
        pending += len(part.keys)
        if pending > PENDING:
            waiting, pending = [_sum(waiting)], 0
    return _sum(waiting)


def _sum(parts: list[Counts]) -> Counts:
    keys, places = np.unique(np.concatenate([p.keys for p in parts]), return_inverse=True)
    counts = np.zeros(len(keys), np.int64)
    np.add.at(counts, places, np.concatenate([p.counts for p in parts]))
    return Counts(keys, counts)


class Density:
    """The cells of a film, one step after the other; `fade` steps after it came a point is gone."""

    def __init__(self, grid: Grid, counts: Counts, fade: int, hue: str) -> None:
        self.grid, self._counts, self._fade, self._hue = grid, counts, max(1, fade), hue
        rows, columns = grid.shape
        self._edges = np.searchsorted(counts.keys, np.arange(grid.steps + 1) * (rows * columns))
        self._most = self._peak()
        self._start()

    def _start(self) -> None:
        rows, columns = self.grid.shape
        self._step = self._since = -1
        self._active = np.zeros(rows * columns, np.int64)
        self._weights = np.zeros(rows * columns, np.int64)

    def at(self, step: int) -> NDArray[np.int64]:
        """`fade` times the weight of each cell at a step; shape (rows, columns). Forward is fastest."""
        if step < self._step or step - self._step > self._fade:
            self._start()
            self._step = self._since = max(-1, step - self._fade)
        while self._step < step:
            self._step += 1
            self._weights -= self._active
            if self._step - self._fade > self._since:
                self._add(self._step - self._fade, -1, 0)
            self._add(self._step, 1, self._fade)
        return self._weights.reshape(self.grid.shape)

    def _add(self, step: int, sign: int, weight: int) -> None:
        """Lets the points of a step come or go."""
        if not 0 <= step < self.grid.steps:
            return
        part = slice(self._edges[step], self._edges[step + 1])
        rows, columns = self.grid.shape
        cells = self._counts.keys[part] - step * rows * columns
        self._active[cells] += sign * self._counts.counts[part]
        self._weights[cells] += weight * self._counts.counts[part]

    def _peak(self) -> float:
        """Near the most that a cell ever has: a single cell must not make all others faint."""
        counts = np.sort(self._counts.counts)
        return float(counts[int(len(counts) * 0.999)]) * self._fade if len(counts) else 1.0

    def piece(self, step: int) -> Piece | None:
        """What is to be laid on the map at a step; None where there is nothing."""
        weights = self.at(step)
        if not weights.any():
            return None
        share = np.log1p(weights / self._fade) / np.log1p(max(1.0, self._most / self._fade))
        shades = np.ceil(np.minimum(share, 1.0) * SHADES).astype(np.uint8)
        return Piece(Cells(shades, self.grid.cell, self._hue), 0, 0)


class Cells:
    """Shades 0…`SHADES` of cells, laid as squares: faint, then of the hue, then towards the ink."""

    def __init__(self, shades: NDArray[np.uint8], cell: int, hue: str) -> None:
        self._shades, self._cell, self._hue = shades, cell, hue

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays them on the map that they were made for; (x, y) is not asked."""
        height, width = pixels.shape[:2]
        wide = np.repeat(np.repeat(self._shades, self._cell, 0), self._cell, 1)[:height, :width]
        rows, columns = np.nonzero(wide)
        inks, holds = _ramp(self._hue)
        shades = wide[rows, columns]
        under = pixels[rows, columns]
        share = holds[shades] * np.float32(opacity)
        pixels[rows, columns] = under + (inks[shades] - under) * share + np.float32(0.5)

    def draw(self, drawing: Drawing) -> None:
        """Draws each shade's squares as one shape."""
        inks, holds = _ramp(self._hue)
        for shade in np.unique(self._shades[self._shades > 0]).tolist():
            squares = Path()
            for row, column in np.argwhere(self._shades == shade).tolist():
                squares.rectangle(column * self._cell, row * self._cell, self._cell, self._cell)
            ink = "#" + "".join(f"{round(float(v)):02x}" for v in inks[shade])
            drawing.fill(squares, ink, float(holds[shade, 0]))


def _ramp(hue: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The colour (n, 3) and the opacity (n, 1) of each shade."""
    share = np.linspace(0, 1, SHADES + 1)[:, None]
    color, ink = np.array(rgb(hue), float), np.array(rgb(load("style")["ink"]), float)
    dark = np.clip(share - 0.6, 0, 1) * 1.6
    return (color + (ink - color) * dark).astype(np.float32), (0.18 + 0.8 * share).astype(
        np.float32
    )
