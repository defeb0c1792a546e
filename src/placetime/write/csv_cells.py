"""Changes single cells and rows of a CSV text; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

_FIELD = re.compile(r'"(?:[^"]|"")*"|[^",\r\n]*')
_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')
_BOM: Final = "\ufeff"

Cell: TypeAlias = tuple[int, str]
"""The line on which a row begins, from 1, and a column."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to add after the one that begins on the line `after`, at the end if that is None."""

    values: Mapping[str, str]
    after: int | None = None


@dataclass(frozen=True, slots=True)
class TableEdits:
    """New texts of cells, lines of rows to remove, rows to add."""

    cells: Mapping[Cell, str] = field(default_factory=dict)
    removed: Collection[int] = ()
    added: Sequence[NewRow] = ()


def edited(text: str, edits: TableEdits) -> str:
    """The CSV text with the edits; KeyError for a row or a column that it does not have.

    A cell is quoted if it was, or if it has to be; a new row has the line end of the header.
    """
    rows = list(_rows(text))
    header, *_ = rows
    names = [_plain(text[start:end]) for start, end in header.cells]
    by_line = {row.line: row for row in rows}
    newline = next(iter(_END.findall(text[header.cells[-1][1] : header.end])), "\n")
    pieces: list[tuple[int, int, str]] = []
    for (line, column), value in edits.cells.items():
        if line not in edits.removed:
            start, end = by_line[line].cells[_index(names, column)]
            pieces.append(
                (start, end, quoted(value, text[start:end].startswith('"') and bool(value)))
            )
    for line in edits.removed:
        row = by_line[line]
        pieces.append((row.start, row.end, ""))
    for new in reversed(edits.added):  # those of one place keep their order
        for column in new.values:
            _index(names, column)
        at = len(text) if new.after is None else by_line[new.after].end
        own = ",".join(quoted(new.values.get(name, "")) for name in names)
        ended = not text[:at] or _END.match(text, at - 1)
        pieces.append((at, at, own + newline if ended else newline + own))
    for start, end, piece in sorted(pieces, key=lambda p: p[:2], reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def row_lines(text: str) -> list[int]:
    """The line on which each row begins, the header's first; empty rows are none."""
    return [row.line for row in _rows(text)]


def quoted(value: str, always: bool = False) -> str:
    """A value as a cell, in quotation marks where it needs them."""
    if always or _QUOTED.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


def _rows(text: str) -> Iterator[_Row]:
    """Rows with the spans of their cells; `end` is behind the line end."""
    at, line = len(_BOM) if text.startswith(_BOM) else 0, 1
    while at < len(text):
        start, cells, first = at, [], line
        while True:
            match = _FIELD.match(text, at)
            assert match is not None  # it matches nothing at all
            cells.append(match.span())
            line += len(_END.findall(match[0]))
            at = match.end()
            if text[at : at + 1] != ",":
                break
            at += 1
        ending = _END.match(text, at)
        at = ending.end() if ending else len(text)
        line += 1
        if any(text[a:b].strip() for a, b in cells):
            yield _Row(first, start, at, tuple(cells))


def _index(names: Sequence[str], column: str) -> int:
    if column not in names:
        raise KeyError(column)
    return names.index(column)


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"').strip() if cell.startswith('"') else cell.strip()
