"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from placetime.cli.sizes import SIZES, Size
from placetime.edtf import EDTFError
from placetime.errors import PlacetimeError
from placetime.model.crs import AUTO
from placetime.render.raster.design import PARTS
from placetime.scene.scene import Scene
from placetime.scene.selection import days_of

folder = click.argument(
    "folder",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
documents = click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where your own copies of the sources' texts lie, instead of atlas.toml's folder.",
)
size = click.option(
    "--size",
    type=Size(),
    default="720p",
    show_default=True,
    metavar="SIZE",
    help=f"Width and height in px, as 1280x720, or one of {', '.join(SIZES)}.",
)
layers = click.option(
    "--layer", "layers", multiple=True, metavar="ID", help="Only this layer; repeat for more."
)
lang = click.option("--lang", metavar="LANG", help="The language, instead of the atlas' first.")
crs = click.option(
    "--crs",
    metavar="CRS",
    help="The projection, such as EPSG:3857 or a PROJ string; auto: one that suits all views.",
)
without = click.option(
    "--without",
    multiple=True,
    type=click.Choice(PARTS),
    help="What is left out; repeat for more.",
)
style = click.option(
    "--style",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A JSON file of colours and sizes, laid over those of placetime and of the atlas.",
)
inset = click.option("--inset", is_flag=True, help="A map of the wider world in the corner.")


def days(
    start: str | None = None, end: str | None = None, at: str | None = None
) -> tuple[int, int] | None:
    """The days that dates on the command line name; PlacetimeError for a text that is no date."""
    try:
        return days_of(at, start, end)
    except EDTFError as error:
        raise PlacetimeError(str(error)) from None


def tell_projection(scene: Scene, crs: str | None) -> None:
    """Says which projection a film has if it was chosen for it, or is another than Web Mercator."""
    used = scene.crs(crs)
    if crs == AUTO or (crs is None and used != "EPSG:3857"):
        click.echo(f"projection: {used}", err=True)
