"""A spreadsheet (Office Open XML) with a sheet a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd

from placetime.model.days import day_number, from_iso
from placetime.model.text import pick
from placetime.render.gis.columns import Column
from placetime.render.gis.dates import BOUNDS
from placetime.render.gis.sheets import Sheet, notes, sheets
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.needed import need

FIRST_SERIAL: Final = day_number(1900, 3, 1)
"""The first day that all spreadsheets count alike: Excel has a 29 February 1900 that never was."""

LONGEST: Final = 32_767
"""Characters that a cell can hold (ECMA-376)."""

WIDEST: Final = 60
WRITTEN: Final = datetime(2000, 1, 1, tzinfo=UTC)


@in_own_style
def write_xlsx(scene: Scene, path: Path) -> list[str]:
    """Writes the workbook: titles in the reader's language, frozen and with filters.

    Days from 1900-03-01 on are dates; earlier ones are ISO texts. A text that begins with `=` stays
    text. Gives back how many days are texts, how many texts are cut, and what is left out; MissingPart
    without the `gis` extra.
    """
    need("XLSX", "xlsxwriter")
    import xlsxwriter

    atlas = scene.atlas
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    early = cut = 0
    with xlsxwriter.Workbook(path, safe) as book:
        book.set_properties({"title": pick(atlas.title, atlas.language), "created": WRITTEN})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets(scene):
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            if len(sheet.frame):
                page.autofilter(0, 0, len(sheet.frame), len(sheet.columns) - 1)
            for number, column in enumerate(sheet.columns):
                page.write_string(0, number, column.title(atlas.language), head)
                page.set_column(number, number, _width(sheet, column))
                for row, value in enumerate(sheet.frame[column.name], start=1):
                    match _cell(column, value):
                        case None:
                            continue
                        case bool() as yes:
                            page.write_boolean(row, number, yes)
                        case datetime() as day:
                            page.write_datetime(row, number, day, date)
                        case str() as text:
                            early += column.name in BOUNDS
                            cut += len(text) > LONGEST
                            page.write_string(row, number, text[:LONGEST])
                        case figure:
                            page.write_number(row, number, figure)
    said = (
        (early, "days before March 1900 are texts: spreadsheets have no dates there"),
        (cut, f"texts are cut to {LONGEST:,} characters"),
    )
    return [f"{number} {what}" for number, what in said if number] + notes(scene)


def _cell(column: Column, value: Any) -> Any:
    if value is None or value is pd.NA or value == "":
        return None
    if column.name in BOUNDS:
        day = from_iso(value)
        return datetime(1970, 1, 1) + timedelta(day) if day >= FIRST_SERIAL else value
    return value.item() if hasattr(value, "item") else value


def _width(sheet: Sheet, column: Column) -> int:
    """Of the longer texts of a column, in characters."""
    lengths = sorted(len(str(value)) for value in sheet.frame[column.name]) or [0]
    return max(9, min(WIDEST, lengths[len(lengths) * 9 // 10] + 2))
