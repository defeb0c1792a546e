"""`placetime frame`: the picture of a day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placetime.cli import options
from placetime.cli.scenes import scene_in
from placetime.errors import PlacetimeError
from placetime.render.raster.design import Design
from placetime.scene.cut import cut
from placetime.write.frame import PICTURES, write_frame


@click.command()
@options.folder
@click.option(
    "--at",
    required=True,
    metavar="DATE",
    help="The date (EDTF): 1958-03-15; 44 BC is -0043.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Where to write; the ending is one of {', '.join(PICTURES)}.",
)
@options.size
@options.layers
@options.lang
@options.crs
@options.style
@options.without
@options.inset
def frame(
    folder: Path,
    at: str,
    output: Path,
    size: tuple[int, int],
    layers: Sequence[str],
    lang: str | None,
    crs: str | None,
    style: Path | None,
    without: Sequence[str],
    inset: bool,
) -> None:
    """Draw the atlas in FOLDER (default: here) as it is at a date.

    SVG and PDF are the same picture for print: lines and text stay sharp at any size, and need no
    font, as text is drawn as outlines. In PDF 96 px are an inch.

    \b
    placetime frame --at 1950-11-01 -o november.png --size 4k
    placetime frame --at 1950-11 -o november.pdf
    """
    scene = scene_in(folder, lang, style)
    try:
        days = options.days(at=at)
        assert days is not None
        design = Design(size, lang, crs, without=frozenset(without), inset=inset)
        write_frame(cut(scene, layers=layers or None), output, design, *days)
    except ValueError as error:
        raise PlacetimeError(str(error)) from None
    options.tell_projection(scene, crs)
    click.echo(f"{output}: {size[0]} × {size[1]} px", err=True)
