"""FlatGeobuf, a file a table, each with its QGIS style beside it."""

from __future__ import annotations

from pathlib import Path

import pyogrio

from placetime.render.gis.files import file_notes, layer_files
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style


@in_own_style
def write_flatgeobuf(scene: Scene, folder: Path) -> list[str]:
    """Writes NAME.fgb and NAME.qml for each table of places and marks; gives back notes.

    The columns are those of the GeoPackage. Rows stand in the order of the spatial index.
    """
    files = list(layer_files(scene))
    for file in files:
        table = file.table
        pyogrio.write_dataframe(
            file.frame,
            folder / f"{table.name}.fgb",
            layer=table.name,
            driver="FlatGeobuf",
            geometry_type=table.geometry,
            promote_to_multi=str(table.geometry).startswith("Multi"),
            layer_options={"SPATIAL_INDEX": "YES", "TITLE": table.title(scene.atlas.language)},
        )
        (folder / f"{table.name}.qml").write_text(file.qml(), "utf-8", newline="\n")
    return file_notes(scene, files)
