"""`atlas.gpkg`: one GeoPackage with every layer, its style, time, records and base geography."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyogrio

from placetime.render.gis.layers import GisTable, gis_tables
from placetime.render.gis.project import project
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.gpkg_records import add_records
from placetime.write.qgis import zipped

WRITTEN: Final = "2000-01-01T00:00:00.000Z"
"""The time of change that every file carries: same atlas, same bytes."""


@in_own_style
def write_gpkg(
    scene: Scene, path: Path, tables: Sequence[GisTable] | None = None, *, dressed: bool = True
) -> list[str]:
    """Writes the GeoPackage (version 1.3) and, in it, the QGIS project by the name of the file.

    `tables` are those of `gis_tables`, if they are at hand; only what is `dressed` has styles and the
    project. Gives back a warning for each table with
    dates BCE.
    A DATETIME cannot hold a year before 1: those are NULL, the ISO texts and the integers hold them,
    and QGIS reads them by expressions.
    """
    tables = gis_tables(scene) if tables is None else tables
    with tempfile.TemporaryDirectory(prefix=".gpkg-", dir=path.parent) as folder, _fixed_time():
        building = Path(folder) / "atlas.gpkg"
        for table in tables:
            if table.geometry is not None:
                _add_features(building, table, scene.atlas.language)
        stored = None
        if dressed:
            stored = path.stem, zipped(project(scene, path.name, tables), path.stem)
        add_records(building, scene, tables, WRITTEN, stored)
        building.replace(path)
    return [
        f"{table.name}: dates before the year 1 are in the columns begin_year … end_day and in the ISO "
        "texts only; QGIS shows them, other programs' clocks do not"
        for table in tables
        if table.early
    ]


def _add_features(path: Path, table: GisTable, lang: str) -> None:
    pyogrio.write_dataframe(
        table.frame,
        path,
        layer=table.name,
        driver="GPKG",
        append=False,
        geometry_type=table.geometry,
        promote_to_multi=str(table.geometry).startswith("Multi"),
        dataset_options={"VERSION": "1.3", "ADD_GPKG_OGR_CONTENTS": "NO"},
        layer_options={
            "GEOMETRY_NAME": "geom",
            "FID": "fid",
            "IDENTIFIER": table.name,
            "DESCRIPTION": table.title(lang),
        },
    )


@contextmanager
def _fixed_time() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
