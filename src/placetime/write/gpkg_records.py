"""The parts of a GeoPackage that GDAL does not write: record tables, styles, metadata."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pandas as pd

from placetime.model.atlas import Atlas
from placetime.read.geopackage import ORIGINS, checksum, rows_of
from placetime.render.gis.base import base_tables
from placetime.render.gis.layers import GisTable
from placetime.render.gis.metadata import base_metadata, dataset_metadata
from placetime.render.gis.origins import form_of, places_of, returning
from placetime.render.gis.qml import qml
from placetime.render.gis.records import RECORDS, RecordTable
from placetime.scene.scene import Scene

SQL_TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "BOOLEAN"}

LAYER_STYLES: Final = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""
"""As QGIS makes it."""

PROJECTS: Final = "CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
METADATA: Final = """
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '')"""
METADATA_REFERENCE: Final = """
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))"""
"""OGC 12-128r18 (GeoPackage 1.3), annex F.8, tables 16 and 17."""

ORIGINS_TABLE: Final = f"""
CREATE TABLE {ORIGINS} (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, table_name TEXT NOT NULL, "row" INTEGER NOT NULL,
  key TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
  said TEXT NOT NULL, computed TEXT NOT NULL)"""

METADATA_EXTENSION: Final = (
    "gpkg_metadata",
    "http://www.geopackage.org/spec130/#extension_metadata",
    "read-write",
)


def add_records(
    path: Path,
    scene: Scene,
    tables: Sequence[GisTable],
    written: str,
    project: tuple[str, bytes] | None,
) -> None:
    """Adds record tables with their foreign keys, styles in every language, project and metadata.

    `project` is its name and its zip, or None for neither styles nor project; `written` is the time of
    change that the file carries. The pages are laid out anew at the end, so that equal content gives
    equal bytes.
    """
    atlas = scene.atlas
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("BEGIN")
        db.execute('CREATE UNIQUE INDEX "places_place" ON "places" ("place")')
        for table in tables:
            if table.room == "records":
                record = next(r for r in RECORDS if r.name == table.name)
                _create(db, table, record)
                _insert(db, table)
                _list(db, table.name, table.title(atlas.language), written)
        _add_origins(db, atlas, tables, written)
        if project is not None:
            _add_styles(db, atlas, tables, written)
            _add_project(db, *project, written)
        _add_metadata(db, scene, tables, written)
        db.execute("COMMIT")
        db.execute("VACUUM")


def _create(db: sqlite3.Connection, table: GisTable, record: RecordTable) -> None:
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    for column in table.columns:
        unique = " NOT NULL UNIQUE" if column.name == record.key else ""
        lines.append(f'"{column.name}" {SQL_TYPES[column.type]}{unique}')
    for column_name, parent in record.foreign:
        lines.append(f'FOREIGN KEY ("{column_name}") REFERENCES "{parent}" ("{column_name}")')
    db.execute(f'CREATE TABLE "{table.name}" ({", ".join(lines)})')
    for column_name, _ in record.foreign:
        index = f"{table.name}_{column_name}"
        db.execute(f'CREATE INDEX "{index}" ON "{table.name}" ("{column_name}")')


def _insert(db: sqlite3.Connection, table: GisTable) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    rows = ([_value(v) for v in row] for row in table.frame.itertuples(index=False))
    db.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def _list(db: sqlite3.Connection, name: str, description: str, written: str) -> None:
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
        " VALUES (?, 'attributes', ?, ?, ?, 0)",
        (name, name, description, written),
    )


def _add_origins(
    db: sqlite3.Connection, atlas: Atlas, tables: Iterable[GisTable], written: str
) -> None:
    """Of each row of the atlas' own tables, where it stands and what it says, for the way back."""
    db.execute(ORIGINS_TABLE)
    _list(db, ORIGINS, "Where each row stands in the atlas' own files, and what it said", written)
    for table in tables:
        form = form_of(table)
        if form is None:
            continue
        rows = rows_of(db, table.name)
        for (fid, row), (key, at) in zip(rows.items(), places_of(atlas, table), strict=True):
            said = returning(form, row)
            rest = row.keys() - said
            db.execute(
                f'INSERT INTO {ORIGINS} (table_name, "row", key, file, line, said, computed)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (table.name, fid, key, at.file, at.line, checksum(row, said), checksum(row, rest)),
            )


def _add_styles(
    db: sqlite3.Connection, atlas: Atlas, tables: Iterable[GisTable], written: str
) -> None:
    """QGIS ignores a style whose schema is NULL, whose geometry column is not exact, or whose table
    `layer_styles` is not listed; the reader's default language is the default style."""
    db.execute(LAYER_STYLES)
    _list(db, "layer_styles", "QGIS styles", written)
    for table in tables:
        for lang in atlas.languages:
            text = qml(table.style(lang))
            geometry = "geom" if table.geometry else ""
            default = lang == atlas.language
            db.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
                " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
                " ui, update_time) VALUES ('', '', ?, ?, ?, ?, '', ?, ?, '', NULL, ?)",
                (table.name, geometry, lang, text, default, table.title(lang), written),
            )


def _add_project(db: sqlite3.Connection, name: str, content: bytes, written: str) -> None:
    """As QGIS stores a project in a GeoPackage: the zip in hexadecimal digits."""
    db.execute(PROJECTS)
    said = json.dumps({"last_modified_time": written[:19], "last_modified_user": ""})
    db.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (name, said, content.hex()))


def _add_metadata(
    db: sqlite3.Connection, scene: Scene, tables: Sequence[GisTable], written: str
) -> None:
    db.execute(METADATA)
    db.execute(METADATA_REFERENCE)
    rows: list[tuple[str | None, str]] = [(None, dataset_metadata(scene, tables))]
    rows += [(table.name, base_metadata(table)) for table in base_tables(scene.atlas)]
    for number, (table_name, text) in enumerate(rows, start=1):
        db.execute(
            "INSERT INTO gpkg_metadata VALUES (?, 'dataset', 'https://schema.org/Dataset',"
            " 'application/ld+json', ?)",
            (number, text),
        )
        scope = "table" if table_name else "geopackage"
        db.execute(
            "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)",
            (scope, table_name, written, number),
        )
    db.execute(
        "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT,"
        " extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,"
        " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
    )
    for name in ("gpkg_metadata", "gpkg_metadata_reference"):
        db.execute(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)", (name, *METADATA_EXTENSION)
        )


def _value(value: Any) -> Any:
    if value is None or value is pd.NA:
        return None
    return value.item() if hasattr(value, "item") else value
