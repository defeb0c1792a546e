"""Rows of files that GDAL reads, and of GeoParquet: features with a geometry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from placetime.errors import PlacetimeError
from placetime.importing.kml import times_as_text
from placetime.importing.rows import Draft, SourceTable, as_text, worded
from placetime.resolve.nearest import did_you_mean
from placetime.write.needed import need

TOGETHER: Final = {
    ".kml": None,
    ".kmz": None,
    ".gpx": ("waypoints", "routes", "tracks"),
}
"""Formats whose tables are parts of one: all of them are read, or these."""

PARQUET: Final = (".parquet", ".geoparquet")


def read_features(path: Path, table: str | None) -> SourceTable:
    """The features of a table, or of all where the format has folders; a line is a feature's number.

    Geometries are brought to EPSG:4326. PlacetimeError if it cannot be read or has no such table.
    """
    try:
        if path.suffix.lower() in (".kml", ".kmz"):
            with times_as_text(path) as copy:
                frames, others = _frames(copy, table)
        else:
            frames, others = _frames(path, table)
    except PlacetimeError:
        raise
    except Exception as error:  # GDAL, Arrow and GeoPandas each have errors of their own
        raise PlacetimeError(f"{path} cannot be read: {error}") from None
    columns: dict[str, None] = {}
    for frame in frames:
        columns |= dict.fromkeys(
            str(c) for c in frame.columns if c != frame.geometry.name and frame[c].notna().any()
        )
    moments = [name for name in columns if all(_is_moment(frame, name) for frame in frames)]
    return worded(path.name, tuple(columns), _drafts(frames, tuple(columns)), others, moments)


def _is_moment(frame: gpd.GeoDataFrame, name: str) -> bool:
    """Whether a column holds dates or moments by its type; so does one that is not there."""
    if name not in frame.columns:
        return True
    return pd.api.types.infer_dtype(frame[name], skipna=True) in ("date", "datetime", "datetime64")


def _frames(path: Path, table: str | None) -> tuple[list[gpd.GeoDataFrame], tuple[str, ...]]:
    if path.suffix.lower() in PARQUET:
        need("reading GeoParquet", "pyarrow")
        return [_in_degrees(gpd.read_parquet(path))], ()
    layers = pyogrio.list_layers(path)
    names = [str(name) for name, kind in layers if kind is not None]
    if table is not None and table not in names:
        raise PlacetimeError(f"{path.name} has no table “{table}”{did_you_mean(table, names)}")
    if not names:
        raise PlacetimeError(f"{path.name} has no table with a geometry")
    together = TOGETHER.get(path.suffix.lower(), ())
    chosen = [table] if table is not None else names[:1]
    if table is None and (together is None or together):
        chosen = [name for name in names if together is None or name in together]
    frames = [_in_degrees(pyogrio.read_dataframe(path, layer=name)) for name in chosen]
    if path.suffix.lower() == ".gpx" and "tracks" in chosen:
        _time_of_tracks(path, frames[chosen.index("tracks")])
    others = () if table is None and together != () else tuple(n for n in names if n not in chosen)
    return [frame for frame in frames if len(frame)], others


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if frame.crs is None:
        return frame.set_crs("EPSG:4326")
    return frame.to_crs("EPSG:4326")


def _time_of_tracks(path: Path, tracks: gpd.GeoDataFrame) -> None:
    """Adds `time`, from the first to the last day of each track, by its points."""
    points = pyogrio.read_dataframe(path, layer="track_points", read_geometry=False)
    times = pd.to_datetime(points["time"], utc=True).groupby(points["track_fid"])
    days = {
        fid: (as_text(first), as_text(last))
        for fid, first, last in zip(times.min().index, times.min(), times.max(), strict=True)
    }
    spans = (days.get(fid, ("", "")) for fid in range(len(tracks)))
    tracks["time"] = [first if first == last else f"{first}/{last}" for first, last in spans]


def _drafts(frames: list[gpd.GeoDataFrame], columns: tuple[str, ...]) -> Iterator[Draft]:
    number = 0
    for frame in frames:
        own = [name for name in columns if name in frame.columns]
        cells = [frame[name].astype(object).tolist() for name in own]
        for index, geometry in enumerate(frame.geometry):
            number += 1
            values = {name: as_text(column[index]) for name, column in zip(own, cells, strict=True)}
            located = geometry is not None and not geometry.is_empty
            yield Draft(number, values, shapely.force_2d(geometry) if located else None)
