"""Rows of a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

from placetime.errors import PlacetimeError
from placetime.importing.rows import Draft, SourceTable, as_text, worded
from placetime.resolve.nearest import did_you_mean
from placetime.write.needed import need


def read_spreadsheet(path: Path, sheet: str | None) -> SourceTable:
    """The rows of a sheet, the first by default; the first row that is not empty is the header.

    Cells that hold dates give their days. PlacetimeError if it is no workbook or has no such sheet.
    """
    need("reading spreadsheets", "openpyxl")
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise PlacetimeError(f"{path} cannot be read as a workbook: {error}") from None
    try:
        if sheet is not None and sheet not in book.sheetnames:
            hint = did_you_mean(sheet, book.sheetnames)
            raise PlacetimeError(f"{path.name} has no sheet “{sheet}”{hint}")
        page = book[sheet] if sheet is not None else book.worksheets[0]
        rows = enumerate(page.iter_rows(values_only=True), start=1)
        header: tuple[str, ...] = ()
        for _, cells in rows:
            if any(cell is not None for cell in cells):
                header = tuple(as_text(cell) for cell in cells)
                break

        moments: set[str] = set(header)

        def drafts() -> Iterator[Draft]:
            for line, cells in rows:
                for name, cell in zip(header, cells, strict=False):
                    if cell is not None and not isinstance(cell, date):
                        moments.discard(name)
                values = {
                    name: as_text(cell) for name, cell in zip(header, cells, strict=False) if name
                }
                if any(values.values()):
                    yield Draft(line, values)

        others = tuple(name for name in book.sheetnames if name != page.title)
        return worded(path.name, tuple(name for name in header if name), drafts(), others, moments)
    finally:
        book.close()
