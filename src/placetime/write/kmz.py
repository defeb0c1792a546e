"""KMZ for Google Earth and other globes: the document and its icons in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from placetime.render.gis.kml import kml
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style

WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: same atlas, same bytes."""


@in_own_style
def write_kmz(scene: Scene, path: Path) -> list[str]:
    """Writes the archive, its document first as readers want it; gives back what is left out."""
    made = kml(scene)
    with ZipFile(path, "w") as archive:
        with archive.open(_entry("doc.kml"), "w") as file:
            for piece in made.text:
                file.write(piece.encode())
        for name, content in made.icons.items():
            archive.writestr(_entry(name), content)
    return made.notes


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, WRITTEN)
    entry.compress_type = ZIP_DEFLATED
    return entry
