"""Dated points of a GeoParquet file or a folder of such, part by part, so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from placetime.edtf.many import parse_many
from placetime.errors import MissingPart, PlacetimeError

ROWS: Final = 500_000
"""Rows that are in memory at once."""

Points = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Longitude and latitude (n, 2) in degrees, and days (n,) since 1970-01-01."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some row groups of a file, which can be read by themselves, in another process too."""

    path: Path
    groups: tuple[int, ...]


def parts(path: Path) -> list[Part]:
    """The parts of a GeoParquet file, or of all in a folder and the folders in it, by name.

    Raises PlacetimeError where there is none, MissingPart without pyarrow.
    """
    parquet = _parquet()
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise PlacetimeError(f"{path}: no GeoParquet file is there")
    return [
        Part(file, (group,))
        for file in files
        for group in range(parquet.ParquetFile(file).metadata.num_row_groups)
    ]


def bounds(path: Path) -> tuple[float, float, float, float] | None:
    """West, south, east and north in degrees, as the files' own metadata have them; None if not."""
    boxes = []
    for file in dict.fromkeys(part.path for part in parts(path)):
        box = _geometry(_parquet().ParquetFile(file))[1].get("bbox")
        if box is None:
            return None
        boxes.append((box[0], box[1], box[len(box) // 2], box[len(box) // 2 + 1]))
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def read_points(part: Part, when: str) -> Iterator[Points]:
    """The points of a part with the day in its column `when`: EDTF text, dates or timestamps.

    A date of several days counts on its first. Rows without a geometry or a date are left out. Raises
    PlacetimeError for a missing column, a date that cannot be read, a geometry that is no WKB point or a
    CRS other than longitude and latitude.
    """
    file = _parquet().ParquetFile(part.path)
    column, geo = _geometry(file)
    names = file.schema_arrow.names
    if when not in names:
        raise PlacetimeError(f"{part.path}: no column {when!r}; there are: {', '.join(names)}")
    if geo.get("encoding") != "WKB" or not _is_lonlat(geo.get("crs")):
        raise PlacetimeError(f"{part.path}: points are read as WKB in longitude and latitude only")
    for batch in file.iter_batches(ROWS, row_groups=list(part.groups), columns=[column, when]):
        shapes = shapely.from_wkb(batch.column(column).to_numpy(zero_copy_only=False))
        days, dated = _days(batch.column(when), part.path)
        there = dated & (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
        lonlat = np.column_stack([shapely.get_x(shapes[there]), shapely.get_y(shapes[there])])
        yield lonlat, days[there]


def span(path: Path, when: str) -> tuple[int, int]:
    """The first and the last day of all points. PlacetimeError if there is none."""
    first, last = 2**62, -(2**62)
    for part in parts(path):
        for _, days in read_points(part, when):
            if len(days):
                first, last = min(first, int(days.min())), max(last, int(days.max()))
    if first > last:
        raise PlacetimeError(f"{path}: no row has both a point and a date")
    return first, last


def _parquet() -> Any:
    if find_spec("pyarrow") is None:
        raise MissingPart('GeoParquet needs more: pip install "placetime[gis]"')
    from pyarrow import parquet

    return parquet


def _geometry(file: Any) -> tuple[str, dict[str, Any]]:
    """The name and the metadata of the file's primary column of geometries."""
    text = (file.schema_arrow.metadata or {}).get(b"geo")
    if text is None:
        raise PlacetimeError("a Parquet file without “geo” metadata is no GeoParquet")
    geo = json.loads(text)
    return geo["primary_column"], geo["columns"][geo["primary_column"]]


def _is_lonlat(crs: Any) -> bool:
    """Whether a CRS in PROJJSON is WGS 84; none at all means OGC:CRS84."""
    if crs is None:
        return True
    code = crs.get("id", {})
    return (code.get("authority"), str(code.get("code"))) in (("EPSG", "4326"), ("OGC", "CRS84"))


def _days(column: Any, path: Path) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Days since 1970-01-01 and which rows have one."""
    from pyarrow import types

    if types.is_date(column.type) or types.is_timestamp(column.type):
        stamps = column.to_numpy(zero_copy_only=False).astype("datetime64[D]")
        dated = ~np.isnat(stamps)
        return np.where(dated, stamps.astype(np.int64), 0), dated
    if not (types.is_string(column.type) or types.is_large_string(column.type)):
        raise PlacetimeError(f"{path}: {column.type} is no type of dates")
    dated = column.is_valid().to_numpy(zero_copy_only=False)
    texts = column.drop_null().to_pylist()
    days, refused = parse_many(texts)
    if refused:
        row, error = refused[0]
        raise PlacetimeError(f"{path}: {texts[row]!r}: {error}")
    out = np.zeros(len(dated), np.int64)
    out[dated] = days[:, 0]
    return out, dated
