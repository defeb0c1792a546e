"""Where the points of a density come from: GeoParquet, read part by part, or a table in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from placetime.errors import MissingPart, PlacetimeError
from placetime.model.atlas import BBox
from placetime.model.interval import PAST
from placetime.read.points import Part, bounds, parts, read_points, span
from placetime.render.raster.density import Counts, Grid, merged, tallied
from placetime.scene.table_dates import days_of
from placetime.scene.table_marks import in_degrees
from placetime.write.stretches import cores, done

Progress = Callable[[float], None]


class Points(Protocol):
    """Dated points that can be counted, again for another grid."""

    def bounds(self) -> BBox:
        """West, south, east and north in degrees."""

    def span(self) -> tuple[int, int]:
        """The first and the last day since 1970-01-01."""

    def counts(self, grid: Grid, progress: Progress) -> Counts:
        """How many points have each key of a grid; `progress` is told the share that is counted."""


@dataclass(frozen=True)
class Files:
    """A GeoParquet file or a folder of such; each count reads it once, and memory stays flat.

    `jobs` processes share the parts, by default one for each core; with `scheduler` the workers of a
    Dask cluster do.
    """

    path: Path
    when: str
    scheduler: str | None = None
    jobs: int | None = None

    def bounds(self) -> BBox:
        """By the files' metadata; PlacetimeError if they do not say it."""
        box = bounds(self.path)
        if box is None:
            raise PlacetimeError(f"{self.path} does not say where its points lie: give bbox")
        return box

    def span(self) -> tuple[int, int]:
        """By the files' statistics where they tell it, else the points are read."""
        return span(self.path, self.when)

    def counts(self, grid: Grid, progress: Progress) -> Counts:
        every = parts(self.path)
        return merged(
            counted(every, self.when, grid, self.scheduler, jobs=self.jobs, progress=progress),
            grid.size,
        )


class Table:
    """The dated points of a GeoDataFrame; what is no point, or has no first day, is left out."""

    def __init__(self, gdf: gpd.GeoDataFrame, when: str) -> None:
        """ValueError for a date that cannot be read, KeyError for a missing column."""
        gdf = in_degrees(gdf)
        days, dated = days_of(gdf, when, None, None)
        shapes = gdf.geometry.to_numpy()
        there = dated & (days[:, 0] > PAST)
        there &= (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
        if not there.any():
            raise PlacetimeError("no row has both a point and a date")
        shapes = shapes[there]
        self._lonlat = np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)])
        self._days: NDArray[np.int64] = days[there, 0]

    def bounds(self) -> BBox:
        """Of all points."""
        (west, south), (east, north) = self._lonlat.min(axis=0), self._lonlat.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def span(self) -> tuple[int, int]:
        """Of all points."""
        return int(self._days.min()), int(self._days.max())

    def counts(self, grid: Grid, progress: Progress) -> Counts:
        return tallied([grid.keys(self._lonlat, self._days)], grid.size)


def counted(
    every: Sequence[Part],
    when: str,
    grid: Grid,
    scheduler: str | None = None,
    *,
    jobs: int | None = None,
    progress: Progress = lambda share: None,
) -> Iterator[Counts]:
    """The counts of all parts, here or by the workers of a Dask scheduler."""
    if scheduler is None:
        jobs = min(jobs or cores(), len(every))
        most = -(-len(every) // jobs)

        def on_part(count: int) -> None:
            progress(count / len(every))

        work = _Counting(every, when, grid)
        yield from done(work, len(every), most, jobs=jobs, least=2, on_frame=on_part)
        return
    if find_spec("distributed") is None:
        raise MissingPart('a scheduler needs more: pip install "placetime[dask]"')
    distributed: Any = import_module("distributed")
    count_one = partial(count, when=when, grid=grid)
    with distributed.Client(scheduler) as client:
        futures = client.map(count_one, list(every), pure=False)
        for number, future in enumerate(distributed.as_completed(futures), start=1):
            yield future.result()
            progress(number / len(every))


def count(part: Part, when: str, grid: Grid) -> Counts:
    """The counts of one part, one batch after the other."""
    return tallied((grid.keys(*points) for points in read_points(part, when)), grid.size)


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts a stretch of parts."""

    every: Sequence[Part]
    when: str
    grid: Grid

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> Counts:
        def keys() -> Iterator[NDArray[np.int64]]:
            for part in self.every[first:last]:
                for points in read_points(part, self.when):
                    yield self.grid.keys(*points)
                tick()

        return tallied(keys(), self.grid.size)
