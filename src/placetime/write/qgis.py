"""`atlas.qgz`: a QGIS project for the GeoPackage beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from placetime.render.gis.project import project
from placetime.scene.scene import Scene

WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: same atlas, same bytes."""


def write_qgz(scene: Scene, gpkg_name: str, path: Path) -> None:
    """Writes the project; `gpkg_name` is the GeoPackage's file name in the same folder."""
    entry = ZipInfo(f"{path.stem}.qgs", WRITTEN)
    entry.compress_type = ZIP_DEFLATED
    with ZipFile(path, "w") as archive:
        archive.writestr(entry, project(scene, gpkg_name), compresslevel=9)
