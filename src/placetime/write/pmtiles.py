"""PMTiles: vector tiles in one file, with a MapLibre style beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pyogrio

from placetime.model.text import pick
from placetime.render.gis.decorations import credits_of
from placetime.render.gis.left_out import left_out
from placetime.render.gis.maplibre import style
from placetime.render.gis.vector_tiles import LAYER, tile_frame
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style

ZOOMS: Final = (0, 8)
"""At zoom 8 a position is true to 38 m; viewers enlarge the tiles beyond that."""

NO_LIMIT: Final = 1_000_000_000
"""GDAL would leave out features of a tile with more than 200,000 of them or 500,000 bytes."""


@in_own_style
def write_pmtiles(scene: Scene, path: Path) -> list[str]:
    """Writes the tiles, and NAME.style.json beside them; gives back notes.

    One layer, `marks`; days are integers since 1970-01-01. Nothing is left out for its date.
    """
    frame = tile_frame(scene)
    if len(frame):
        pyogrio.write_dataframe(
            frame,
            path,
            layer=LAYER,
            driver="PMTiles",
            geometry_type="Unknown",
            dataset_options={
                "NAME": pick(scene.atlas.title, scene.atlas.language),
                "DESCRIPTION": "; ".join(credits_of(scene.atlas)),
                "MINZOOM": ZOOMS[0],
                "MAXZOOM": ZOOMS[1],
                "MAX_SIZE": NO_LIMIT,
                "MAX_FEATURES": NO_LIMIT,
            },
        )
    made = style(scene, f"pmtiles://{path.name}")
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    path.with_suffix(".style.json").write_text(text, "utf-8", newline="\n")
    return left_out(scene) + ([] if len(frame) else ["there is no mark, so there are no tiles"])
