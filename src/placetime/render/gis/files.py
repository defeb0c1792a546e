"""The tables that formats of one table a file can hold, with the style that lies beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import geopandas as gpd

from placetime.render.gis import qml
from placetime.render.gis.layers import GisTable, gis_tables
from placetime.render.gis.left_out import left_out
from placetime.scene.scene import Scene

ROOMS: Final = ("places", "marks", "undated")
"""Base geography is left to the GeoPackage: whoever opens a single layer has a map of their own."""


@dataclass(frozen=True, slots=True)
class LayerFile:
    """`frame` has only rows with a geometry; `unlocated` counts the others. `qml` is a style for QGIS."""

    table: GisTable
    frame: gpd.GeoDataFrame
    unlocated: int
    qml: Callable[[], str]


def layer_files(scene: Scene) -> Iterator[LayerFile]:
    """The tables of places and marks, in listing order."""
    for table in gis_tables(scene):
        if table.room in ROOMS:
            located = ~(table.frame.geometry.isna() | table.frame.geometry.is_empty)
            frame = table.frame[located]
            yield LayerFile(table, frame, int((~located).sum()), _style(scene, table))


def _style(scene: Scene, table: GisTable) -> Callable[[], str]:
    """Times by expressions where a moment is missing: readers cannot tell what an empty column holds,
    and GDAL 3.6 fails to compare an empty cell of these formats with a moment."""
    lang = scene.atlas.language
    if table.room != "marks" or table.kind is None:
        return lambda: qml.qml(table.style(lang))
    kind, frame = table.kind, table.frame
    early = table.early or bool(frame[["t_start", "t_end"]].isna().any(axis=None))
    return lambda: qml.qml(
        qml.mark_style(scene.atlas, kind, frame, table.columns, lang, early, dated=True)
    )


def file_notes(scene: Scene, files: list[LayerFile]) -> list[str]:
    """What files of one layer cannot hold: dates before the year 1 as moments, what has no position."""
    early = sum(
        int(((f.frame["begin_year"] < 1) | (f.frame["end_year"] < 1)).fillna(False).sum())
        for f in files
        if f.table.kind
    )
    unlocated = sum(f.unlocated for f in files)
    notes = []
    if early:
        notes.append(
            f"{early} marks have dates before the year 1: t_start and t_end are empty, begin_year … "
            "end_day and the texts hold the dates; QGIS shows them"
        )
    if unlocated:
        notes.append(f"{unlocated} places without a position are left out")
    return notes + left_out(scene)
