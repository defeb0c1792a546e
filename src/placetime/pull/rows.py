"""Claims, names, places and numbers: cells and rows of the atlas' tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from placetime.pull.compare import Change
from placetime.pull.edits import Edits, cell_text, value_of
from placetime.render.gis.columns import suffix
from placetime.render.gis.origins import returning
from placetime.spec import load
from placetime.write.csv_cells import NewRow

FIXED: Final = {
    "layer": "a row stays in the table of its layer; add it to the other layer's claims.csv by hand",
}
"""Columns that are read back and can only be refused."""

KEYS: Final = {"claim": "event", "name": "place", "number": "series"}
"""The column by which the rows of a form belong together."""


def carry_cells(edits: Edits, change: Change) -> None:
    """The changed columns of a row as edits of the cells that they come from."""
    assert change.row is not None and change.origin is not None
    at = change.origin
    for column in change.columns:
        if column in FIXED:
            edits.wrong(change, "G704", f"“{column}” of “{at.key}” was changed: {FIXED[column]}")
        wanted = own_column(edits, change.form, column)
        if wanted == "passage":
            edits.set(change, at.file, at.line, "passage", _passage(change.row))
        elif wanted:
            edits.set(change, at.file, at.line, wanted, change.row[column])


def own_column(edits: Edits, form: str, column: str) -> str | None:
    """The column of the atlas' table that a column of the GeoPackage comes from, if it is one."""
    known: Mapping[str, str | None] = load("origins")[form]
    if column in known:
        return known[column]
    for stem in ("summary_",):
        if column.startswith(stem) and f"{stem}*" in known:
            tags = {suffix(lang): lang for lang in edits.atlas.languages}
            tag = column.removeprefix(stem)
            return stem + tags.get(tag, tag)
    return None


def remove_row(edits: Edits, change: Change) -> None:
    """A row that was deleted, as a row less."""
    assert change.origin is not None
    edits.removed[change.origin.file].add(change.origin.line)


def add_row(edits: Edits, change: Change) -> None:
    """A row that was added, as a row after the last one of its event, place or series."""
    assert change.row is not None
    file = _file_of(edits, change)
    table = edits.table(file) if file else None
    if table is None or file is None:
        message = (
            "a row was added that says no layer of the atlas with such a table; fill in “layer”"
        )
        edits.wrong(change, "G705", message)
        return
    values = new_values(edits, change)
    for column in [c for c in values if c not in table.columns]:
        if values.pop(column):
            edits.wrong(
                change, "G704", f"{file} has no column “{column}”; add it to the header row"
            )
    key = KEYS[change.form]
    same = [row.location.line for row in table.rows if row.text(key) == values.get(key)]
    edits.add(change, file, NewRow(values, same[-1] if same else None))


def new_values(edits: Edits, change: Change) -> dict[str, str]:
    """The cells of an added row by the columns of the atlas' table."""
    assert change.row is not None
    values: dict[str, str] = {}
    for column in sorted(returning(change.form, change.row)):
        wanted = own_column(edits, change.form, column)
        if wanted == "passage":
            values["passage"] = _passage(change.row)
        elif wanted:
            values[wanted] = cell_text(change.row[column])
    return values


def _file_of(edits: Edits, change: Change) -> str | None:
    assert change.row is not None
    if change.form == "name":
        return "geo/names.csv"
    layer = value_of(change.row, "layer")
    table = "claims.csv" if change.form == "claim" else "series.csv"
    known = {one.id for one in edits.records.layers}
    return f"layers/{layer}/{table}" if layer in known else None


def _passage(row: Mapping[str, Any]) -> str:
    start, end, check = (value_of(row, f"passage_{part}") for part in ("start", "end", "check"))
    return f"{start}-{end}:{check}" if start or end or check else ""
