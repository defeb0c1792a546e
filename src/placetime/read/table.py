"""A CSV table (RFC 4180) whose cells know their line and column.

The standard library's reader gives no positions of cells, which the findings need; hence this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from placetime.model.finding import Finding, Location
from placetime.read.text import read_text

_FIELD = re.compile(r'"((?:[^"]|"")*)"|([^",\n]*)')

_SEPARATOR = re.compile(r"[;\t]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, stripped, and where it starts."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column name; columns that the table does not have are empty cells."""

    cells: dict[str, Cell]
    location: Location

    def __getitem__(self, column: str) -> Cell:
        return self.cells.get(column) or Cell("", self.location)

    def text(self, column: str) -> str:
        """The value in this column, or ''."""
        return self[column].text


@dataclass(frozen=True, slots=True)
class Table:
    """The header's cells in order, and the rows."""

    file: str
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.header)


def read_table(root: Path, relative: str, found: list[Finding]) -> Table | None:
    """The table in a file of the folder; rows that cannot be read become findings and are left out."""
    text = read_text(root, relative, found)
    if text is None:
        return None
    header: tuple[Cell, ...] | None = None
    rows: list[Row] = []
    for cells in _records(text.replace("\r\n", "\n").replace("\r", "\n"), relative, found):
        if all(not cell.text for cell in cells):
            continue
        if header is None:
            header = tuple(cells)
            continue
        if len(cells) != len(header):
            found.append(
                Finding(
                    cells[0].location,
                    "T201",
                    f"{len(cells)} cells where the header has {len(header)}; "
                    "look for a missing or spare comma, or an unquoted one",
                )
            )
            continue
        named = {name.text: cell for name, cell in zip(header, cells, strict=True)}
        rows.append(Row(named, cells[0].location))
    if header is not None and len(header) == 1 and _SEPARATOR.search(header[0].text):
        message = "the cells are separated by semicolons or tabs; save the table with commas"
        found.append(Finding(header[0].location, "T201", message))
        return None
    if header is None:
        found.append(
            Finding(Location(relative), "T201", "the table is empty; it needs a header row")
        )
        return None
    return Table(relative, header, tuple(rows))


def _records(text: str, file: str, found: list[Finding]) -> Iterator[list[Cell]]:
    at, line, line_start = 0, 1, 0
    cells: list[Cell] = []
    while at < len(text):
        location = Location(file, line, at - line_start + 1)
        match = _FIELD.match(text, at)
        assert match is not None  # the second branch matches nothing at all
        quoted = match[1]
        end = match.end()
        follows = text[end : end + 1]
        if follows not in ("", ",", "\n"):
            unclosed = quoted is None and text[at] == '"'
            message = (
                'a quotation mark (") is opened and never closed; close it, and write "" inside a cell'
                if unclosed
                else 'a stray quotation mark ("); put the whole cell in quotation marks and write "" inside'
            )
            found.append(Finding(location, "T201", message))
            end = text.find("\n", end)
            if unclosed or end < 0:
                return
            cells, at, line, line_start = [], end + 1, line + text.count("\n", at, end + 1), end + 1
            continue
        value = quoted.replace('""', '"') if quoted is not None else match[2]
        lead = len(value) - len(value.lstrip()) + (quoted is not None)
        cells.append(Cell(value.strip(), Location(file, line, location.column + lead)))
        line += text.count("\n", at, end)
        if "\n" in text[at:end]:
            line_start = text.rfind("\n", at, end) + 1
        at = end + 1
        if follows == ",":
            if at == len(text):
                cells.append(Cell("", Location(file, line, at - line_start + 1)))
            continue
        yield cells
        cells = []
        if follows == "\n":
            line, line_start = line + 1, at
    if cells:
        yield cells
