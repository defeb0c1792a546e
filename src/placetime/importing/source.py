"""The rows of a foreign file, read by what its name ends in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from placetime.errors import PlacetimeError
from placetime.importing.csv_file import read_csv
from placetime.importing.features import PARQUET, read_features
from placetime.importing.gazetteer import read_gazetteer
from placetime.importing.linked_places import is_linked_places
from placetime.importing.rows import SourceTable
from placetime.importing.spreadsheet import read_spreadsheet

GDAL: Final = (".geojson", ".json", ".jsonld", ".gpkg", ".kml", ".kmz", ".gpx", ".fgb", *PARQUET)
READ: Final = (".csv", ".tsv", ".xlsx", *GDAL)
"""Endings of files that are read."""


def require_known(path: Path) -> None:
    """PlacetimeError for a file whose ending is not known."""
    if path.suffix.lower() not in READ:
        raise PlacetimeError(
            f"files that end in “{path.suffix}” are not read; known are {', '.join(READ)}"
        )


def read_rows(path: Path, table: str | None, document: Any) -> SourceTable:
    """The rows of a file; `table` is a sheet or one of several tables, `document` what `read_json` gives.

    PlacetimeError if it cannot be read; InvalidAtlas with findings in a CSV file.
    """
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        return read_csv(path)
    if ending == ".xlsx":
        return read_spreadsheet(path, table)
    if is_linked_places(document):
        return read_gazetteer(path, document)
    return read_features(path, table)


def read_json(path: Path) -> Any:
    """The value of a JSON file, None for others; PlacetimeError if it is broken."""
    if path.suffix.lower() not in (".json", ".jsonld", ".geojson"):
        return None
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PlacetimeError(f"{path} cannot be read as JSON: {error}") from None
