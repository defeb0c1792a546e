"""Dated points of a GeoParquet file or a folder of such, part by part, so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from placetime.edtf.error import FINDINGS, EDTFError
from placetime.errors import InvalidTable, MissingPart, PlacetimeError
from placetime.model.days import day_number
from placetime.model.finding import Finding, Location
from placetime.read.point_columns import days_of_column, positions

ROWS: Final = 1 << 17
"""Rows that are in memory at once."""
BUFFER: Final = 1 << 20
"""Bytes of a column that are read at once: a row group may be larger than memory."""

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

    A date of several days counts on its first. Rows without a point or a first day are left out. Raises
    PlacetimeError for a missing column, a column without dates, geometries that are neither WKB nor
    GeoArrow points and a CRS other than longitude and latitude; InvalidTable for texts that are no dates.
    """
    file = _opened(part.path, when)
    column, geo = _geometry(file)
    if geo.get("encoding") not in ("WKB", "point") or not _is_lonlat(geo.get("crs")):
        raise PlacetimeError(
            f"{part.path}: only points in longitude and latitude are read, as WKB or GeoArrow"
        )
    for batch in _batches(file, part, [column, when]):
        days, dated, refused = _days(batch.column(when), part.path)
        if refused:
            at = Location(part.path.name)
            raise InvalidTable([_finding(at, *each) for each in refused.items()])
        lonlat, there = positions(batch.column(column))
        there &= dated
        yield (lonlat, days) if there.all() else (lonlat[there], days[there])


def span(path: Path, when: str) -> tuple[int, int]:
    """The first and the last day of all points. PlacetimeError if there is none.

    What the files' own statistics tell is not read. InvalidTable with a finding for each text that is no
    date, at the first row (from 1) of its file.
    """
    found: dict[str, Finding] = {}
    days: list[int] = []
    row = 0
    for part in parts(path):
        file = _opened(part.path, when)
        row = 0 if part.groups[0] == 0 else row
        known = _told(file, part, when)
        if known is not None:
            days += known
        for batch in () if known else _batches(file, part, [_geometry(file)[0], when]):
            own, dated, refused = _days(batch.column(when), part.path)
            column = file.schema_arrow.names.index(when) + 1
            for text, (number, error) in refused.items():
                at = Location(part.path.name, row + number + 1, column)
                found.setdefault(text, _finding(at, text, (number, error)))
            own = own[dated & positions(batch.column(_geometry(file)[0]))[1]]
            days += [int(own.min()), int(own.max())] if len(own) else []
            row += len(batch)
    if found:
        raise InvalidTable(list(found.values()))
    if not days:
        raise PlacetimeError(f"{path}: no row has both a point and a date")
    return min(days), max(days)


def _told(file: Any, part: Part, when: str) -> tuple[int, int] | None:
    """The first and last day of a part by its statistics, if all its rows have a geometry; else None."""
    metadata = file.metadata
    found: list[int] = []
    for group in part.groups:
        columns = [metadata.row_group(group).column(i) for i in range(metadata.num_columns)]
        dates = next(column.statistics for column in columns if column.path_in_schema == when)
        name = _geometry(file)[0]
        shapes = [c.statistics for c in columns if c.path_in_schema.split(".")[0] == name]
        if dates is None or not dates.has_min_max or not isinstance(dates.min, date):
            return None
        if any(s is None or not s.has_null_count or s.null_count for s in shapes):
            return None
        found += [day_number(d.year, d.month, d.day) for d in (dates.min, dates.max)]
    return min(found), max(found)


def _opened(path: Path, when: str) -> Any:
    """A file that has a column `when`, read in pieces; PlacetimeError if it has not."""
    file = _parquet().ParquetFile(path, buffer_size=BUFFER)
    names = file.schema_arrow.names
    if when not in names:
        raise PlacetimeError(f"{path}: no column {when!r}; there are: {', '.join(names)}")
    return file


def _batches(file: Any, part: Part, columns: list[str]) -> Iterator[Any]:
    """At most `ROWS` rows after the other, in one thread: parts are what is shared out."""
    groups = list(part.groups)
    yield from file.iter_batches(ROWS, row_groups=groups, columns=columns, use_threads=False)


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


def _days(
    column: Any, path: Path
) -> tuple[NDArray[np.int64], NDArray[np.bool_], dict[str, tuple[int, EDTFError]]]:
    """`days_of_column`; PlacetimeError with the file for a column without dates."""
    try:
        return days_of_column(column)
    except TypeError as error:
        raise PlacetimeError(f"{path}: {error}") from None


def _finding(at: Location, text: str, refused: tuple[int, EDTFError]) -> Finding:
    return Finding(at, FINDINGS[refused[1].code], f"“{text}”: {refused[1].message}")
