"""A single picture of the film: as it is on some day."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from placetime.errors import PlacetimeError
from placetime.render.raster.design import Design
from placetime.scene.scene import Scene
from placetime.scene.selection import outside
from placetime.scene.styled import in_own_style
from placetime.write.animation import require_drawing
from placetime.write.needed import need
from placetime.write.safely import aside

PICTURES: Final = (".png", ".svg", ".pdf")


@in_own_style
def write_frame(scene: Scene, path: Path, design: Design, first: int, last: int) -> None:
    """Writes the picture of the days `first` to `last`, both inclusive, as `PICTURES` by the path's ending.

    SVG and PDF are vector pictures; their text is outlines, so that no font is needed to see it.
    Raises PlacetimeError for days outside of the time axis, MissingPart where the `animation` extra is
    not installed, or for PDF the `print` extra, ValueError for another ending.
    """
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        raise ValueError(f"{path.name}: the name must end in one of {', '.join(PICTURES)}")
    where = outside(scene, (first, last))
    if where:
        raise PlacetimeError(f"there is no picture of this date: {where}")
    require_drawing()
    if suffix == ".pdf":
        need("PDF", "pydyf", extra="print")
    from placetime.render.raster.credits import about
    from placetime.render.raster.renderer import Renderer

    renderer = Renderer(scene, design)
    with aside(path.absolute().parent) as building:
        if suffix == ".png":
            from placetime.write.pictures import write_png

            write_png(renderer.still(first, last), building / path.name)
            return
        if suffix == ".svg":
            from placetime.write.svg import write_svg as write
        else:
            from placetime.write.pdf import write_pdf as write
        told = about(renderer.scene, first, last, renderer.lang)
        write(renderer.drawing(first, last), told, building / path.name)
