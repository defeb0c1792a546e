"""A film of the density of very many points."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import geopandas as gpd

from placetime.density.points import Files, Points, Table
from placetime.film import Base, Film, base_layers
from placetime.model.atlas import BBox
from placetime.render.raster.density import Density, Grid
from placetime.render.raster.design import Design
from placetime.render.raster.layout import layout
from placetime.render.raster.projection import Projection
from placetime.render.raster.view import fit
from placetime.resolve.style import style_given
from placetime.scene.scene import Scene
from placetime.scene.tables import scene_of_tables, with_room
from placetime.write.animation import write_animation

CELL: Final = 4
"""Side of a cell in px, if nothing else is asked for."""
FADE: Final = 1 / 50
"""Share of the film in which a point fades, if nothing else is asked for."""


def animate_density(
    source: str | os.PathLike[str] | gpd.GeoDataFrame,
    path: str | os.PathLike[str],
    *,
    when: str,
    name: str = "",
    color: str = "#0072B2",
    cell: int = CELL,
    fade: float = FADE,
    days: tuple[int, int] | None = None,
    scheduler: str | None = None,
    jobs: int | None = None,
    base: Base = "world",
    labels: gpd.GeoDataFrame | None = None,
    label: str = "name",
    title: str = "",
    lang: str = "en",
    bbox: BBox | None = None,
    crs: str = "EPSG:3857",
    style: Mapping[str, Any] | str | os.PathLike[str] | None = None,
    size: tuple[int, int] = (960, 540),
    seconds: float = 20.0,
    fps: float = 12,
    max_bytes: int | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Film:
    """Writes a film of how many points lie in each cell of the map; memory does not grow with them.

    Parameters
    ----------
    source:
        A GeoParquet file of points in longitude and latitude, or a folder of such; or a GeoDataFrame.
    when:
        Its column of days: dates, timestamps or EDTF text, of which the first day counts.
    cell, fade:
        Side of a cell in px; the share of the film in which a point fades after its day.
    days, bbox:
        The first and last day since 1970-01-01, and west, south, east, north in degrees; by default all
        of the points. The files' own metadata and statistics mostly tell them; else the points are read
        once more.
    scheduler:
        The address of a Dask scheduler, such as tcp://host:8786, whose workers count the parts; they must
        see the files under the same path. Needs the `dask` extra; the film is the same.
    jobs:
        Processes that count the parts and draw, by default one for each core; the film is the same.
    max_bytes:
        Lowers quality, size and frames a second until the file fits. The points are counted anew, and so
        read once more, for each other size.

    The others are those of `animate`. The legend says what the shades mean, the timeline when the points
    on the map come. Raises PlacetimeError for files that are no GeoParquet of points, InvalidTable for
    texts that are no dates, MissingPart for an extra that is not installed.
    """
    points: Points = (
        Table(source, when)
        if isinstance(source, gpd.GeoDataFrame)
        else Files(Path(source), when, scheduler, jobs)
    )
    scene = scene_of_tables(
        (),
        base=base_layers(base),
        title=title,
        lang=lang,
        labels=labels,
        label=label,
        bbox=bbox or with_room(points.bounds()),
        crs=crs,
        style=style_given(style or {}),
        span=days or points.span(),
        seconds=seconds,
    )
    scene = replace(scene, classes=((color, {lang: name}),) if name else ())

    def density(design: Design) -> Density:
        return density_of(points, scene, design, fps, cell, fade, color)

    write_animation(
        scene,
        Path(path),
        Design(size),
        fps,
        jobs=jobs,
        max_bytes=max_bytes,
        density=density,
        progress=progress,
    )
    return Film(Path(path))


def density_of(
    points: Points,
    scene: Scene,
    design: Design,
    fps: float,
    cell: int = CELL,
    fade: float = FADE,
    color: str = "#0072B2",
    progress: Callable[[float], None] = lambda share: None,
) -> Density:
    """The density of points on the map of a scene without chapters, in its time; `cell` and `fade` as in
    `animate_density`."""
    crs = scene.crs(design.crs)
    place, scale = layout(design).map, scene.scale
    view = fit(scene.atlas.bbox, Projection(crs), place.width, place.height)
    steps = min(max(1, round(scale.seconds * fps)), scale.last - scale.first + 1)
    grid = Grid(crs, view, cell, scale.first, scale.last, steps)
    return Density(grid, points.counts(grid, progress), round(fade * steps), color)
