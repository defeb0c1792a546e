"""The tables of the GeoPackage as PostgreSQL has them: types, keys, and dates of any era."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import shapely

from placetime.model.days import civil, day_number, from_iso
from placetime.render.gis.columns import Column
from placetime.render.gis.dates import BOUNDS
from placetime.render.gis.layers import GisTable, gis_tables
from placetime.render.gis.records import RECORDS
from placetime.scene.scene import Scene

TYPES: Final = {
    "text": "text",
    "integer": "integer",
    "real": "double precision",
    "boolean": "boolean",
    "datetime": "timestamp with time zone",
}
FIRST_DATE: Final = day_number(-4712, 1, 1)
"""The first day of the type date: 1 January 4713 BC."""

MARK_KEYS: Final = (("event", "events"), ("claim", "claims"), ("place", "places"))
LAST_MOMENT: Final = "23:59:59.999"


@dataclass(frozen=True, slots=True)
class SqlTable:
    """`columns` are (name, SQL type, comment); `key` is the primary key, or None for a number of its
    own; `foreign` maps columns to tables whose key has the same name; `dated` has a range of days."""

    name: str
    title: str
    columns: tuple[tuple[str, str, str], ...]
    geometry: str | None
    key: str | None
    foreign: tuple[tuple[str, str], ...]
    layer: str | None
    dated: bool
    source: GisTable

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The values in the order of `columns`, then the geometry as EWKB in hexadecimal digits."""
        frame = self.source.frame
        values = [_values(frame, column) for column in self.source.columns]
        if self.geometry is None:
            return zip(*values, strict=True)
        shapes = shapely.set_srid(frame.geometry.to_numpy(), 4326)
        if self.geometry.startswith("Multi"):
            shapes = [_multi(shape) for shape in shapes]
        return zip(*values, shapely.to_wkb(shapes, hex=True, include_srid=True), strict=True)


def sql_tables(scene: Scene) -> list[SqlTable]:
    """Parents before children: places, records, marks, then undated marks and base geography."""
    tables = gis_tables(scene)
    lang = scene.atlas.language
    order = {"places": 0, "records": 1, "marks": 2, "undated": 3, "base": 4}
    names = {table.name for table in tables}
    made = []
    for table in sorted(tables, key=lambda t: order[t.room]):
        record = next((r for r in RECORDS if r.name == table.name), None)
        foreign = MARK_KEYS if table.kind else record.foreign if record else ()
        key = {"places": "place", "marks": "mark", "undated": "mark"}.get(table.room)
        made.append(
            SqlTable(
                table.name,
                table.title(lang),
                tuple((c.name, _type(c), c.title(lang)) for c in table.columns),
                table.geometry,
                record.key if record else key,
                tuple(pair for pair in foreign if pair[1] in names),
                table.layer,
                table.room == "marks",
                table,
            )
        )
    return made


def notes(tables: Sequence[SqlTable]) -> list[str]:
    """What PostgreSQL cannot hold: days before 4713 BC."""
    before = sum(
        int((days < FIRST_DATE).fillna(False).sum())
        for table in tables
        if table.source.kind
        for days in (table.source.frame["day_begin_earliest"], table.source.frame["day_end_latest"])
    )
    return (
        [f"{before} days before 4713 BC are NULL: the integers and EDTF texts hold them"]
        if before
        else []
    )


def sql_date(text: str) -> str | None:
    """An ISO date with an astronomical year as PostgreSQL writes it; None before 4713 BC."""
    day = from_iso(text)
    if day < FIRST_DATE:
        return None
    year, month, day_of_month = civil(day)
    era, shown = (" BC", 1 - year) if year < 1 else ("", year)
    return f"{shown:04d}-{month:02d}-{day_of_month:02d}{era}"


def _type(column: Column) -> str:
    return "date" if column.name in BOUNDS else TYPES[column.type]


def _values(frame: pd.DataFrame, column: Column) -> Iterator[Any]:
    """`t_start` and `t_end` come from the bounds, as they may lie before the year 1 here."""
    if column.name in BOUNDS:
        return (sql_date(v) if isinstance(v, str) else None for v in frame[column.name])
    if column.name == "t_start":
        return (_moment(text, "00:00:00") for text in frame["begin_earliest"])
    if column.name == "t_end":
        return (_moment(text, LAST_MOMENT) for text in frame["end_latest"])
    return (_plain(value) for value in frame[column.name])


def _moment(text: object, clock: str) -> str | None:
    date = sql_date(text) if isinstance(text, str) else None
    if date is None:
        return None
    day, _, era = date.partition(" ")
    return f"{day} {clock}+00 {era}".rstrip()


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, str):
        return value.replace("\x00", "")  # PostgreSQL holds every character but this
    return value.item() if hasattr(value, "item") else value


def _multi(shape: Any) -> Any:
    if shape is None or shape.geom_type.startswith("Multi"):
        return shape
    parts = {"LineString": shapely.multilinestrings, "Polygon": shapely.multipolygons}
    return shapely.set_srid(parts[shape.geom_type]([shape]), 4326)
