"""Edits of an atlas' own files, collected before any is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas
from placetime.pull.compare import Change, Comparison
from placetime.read.folder import Records
from placetime.read.geopackage import comparable
from placetime.read.table import Row, Table
from placetime.render.gis.claims import plain_number
from placetime.write.csv_cells import Cell, NewRow, TableEdits, edited
from placetime.write.geojson_shapes import Piece, reshaped


@dataclass(slots=True)
class Edits:
    """What is to change in which file; two rows that want the same cell otherwise are a finding.

    `adders` are the changes that ask for the rows of `added`, `wishes` the first for each row of a file.
    """

    records: Records
    atlas: Atlas
    comparison: Comparison
    cells: dict[str, dict[Cell, str]] = field(default_factory=lambda: defaultdict(dict))
    removed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    added: dict[str, list[NewRow]] = field(default_factory=lambda: defaultdict(list))
    adders: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    wishes: dict[tuple[str, int], Change] = field(default_factory=dict)
    shapes: dict[tuple[str, int], BaseGeometry] = field(default_factory=dict)
    pieces: dict[str, dict[tuple[int, int], str]] = field(default_factory=lambda: defaultdict(dict))

    def wrong(self, change: Change, code: str, message: str, *, only: bool = False) -> None:
        """Notes a finding at a row of the GeoPackage."""
        self.comparison.wrong(change, code, message, only=only)

    def table(self, file: str) -> Table | None:
        """A table of the folder by its path."""
        layers = [table for layer in self.records.layers for table in (layer.claims, layer.series)]
        tables = [self.records.places, self.records.names, *layers]
        return next((table for table in tables if table is not None and table.file == file), None)

    def row(self, file: str, line: int) -> Row | None:
        """The row of a table of the folder that begins on a line."""
        table = self.table(file)
        return (
            next((row for row in table.rows if row.location.line == line), None) if table else None
        )

    def set(self, change: Change, file: str, line: int, column: str, value: Any) -> None:
        """Wants a value in a cell. A value that the cell has already is no edit."""
        text = cell_text(value)
        table, row = self.table(file), self.row(file, line)
        if table is None or row is None:
            self.wrong(change, "G704", f"{file} has no row on line {line}; export anew")
        elif column not in table.columns:
            if text:
                message = f"{file} has no column “{column}” for “{text}”; add it to the header row"
                self.wrong(change, "G704", message)
        elif self.cells[file].get((line, column), text) != text:
            other = self.cells[file][line, column]
            message = (
                f"{file}, line {line}: “{column}” is “{other}” by one row of this GeoPackage and “{text}” "
                "by another; make them agree"
            )
            self.wrong(change, "G703", message)
        else:
            self.cells[file][line, column] = text
            self.wishes.setdefault((file, line), change)

    def add(self, change: Change, file: str, row: NewRow) -> None:
        """Wants a row more."""
        self.added[file].append(row)
        self.adders[file].append(change)

    def reshape(self, change: Change, file: str, index: int, geometry: BaseGeometry) -> None:
        """Wants a geometry for a feature of a GeoJSON file."""
        other = self.shapes.setdefault((file, index), geometry)
        if comparable(other) != comparable(geometry):
            message = f"{file}: a shape was drawn in two ways; make the two agree"
            self.wrong(change, "G703", message)

    def texts(self) -> dict[str, tuple[str, str]]:
        """The files that change, before and after."""
        changed: dict[str, tuple[str, str]] = {}
        for file in sorted({*self.cells, *self.removed, *self.added}):
            before = raw_text(self.records, file)
            edits = TableEdits(self.cells[file], self.removed[file], self.added[file])
            changed[file] = before, edited(before, edits)
        pieces: dict[str, list[Piece]] = defaultdict(list)
        for (file, index), geometry in self.shapes.items():
            pieces[file] += reshaped(self.records.geometry[file], index, geometry)
        for file, wanted in self.pieces.items():
            pieces[file] += [(start, end, text) for (start, end), text in wanted.items()]
        for file, own in pieces.items():
            before = raw_text(self.records, file)
            bom, text = before[: before.startswith("\ufeff")], before.removeprefix("\ufeff")
            for start, end, piece in sorted(own, reverse=True):
                text = text[:start] + piece + text[end:]
            changed[file] = before, bom + text
        return {file: pair for file, pair in sorted(changed.items()) if pair[0] != pair[1]}


def raw_text(records: Records, file: str) -> str:
    """The text of a file of the folder with its own line ends and byte-order mark."""
    return (records.root / file).read_bytes().decode("utf-8")


def cell_text(value: Any) -> str:
    """A value of a table as a cell of the atlas' own tables has it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return plain_number(value)
    return str(value).strip()


def value_of(row: Mapping[str, Any], column: str) -> str:
    """The value of a column as text, '' if there is no such column."""
    return cell_text(row.get(column))
