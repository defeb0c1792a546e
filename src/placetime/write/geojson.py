"""GeoJSON (RFC 7946): all marks in one file, or a file a table with its QGIS style beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from placetime.render.gis.dates import BOUNDS
from placetime.render.gis.files import file_notes, layer_files
from placetime.render.gis.geometry import geojson_geometry
from placetime.render.gis.tables import events_frame
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style

_EARLY: Final = re.compile(r"(-|(?=0000))([0-9]{4}-[0-9]{2}-[0-9]{2})")
_PLAIN: Final = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")


@in_own_style
def write_geojson(scene: Scene, path: Path) -> None:
    """One feature a mark, in drawing order, one line each; `id` is the mark's.

    Dates are ISO texts, null where unbounded, with six digits of a year before 1; the property `dated`
    is false for undated marks.
    """
    frame = events_frame(scene)
    hidden = {"geometry", "style", "t_start", "t_end", "t_trace"}
    _write(frame, [name for name in frame.columns if name not in hidden], "mark", path)


@in_own_style
def write_geojson_layers(scene: Scene, folder: Path) -> list[str]:
    """Writes NAME.geojson and NAME.qml for each table of places and marks; gives back notes.

    The columns are those of the GeoPackage; moments are ISO texts in UTC, which QGIS reads as such.
    """
    files = list(layer_files(scene))
    for file in files:
        name = file.table.name
        columns = [column.name for column in file.table.columns]
        key = "mark" if file.table.kind else "place"
        _write(file.frame, columns, key, folder / f"{name}.geojson")
        (folder / f"{name}.qml").write_text(file.qml(), "utf-8", newline="\n")
    return file_notes(scene, files)


def _write(frame: gpd.GeoDataFrame, names: Sequence[str], key: str, path: Path) -> None:
    columns = [_readable(frame[name].tolist(), name) for name in names]
    features = []
    for geometry, *values in zip(frame.geometry, *columns, strict=True):
        properties = {n: _plain(v) for n, v in zip(names, values, strict=True)}
        feature = {
            "type": "Feature",
            "id": properties[key],
            "properties": properties,
            "geometry": geojson_geometry(geometry),
        }
        features.append(json.dumps(feature, ensure_ascii=False, allow_nan=False))
    lines = ",\n".join(features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def _readable(values: list[Any], name: str) -> list[Any]:
    """A column so that no reader takes dates before the year 1 for dates that it can hold.

    GDAL takes a column of nothing but ISO dates for dates, and Python's readers then fail at years
    below 1. They are written with six digits of the year, as ISO 8601 expanded and ECMAScript have
    it; of EDTF texts, where all are plain dates, with the same day as begin and end.
    """
    texts = [value for value in values if isinstance(value, str)]
    if not any(_EARLY.fullmatch(text) for text in texts):
        return values
    if name in BOUNDS:
        return [_EARLY.sub(_expanded, v) if isinstance(v, str) else v for v in values]
    if name == "edtf" and all(_PLAIN.fullmatch(text) for text in texts):
        return [f"{v}/{v}" if isinstance(v, str) else v for v in values]
    return values


def _expanded(date: re.Match[str]) -> str:
    return f"{date[1] or '+'}00{date[2]}"


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z".rjust(24, "0")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
