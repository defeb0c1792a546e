"""Rows of a CSV file with commas, semicolons or tabs; pandas keeps no line numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from placetime.errors import InvalidAtlas
from placetime.importing.rows import SourceRow, SourceTable
from placetime.model.finding import Finding, Location
from placetime.read.text import read_text

SEPARATORS: Final = ",;\t|"


def read_csv(path: Path) -> SourceTable:
    """The rows below the header. InvalidAtlas with findings if it is not UTF-8 or rows do not fit."""
    found: list[Finding] = []
    text = read_text(path.parent, path.name, found)
    if text is None:
        raise InvalidAtlas(found)
    lines = io.StringIO(text, newline="").readlines()
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    header: list[str] | None = None
    rows: list[SourceRow] = []
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = csv.reader(lines, delimiter=separator)
    before = 0
    try:
        for cells in reader:
            begin, before = before, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                continue
            if len(cells) != len(header):
                message = f"{len(cells)} cells where the header has {len(header)}; mend the row"
                found.append(Finding(Location(path.name, begin + 1), "T201", message))
                continue
            values = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            rows.append(SourceRow(begin + 1, values, starts[begin], starts[before]))
    except csv.Error as error:
        message = f"not a table: {error}; mend the row"
        found.append(Finding(Location(path.name, before + 1), "T201", message))
    if header is None:
        found.append(
            Finding(Location(path.name), "T201", "the table is empty; it needs a header row")
        )
    if found:
        raise InvalidAtlas(found)
    return SourceTable(path.name, tuple(header or ()), tuple(rows), text, verbatim=True)
