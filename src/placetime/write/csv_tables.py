"""CSV, a file a table: what the sheets of the spreadsheet hold."""

from __future__ import annotations

import csv
from pathlib import Path

from placetime.render.gis.sheets import notes, sheets
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.claims_csv import cell


@in_own_style
def write_csv_tables(scene: Scene, folder: Path) -> list[str]:
    """RFC 4180 with LF, UTF-8 without BOM; a missing value is empty. Gives back what is left out."""
    for sheet in sheets(scene):
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(column.name for column in sheet.columns)
            for row in sheet.frame.itertuples(index=False):
                writer.writerow([cell(value) for value in row])
    return notes(scene)
