"""A film of any dated GeoDataFrame, without an atlas folder."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import geopandas as gpd

from placetime.model.atlas import BaseLayer, BaseRole, BBox
from placetime.render.raster.design import Design
from placetime.resolve.base import world_layers
from placetime.resolve.style import style_given
from placetime.scene.table_marks import in_degrees
from placetime.scene.tables import Marks, scene_of_tables
from placetime.write.animation import write_animation

Base: TypeAlias = Literal["world"] | Mapping[BaseRole, gpd.GeoDataFrame] | None
MEDIA = {".gif": "image/gif", ".webp": "image/webp", ".apng": "image/apng"}
VIDEO = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True, slots=True)
class Film:
    """A film in a file; in a notebook it shows itself."""

    path: Path

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.path.read_bytes()).decode()
        kind = self.path.suffix.lower()
        if kind in VIDEO:
            return f'<video controls loop src="data:{VIDEO[kind]};base64,{data}"></video>'
        return f'<img alt="time-lapse map" src="data:{MEDIA[kind]};base64,{data}">'


def animate(
    tables: gpd.GeoDataFrame | Sequence[Marks],
    path: str | os.PathLike[str] | None = None,
    *,
    when: str | None = None,
    start: str | None = None,
    end: str | None = None,
    color: str = "#0072B2",
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
    jobs: int | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Film:
    """Writes a time-lapse of dated features and gives it back, to be shown in a notebook.

    Of more points than can be seen one by one, `animate_density` shows how many lie where.

    Parameters
    ----------
    tables:
        A GeoDataFrame in any CRS, whose columns `when` or `start` and `end` hold its dates (see
        `Marks`) and whose `color` is `#rrggbb` or a column; or several tables as `Marks`.
    path:
        Where to write; the ending says in what format. By default a GIF in the folder for temporary files.
    base:
        What lies below: the world outline, GeoDataFrames by role (land, lake, coast, river, border)
        or nothing.
    labels, label:
        Places whose names stand on the map, and the column of these names.
    bbox, crs:
        What the map shows (west, south, east, north in degrees; by default all of the data) and its
        projection, such as EPSG:3035; "auto" is one that suits the bbox (see `model.crs.suited`).
    style:
        Colours and sizes laid over those of placetime: values as in spec/style.json, or a JSON file of
        them.
    size, seconds, fps:
        Width and height in px; how long the film lasts; frames a second.
    max_bytes:
        Lowers quality, size and frames a second until the file fits.
    jobs:
        Processes that share the work, by default one for each core; the film is the same.

    Raises ValueError if no row has a date, a date cannot be read or the style is wrong, KeyError for a
    missing column, MissingPart if the `animation` extra is not installed.

    Examples
    --------
    >>> placetime.animate(battles, "battles.gif", when="date", color="side")
    """
    if isinstance(tables, gpd.GeoDataFrame):
        tables = [Marks(tables, when, start, end, color=color)]
    scene = scene_of_tables(
        tables,
        base=base_layers(base),
        title=title,
        lang=lang,
        labels=labels,
        label=label,
        bbox=bbox,
        crs=crs,
        style=style_given(style or {}),
        seconds=seconds,
    )
    if path is None:
        path = Path(tempfile.mkdtemp(prefix="placetime-")) / "timelapse.gif"
    write_animation(
        scene, Path(path), Design(size), fps, jobs=jobs, max_bytes=max_bytes, progress=progress
    )
    return Film(Path(path))


def base_layers(base: Base) -> list[BaseLayer]:
    """The base geography that is asked for; ValueError for an unknown role."""
    if base is None:
        return []
    if not isinstance(base, Mapping):
        return world_layers()
    unknown = set(base) - set(get_args(BaseRole))
    if unknown:
        raise ValueError(
            f"no role {sorted(unknown)[0]!r}; there are: {', '.join(get_args(BaseRole))}"
        )
    return [
        BaseLayer(role, tuple(g for g in in_degrees(table).geometry if g is not None), "", "")
        for role, table in base.items()
    ]
