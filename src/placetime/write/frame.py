"""A single picture of the film: as it is on some day."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from placetime.render.raster.design import Design
from placetime.scene.scene import Scene
from placetime.write.animation import require_drawing
from placetime.write.safely import aside

PICTURES: Final = (".png",)


def write_frame(scene: Scene, path: Path, design: Design, first: int, last: int) -> None:
    """Writes the picture of the days `first` to `last`, both inclusive, as `PICTURES` by the path's ending.

    Raises MissingPart where the `animation` extra is not installed, ValueError for another ending.
    """
    if path.suffix.lower() not in PICTURES:
        raise ValueError(f"{path.name}: the name must end in {' or '.join(PICTURES)}")
    require_drawing()
    from placetime.render.raster.renderer import Renderer
    from placetime.write.pictures import write_png

    pixels = Renderer(scene, design).still(first, last)
    with aside(path.absolute().parent) as building:
        write_png(pixels, building / path.name)
