"""The tables of a GeoPackage as rows, as this project writes it and as others leave it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from placetime.errors import PlacetimeError

ORIGINS: Final = "origins"
"""The table that says of each row where it came from and what it said."""

GEOMETRY: Final = "geom"
DECIMALS: Final = 7
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_ENVELOPE_BYTES: Final = (0, 32, 48, 48, 64)

RowKey: TypeAlias = tuple[str, int]
"""A table and the fid of a row in it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a row was when it was written: where it stands in the atlas folder, by what key it is known,
    and checksums of what can come back (`said`) and of what was computed."""

    key: str
    file: str
    line: int
    said: str
    computed: str


@dataclass(frozen=True, slots=True)
class GeoPackage:
    """Rows by table and fid; a geometry is shapely's, in the CRS of the table, under `geom`."""

    rows: Mapping[RowKey, Mapping[str, Any]]
    origins: Mapping[RowKey, Origin]


def read_geopackage(path: Path) -> GeoPackage:
    """The feature and attribute tables that the origins name; PlacetimeError if there are no origins.

    A copy is read, with the journal that an open QGIS keeps beside the file: nothing is locked.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="placetime-") as folder:
            copy = Path(folder) / "copy.gpkg"
            for ending in ("", "-wal"):
                beside = path.with_name(path.name + ending)
                if beside.exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + ending))
            with closing(sqlite3.connect(copy)) as db:
                return _read(db, path)
    except (OSError, sqlite3.DatabaseError, ShapelyError) as error:
        raise PlacetimeError(f"{path} cannot be read as a GeoPackage: {error}") from None


def rows_of(db: sqlite3.Connection, table: str) -> dict[int, dict[str, Any]]:
    """The rows of a table by fid, without it; geometries are read."""
    cursor = db.execute(f"SELECT * FROM {_quoted(table)} ORDER BY fid")
    names = [entry[0] for entry in cursor.description]
    rows = {}
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        if GEOMETRY in row:
            row[GEOMETRY] = _geometry(row[GEOMETRY])
        rows[int(row.pop("fid"))] = row
    return rows


def checksum(row: Mapping[str, Any], columns: Collection[str]) -> str:
    """Of the values in these columns: equal if they say the same, however a program has written them."""
    said = [[name, comparable(row.get(name))] for name in sorted(columns)]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


def comparable(value: Any) -> Any:
    """A value as it compares: no text is no value, a moment is one in UTC, positions to 7 decimals."""
    if value is None or value == "":
        return None
    if isinstance(value, BaseGeometry):
        return shapely.to_wkt(value, rounding_precision=DECIMALS, trim=True)
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value.replace("Z", "+00:00")).isoformat(
            timespec="milliseconds"
        )
    return value.strip() if isinstance(value, str) else value


def _read(db: sqlite3.Connection, path: Path) -> GeoPackage:
    tables = {name for (name,) in db.execute("SELECT table_name FROM gpkg_contents")}
    if ORIGINS not in tables:
        raise PlacetimeError(
            f"{path} has no table “{ORIGINS}”, which says where its rows came from; "
            "write it anew with `placetime export --format gpkg`"
        )
    origins = {}
    columns = 'table_name, "row", key, file, line, said, computed'
    for table, fid, key, file, line, said, computed in db.execute(
        f"SELECT {columns} FROM {ORIGINS}"
    ):
        origins[table, int(fid)] = Origin(key, file, int(line), said, computed)
    rows = {}
    for table in sorted({table for table, _ in origins}):
        if table in tables:
            for fid, row in rows_of(db, table).items():
                rows[table, fid] = row
    return GeoPackage(rows, origins)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geometry(blob: bytes | None) -> BaseGeometry | None:
    """The WKB after the header (OGC 12-128r18, clause 2.1.3); None for no or an empty geometry."""
    if not blob:
        return None
    flags = blob[3]
    shape = shapely.from_wkb(blob[8 + _ENVELOPE_BYTES[min(flags >> 1 & 7, 4)] :])
    return None if shape.is_empty else shape
