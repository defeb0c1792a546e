"""A film of the density of very many points, read part by part from GeoParquet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from placetime.errors import MissingPart, PlacetimeError
from placetime.film import Base, Film, base_layers
from placetime.model.atlas import BBox
from placetime.read.points import Part, bounds, parts, read_points, span
from placetime.render.raster.density import Counts, Density, Grid, merged
from placetime.render.raster.design import Design
from placetime.render.raster.layout import layout
from placetime.render.raster.projection import Projection
from placetime.render.raster.view import fit
from placetime.scene.tables import scene_of_tables
from placetime.write.animation import write_animation

if TYPE_CHECKING:
    import geopandas as gpd

FADE: Final = 1 / 50
"""Share of the film in which a point fades, if nothing else is asked for."""


def animate_density(
    source: str | os.PathLike[str],
    path: str | os.PathLike[str],
    *,
    when: str,
    name: str = "",
    color: str = "#0072B2",
    cell: int = 4,
    fade: float = FADE,
    days: tuple[int, int] | None = None,
    scheduler: str | None = None,
    base: Base = "world",
    labels: gpd.GeoDataFrame | None = None,
    label: str = "name",
    title: str = "",
    lang: str = "en",
    bbox: BBox | None = None,
    crs: str = "EPSG:3857",
    size: tuple[int, int] = (960, 540),
    seconds: float = 20.0,
    fps: float = 12,
    progress: Callable[[float], None] = lambda share: None,
) -> Film:
    """Writes a film of how many points lie in each cell of the map; memory does not grow with them.

    Parameters
    ----------
    source:
        A GeoParquet file of points in longitude and latitude, or a folder of such.
    when:
        Its column of days: dates, timestamps or EDTF text, of which the first day counts.
    cell, fade:
        Side of a cell in px; the share of the film in which a point fades after its day.
    days, bbox:
        The first and last day since 1970-01-01, and west, south, east, north in degrees; by default all
        of the points, for which they are read once more.
    scheduler:
        The address of a Dask scheduler, such as tcp://host:8786, whose workers count the parts; they must
        see the files under the same path. Needs the `dask` extra; the film is the same.

    The others are those of `animate`. Raises PlacetimeError for files that are no GeoParquet of points,
    MissingPart for an extra that is not installed.
    """
    source, path = Path(source), Path(path)
    box = bbox or bounds(source)
    if box is None:
        raise PlacetimeError(f"{source} does not say where its points lie: give bbox")
    first, last = days or span(source, when)
    scene = scene_of_tables(
        (),
        base=base_layers(base),
        title=title,
        lang=lang,
        labels=labels,
        label=label,
        bbox=box,
        crs=crs,
        span=(first, last),
        seconds=seconds,
    )
    scene = replace(scene, classes=((color, {lang: name}),) if name else ())
    design = Design(size)
    place = layout(design).map
    view = fit(box, Projection(crs), place.width, place.height)
    steps = min(max(1, round(seconds * fps)), last - first + 1)
    grid = Grid(crs, view, cell, first, last, steps)
    counts = merged(counted(parts(source), when, grid, scheduler))
    density = Density(grid, counts, round(fade * steps), color)
    write_animation(scene, path, design, fps, density=density, progress=progress)
    return Film(path)


def counted(
    every: Sequence[Part], when: str, grid: Grid, scheduler: str | None = None
) -> Iterator[Counts]:
    """The counts of each part, here or by the workers of a Dask scheduler."""
    work = partial(count, when=when, grid=grid)
    if scheduler is None:
        yield from map(work, every)
        return
    if find_spec("distributed") is None:
        raise MissingPart('a scheduler needs more: pip install "placetime[dask]"')
    distributed: Any = import_module("distributed")
    with distributed.Client(scheduler) as client:
        for future in distributed.as_completed(client.map(work, list(every), pure=False)):
            yield future.result()


def count(part: Part, when: str, grid: Grid) -> Counts:
    """The counts of one part, one batch after the other."""
    return merged(Counts.of(grid.keys(*points)) for points in read_points(part, when))
