"""The dated rows of a foreign file as a GeoDataFrame, for a film of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd

from placetime.errors import PlacetimeError
from placetime.importing.guess import guessed
from placetime.importing.plan import Plan, flag_of
from placetime.importing.rows import Draft, SourceTable, as_text, worded
from placetime.importing.source import read_json, read_rows, require_known
from placetime.importing.values import Values
from placetime.model.finding import Finding, in_order
from placetime.resolve.nearest import did_you_mean

ROLES: Final = ("when", "start", "end", "lon", "lat")
"""What a column is asked for, or guessed to hold."""
HEAD: Final = 1_000
"""Rows of a large file by which its columns are guessed."""


@dataclass(frozen=True, eq=False)
class Dated:
    """`gdf` has the rows with a date and a geometry, in EPSG:4326: `when` as EDTF text, and the columns
    that were asked for as `color` and `label`; `rows` is how many of all rows these are."""

    gdf: gpd.GeoDataFrame
    guesses: Mapping[str, str]
    findings: tuple[Finding, ...]
    rows: tuple[int, int]
    others: tuple[str, ...]


def dated_rows(
    path: Path, plan: Plan, table: str | None = None, columns: Mapping[str, str] | None = None
) -> Dated:
    """The rows of a file by a plan of `ROLES`, and guesses for what it leaves open.

    `columns` are more of them, by the name that they get. PlacetimeError if the file cannot be read, lacks
    a column or none is guessed to hold dates or positions; InvalidAtlas with findings in a CSV file.
    """
    require_known(path)
    read = read_rows(path, table, read_json(path))
    columns = columns or {}
    for name, column in (*((name, plan.get(name)) for name in ROLES), *columns.items()):
        _require(read, name, column)
    guesses = columns_of(read, plan)
    plan = plan.filled(guesses)
    if not read.located and not (plan.lon and plan.lat):
        raise PlacetimeError(f"{path.name} has no geometry: give --lon and --lat; {_known(read)}")
    values = Values(read, plan)
    texts, shapes = [], []
    more: dict[str, list[str]] = {name: [] for name in columns}
    for row in read.rows:
        when, shape = values.when(row)[0], values.shape(row)
        if when and shape is not None:
            texts.append(when)
            shapes.append(shape)
            for name, column in columns.items():
                more[name].append(row.values.get(column, ""))
    gdf = gpd.GeoDataFrame({"when": texts, **more}, geometry=shapes, crs="EPSG:4326")
    found = tuple(in_order(values.found))
    return Dated(gdf, guesses, found, (len(texts), len(read.rows)), read.others)


def columns_of(table: SourceTable, plan: Plan) -> dict[str, str]:
    """Guesses for the `ROLES` that a plan leaves open; PlacetimeError if none of them is a date."""
    guesses = {name: column for name, column in guessed(table, plan).items() if name in ROLES}
    if not any(plan.filled(guesses).get(name) for name in ("when", "start", "end")):
        raise PlacetimeError(
            f"no column of {table.file} seems to hold dates: give --when, or --start and --end; "
            f"{_known(table)}"
        )
    return guesses


def head_of(file: Path) -> SourceTable:
    """The first rows of a GeoParquet file, without their geometry, to guess by."""
    from pyarrow import parquet, types

    opened = parquet.ParquetFile(file)
    schema = opened.schema_arrow
    plain = [
        field.name
        for field in schema
        if not types.is_nested(field.type)
        and not types.is_binary(field.type)
        and not types.is_large_binary(field.type)
    ]
    batch: Any = next(opened.iter_batches(HEAD, columns=plain), None)
    rows = batch.to_pylist() if batch is not None else []
    drafts = [
        Draft(line, {name: as_text(value) for name, value in row.items()})
        for line, row in enumerate(rows, start=1)
    ]
    moments = [name for name in plain if types.is_temporal(schema.field(name).type)]
    return worded(file.name, tuple(plain), drafts, moments=moments)


def _require(table: SourceTable, name: str, column: str) -> None:
    if column and column not in table.columns:
        hint = did_you_mean(column, table.columns)
        raise PlacetimeError(f"--{flag_of(name)}: {table.file} has no column “{column}”{hint}")


def _known(table: SourceTable) -> str:
    return f"there are: {', '.join(table.columns)}"
