"""`atlas.qgz`: a QGIS project for the GeoPackage beside it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from placetime.render.gis.layers import GisTable
from placetime.render.gis.project import project
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style

WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: same atlas, same bytes."""


@in_own_style
def write_qgz(
    scene: Scene, gpkg_name: str, path: Path, tables: Sequence[GisTable] | None = None
) -> None:
    """Writes the project; `gpkg_name` is the GeoPackage's file name in the same folder.

    `tables` are those of `gis_tables`, if they are at hand.
    """
    path.write_bytes(zipped(project(scene, gpkg_name, tables), path.stem))


def zipped(text: str, name: str) -> bytes:
    """A project's text as .qgz holds it."""
    entry = ZipInfo(f"{name}.qgs", WRITTEN)
    entry.compress_type = ZIP_DEFLATED
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(entry, text, compresslevel=9)
    return made.getvalue()
