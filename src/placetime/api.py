"""An atlas as GeoPandas users know it: tables, maps and files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from placetime.build import passage_texts, read_atlas
from placetime.edtf import parse
from placetime.errors import PlacetimeError
from placetime.model.atlas import Atlas as AtlasModel
from placetime.model.text import pick
from placetime.render.gis.tables import claims_frame, events_frame, places_frame
from placetime.resolve.style import style_given
from placetime.scene.scene import Scene, scene_of
from placetime.spec import over

if TYPE_CHECKING:
    import folium

    from placetime.film import Film
    from placetime.pull import Pulled
    from placetime.scene.timescale import Unit

Pathlike = str | os.PathLike[str]


def open(folder: Pathlike, *, documents: Pathlike | None = None) -> Atlas:
    """The atlas in a folder; `documents` is where your copies of the sources lie, if not as it says.

    Raises PlacetimeError if it is no atlas folder, InvalidAtlas (with all findings) if it has errors.
    """
    model = read_atlas(Path(folder), Path(documents) if documents else None)
    return Atlas(model, Path(folder))


class Atlas:
    """An atlas folder, read and checked. All tables are in EPSG:4326, made when first asked for."""

    def __init__(self, model: AtlasModel, folder: Path | None = None) -> None:
        self.model = model
        self.folder = folder

    def __repr__(self) -> str:
        title = pick(self.model.title, self.model.language)
        return (
            f"<Atlas “{title}”: {len(self.model.events)} events, {len(self.model.places)} places>"
        )

    @cached_property
    def scene(self) -> Scene:
        """What shows: marks, labels, legend and the time axis."""
        return scene_of(self.model)

    def _in(self, style: Mapping[str, Any] | Pathlike | None) -> Scene:
        """The scene with a style laid over its own."""
        if style is None:
            return self.scene
        own = over(self.model.style, style_given(style))
        return scene_of(replace(self.model, style=own))

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """One row a place, by id."""
        return places_frame(self.model)

    @cached_property
    def events(self) -> gpd.GeoDataFrame:
        """One row a mark: an event that is drawn in two places has two."""
        return events_frame(self.scene)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row for each claim and place, as in claims.csv."""
        return claims_frame(self.model)

    def at(self, when: str) -> gpd.GeoDataFrame:
        """The rows of `events` that show on a day or within any EDTF date, with two columns more.

        `presence` is how surely it is there (0…1), `trace` how strong its trace is after the end.
        Raises EDTFError for a text that is no date.
        """
        interval = parse(when).interval
        window = self.scene.at(interval.begin_earliest, interval.end_latest)
        shown = {mark.id: how for mark, how in window}
        rows = self.events[self.events["mark"].isin(shown)].copy()
        rows["presence"] = [shown[mark].presence for mark in rows["mark"]]
        rows["trace"] = [shown[mark].trace for mark in rows["mark"]]
        return rows

    def to_folium(self, *, show_passages: bool = False) -> folium.Map:
        """The interactive map, self-contained. `show_passages` puts in the text of your own copies."""
        from placetime.render.web.page import atlas_map

        passages = passage_texts(self.model) if show_passages else None
        return atlas_map(self.scene, passages=passages)

    def to_html(self, path: Pathlike, *, show_passages: bool = False) -> None:
        """Writes the interactive map."""
        from placetime.write.html import write_html

        passages = passage_texts(self.model) if show_passages else None
        write_html(self.scene, Path(path), passages)

    def animate(
        self,
        path: Pathlike,
        *,
        size: tuple[int, int] = (960, 540),
        fps: float = 10,
        seconds: float | None = None,
        start: str | None = None,
        end: str | None = None,
        unit: Unit = "day",
        layers: Sequence[str] | None = None,
        lang: str | None = None,
        crs: str | None = None,
        style: Mapping[str, Any] | Pathlike | None = None,
        without: Collection[str] = (),
        inset: bool = False,
        max_bytes: int | None = None,
        jobs: int | None = None,
        progress: Callable[[float], None] = lambda share: None,
    ) -> Film:
        """Writes a time-lapse; its ending says in what format: GIF, MP4, WebM, WebP, APNG, PNG a frame.

        `size` is width and height in px. `start` and `end` (EDTF, inclusive) cut the time, `seconds` is
        how long the film lasts, `unit` what of the calendar each frame shows whole. `layers` are ids, by
        default of those that start switched on; `without` names parts of `render.raster.design.PARTS`
        that are left out; `inset` adds a map of the wider world. `crs` is the projection, by default
        the atlas' own; "auto" is one that suits all views (see `model.crs.suited`). `style` is laid over
        the atlas' own: values as in spec/style.json, or a JSON file of them. With `max_bytes` the film is
        made coarser, smaller or slower until it fits.

        Raises MissingPart if the `animation` extra is not installed, ValueError for another ending, a
        size that cannot be drawn or a style with an unknown key or a wrong value, PlacetimeError for a
        layer or a time that there is not.
        """
        from placetime.film import Film
        from placetime.render.raster.design import Design
        from placetime.scene.cut import cut
        from placetime.scene.selection import days_of
        from placetime.write.animation import write_animation

        days = days_of(None, start, end)
        scene = cut(self._in(style), layers=layers, days=days, seconds=seconds, unit=unit)
        design = Design(size, lang, crs, without=frozenset(without), inset=inset)
        write_animation(
            scene, Path(path), design, fps, jobs=jobs, max_bytes=max_bytes, progress=progress
        )
        return Film(Path(path))

    def frame(
        self,
        path: Pathlike,
        at: str,
        *,
        size: tuple[int, int] = (1280, 720),
        layers: Sequence[str] | None = None,
        lang: str | None = None,
        crs: str | None = None,
        style: Mapping[str, Any] | Pathlike | None = None,
        without: Collection[str] = (),
        inset: bool = False,
    ) -> None:
        """Writes the picture of a day, or of any EDTF date as a whole, as PNG, SVG or PDF; see `animate`.

        SVG and PDF are vector pictures with text as outlines; in PDF 96 px are an inch. PDF raises
        MissingPart if the `print` extra is not installed.
        """
        from placetime.render.raster.design import Design
        from placetime.scene.cut import cut
        from placetime.scene.selection import days_of
        from placetime.write.frame import write_frame

        days = days_of(at)
        assert days is not None
        design = Design(size, lang, crs, without=frozenset(without), inset=inset)
        write_frame(cut(self._in(style), layers=layers), Path(path), design, *days)

    def export(
        self,
        path: Pathlike,
        *,
        format: str | None = None,
        layers: Sequence[str] | None = None,
        at: str | None = None,
        start: str | None = None,
        end: str | None = None,
        lang: str | None = None,
        schema: str = "atlas",
    ) -> list[str]:
        """Writes the atlas, or a part of it, for another program; gives back what it could not hold.

        `format` is a name of `placetime export` (several with commas), else told by the path's ending;
        `path` is a file, a folder for several files, or `postgresql://…`, where the tables are written
        into `schema`. `layers` are ids; `at`, or `start` and `end`
        (inclusive), are EDTF dates: what shows then is written. `lang` is the reader's language.
        Raises PlacetimeError for a format, layer or language that there is not.
        """
        from placetime.export import (
            export_database,
            export_scene,
            format_names,
            format_of,
            is_database,
            part_of,
        )  # fmt: skip
        from placetime.scene.selection import days_of

        part, notes = part_of(self.scene, layers, days_of(at, start, end), lang)
        if is_database(str(path)):
            return notes + export_database(part, str(path), schema)
        names = format_names(format) if format else [format_of(Path(path))]
        return notes + export_scene(part, names, Path(path))

    def pull(self, geopackage: Pathlike) -> Pulled:
        """What was edited in a GeoPackage of this atlas, as a change of its folder; nothing is written.

        The change has a `summary`, a `diff`, `findings`, `errors`, and `write()`, after which the atlas is
        to be opened anew. Raises PlacetimeError if the file is none that `export` wrote or the atlas was
        not opened from a folder, InvalidAtlas if the folder has errors.
        """
        from placetime.pull import pull

        if self.folder is None:
            raise PlacetimeError("the atlas was not opened from a folder: there is none to change")
        return pull(Path(geopackage), self.folder)

    def to_gpkg(self, path: Pathlike) -> None:
        """Writes a styled and timed GeoPackage and, beside it, the QGIS project of the same name."""
        from placetime.write.gpkg import write_gpkg
        from placetime.write.qgis import write_qgz

        path = Path(path)
        write_gpkg(self.scene, path)
        write_qgz(self.scene, path.name, path.with_suffix(".qgz"))

    def to_geojson(self, path: Pathlike) -> None:
        """Writes the marks of all events as GeoJSON (RFC 7946)."""
        from placetime.write.geojson import write_geojson

        write_geojson(self.scene, Path(path))

    def to_csv(self, path: Pathlike) -> None:
        """Writes the claims as a flat table."""
        from placetime.write.claims_csv import write_claims_csv

        write_claims_csv(self.model, Path(path))
