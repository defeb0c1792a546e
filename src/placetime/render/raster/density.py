"""Density: how many of very many points lie in each cell of the map, at each step of the film.

Points are counted once, by packed integer keys of step and cell; frames come from two sliding sums, so
that each count is touched twice however many points there are, and a fade is exact: what has come in
the last `fade` steps, each weighted by the share of them that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.drawing import Drawing
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import rgb
from placetime.render.raster.projection import Projection
from placetime.render.raster.sprite import Piece
from placetime.render.raster.view import View, window
from placetime.spec import current_style

SHADES: Final = 32
"""Steps of the ramp from nothing to most."""
STEPS_OF_KEY: Final = 4
"""Of the ramp in the legend, at most."""
PENDING: Final = 4_000_000
"""Keys that may wait to be merged."""
DENSE: Final = 1 << 25
"""Keys of which each has a place in memory of its own; more are sorted."""


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

    @property
    def size(self) -> int:
        """How many keys there are."""
        rows, columns = self.shape
        return self.steps * rows * columns

    @property
    def edges(self) -> NDArray[np.int64]:
        """The day on which each step begins, and the one after the last; shape (steps + 1,)."""
        length = self.last - self.first + 1
        return self.first - (-np.arange(self.steps + 1) * length // self.steps)

    def keys(self, lonlat: NDArray[np.float64], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """step × cells + cell of each point that lies on the map and in the time; shape (m ≤ n,)."""
        projection = Projection(self.crs)
        west, _, east, _ = window(self.view, projection)
        middle, lon = (west + east) / 2, lonlat[:, 0]
        if len(lon) and not (lon.min() >= middle - 180 and lon.max() < middle + 180):
            turned = (lon - middle + 180) % 360 - 180 + middle
            lonlat = np.column_stack([turned, lonlat[:, 1]])
        px = self.view.px(projection(lonlat))
        x, y = px[:, 0], px[:, 1]
        inside = (x >= 0) & (x < self.view.width) & (y >= 0) & (y < self.view.height)
        inside &= (days >= self.first) & (days <= self.last)
        if not inside.all():
            x, y, days = x[inside], y[inside], days[inside]
        steps = (days - self.first) * self.steps // (self.last - self.first + 1)
        rows, columns = self.shape
        keys: NDArray[np.int64] = (steps * rows + y.astype(np.int32) // self.cell) * columns
        keys += x.astype(np.int32) // self.cell
        return keys


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many points have each key; `keys` ascending and distinct, both of shape (n,)."""

    keys: NDArray[Any]
    counts: NDArray[Any]

    @classmethod
    def of(cls, keys: NDArray[np.int64]) -> Counts:
        distinct, counts = np.unique(keys, return_counts=True)
        return cls(distinct, counts.astype(np.int64))

    @classmethod
    def held(cls, held: NDArray[Any]) -> Counts:
        """From the count of each key there is, in as few bytes as hold them."""
        keys = np.flatnonzero(held)
        counts = held[keys]
        most = int(counts.max()) if len(counts) else 0
        return cls(
            keys.astype(np.min_scalar_type(len(held))), counts.astype(np.min_scalar_type(most))
        )


def tallied(batches: Iterable[NDArray[np.int64]], size: int) -> Counts:
    """The counts of keys below `size`, which come in batches."""
    if size > DENSE:
        return merged((Counts.of(keys) for keys in batches), size)
    held = np.zeros(size, np.uint32)
    for keys in batches:
        np.add.at(held, keys, np.uint32(1))
    return Counts.held(held)


def merged(parts: Iterable[Counts], size: int) -> Counts:
    """All counts of keys below `size` together; the order of the parts does not matter.

    Memory grows with the distinct keys, not with the points.
    """
    if size <= DENSE:
        held = np.zeros(size, np.int64)
        for part in parts:
            held[part.keys] += part.counts
        return Counts.held(held)
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
        cells = self._counts.keys[part].astype(np.int64) - step * rows * columns
        counts = self._counts.counts[part].astype(np.int64)
        self._active[cells] += sign * counts
        self._weights[cells] += weight * counts

    def _peak(self) -> float:
        """Near the most that a cell has at any step: a single cell must not make all others faint."""
        most = 1.0
        self._start()
        for step in range(self.grid.steps):
            weights = self.at(step)
            there = weights[weights > 0]
            if len(there):
                own = int(len(there) * 0.999)
                most = max(most, float(np.partition(there, own)[own]) / self._fade)
        return most

    @property
    def begun(self) -> NDArray[np.int64]:
        """How many points come at each step; shape (steps,)."""
        sums = np.concatenate([[0], np.cumsum(self._counts.counts, dtype=np.int64)])
        return np.diff(sums[self._edges])

    def piece(self, step: int) -> Piece | None:
        """What is to be laid on the map at a step; None where there is nothing."""
        weights = self.at(step)
        if not weights.any():
            return None
        shades = self._shades(weights / self._fade)
        return Piece(Cells(shades, self.grid.cell, self._hue), 0, 0)

    def _shades(self, weights: NDArray[np.float64]) -> NDArray[np.uint8]:
        share = np.log1p(weights) / np.log1p(self._most)
        shades: NDArray[np.uint8] = np.ceil(np.minimum(share, 1.0) * SHADES).astype(np.uint8)
        return shades

    def key(self) -> list[tuple[int, str, float]]:
        """For the legend: round numbers of points in a cell, few to many, with colour and opacity."""
        powers = [n * 10**k for k in range(int(log10(self._most)) + 1) for n in (1, 2, 5)]
        few = list(range(1, int(self._most) + 1))
        plain = few if self._most < 10 else [n for n in powers if n <= self._most]
        chosen = np.linspace(0, len(plain) - 1, min(STEPS_OF_KEY, len(plain))).round()
        numbers = [plain[int(i)] for i in chosen]
        inks, holds = _ramp(self._hue)
        return [
            (n, _hex(inks[s]), float(holds[s, 0]))
            for n, s in zip(numbers, self._shades(np.array(numbers, float)).tolist(), strict=True)
        ]


class Cells:
    """Shades 0…`SHADES` of cells, laid as squares: faint, then of the hue, then towards the ink."""

    def __init__(self, shades: NDArray[np.uint8], cell: int, hue: str) -> None:
        self._shades, self._cell, self._hue = shades, cell, hue

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays them on the map that they were made for; (x, y) is not asked."""
        inks, holds = _ramp(self._hue)
        share = np.round(holds * (256 * opacity)).astype(np.uint16)
        share[0] = 0
        kept = np.repeat((256 - share)[self._shades], self._cell, 1)[:, : pixels.shape[1]]
        laid = (np.round(inks).astype(np.uint16) * share + np.uint16(128))[self._shades]
        laid = np.repeat(laid, self._cell, 1)[:, : pixels.shape[1]]
        for row in range(len(self._shades)):
            band = pixels[row * self._cell : (row + 1) * self._cell]
            band[...] = (band * kept[row] + laid[row]) >> 8

    def draw(self, drawing: Drawing) -> None:
        """Draws each shade's squares as one shape."""
        inks, holds = _ramp(self._hue)
        for shade in np.unique(self._shades[self._shades > 0]).tolist():
            squares = Path()
            for row, column in np.argwhere(self._shades == shade).tolist():
                squares.rectangle(column * self._cell, row * self._cell, self._cell, self._cell)
            drawing.fill(squares, _hex(inks[shade]), float(holds[shade, 0]))


def _hex(ink: NDArray[np.float32]) -> str:
    return "#" + "".join(f"{round(float(v)):02x}" for v in ink)


def _ramp(hue: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The colour (n, 3) and the opacity (n, 1) of each shade."""
    share = np.linspace(0, 1, SHADES + 1)[:, None]
    color, ink = np.array(rgb(hue), float), np.array(rgb(current_style()["ink"]), float)
    dark = np.clip(share - 0.6, 0, 1) * 1.6
    return (color + (ink - color) * dark).astype(np.float32), (0.18 + 0.8 * share).astype(
        np.float32
    )
