"""`claims.csv`: every claim and place as one flat table, for spreadsheets and other programs."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from placetime.model.atlas import Atlas
from placetime.render.gis.claims import claims_frame, plain_number


def write_claims_csv(atlas: Atlas, path: Path) -> None:
    """RFC 4180 with LF, UTF-8 without BOM; numbers are plain decimals, a missing value is empty."""
    frame = claims_frame(atlas)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        for row in frame.itertuples(index=False):
            writer.writerow([cell(value) for value in row])


def cell(value: object) -> str:
    """A value as text; empty for a missing one."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA:
        return ""
    return plain_number(value) if isinstance(value, float) else str(value)
