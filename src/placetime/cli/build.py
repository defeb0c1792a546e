"""`placetime build`: a folder in, maps out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from placetime.build import OUTPUTS
from placetime.build import build as build_outputs
from placetime.cli import options
from placetime.cli.findings import counted, formatted
from placetime.cli.progress import Progress
from placetime.errors import InvalidAtlas


def _names(ctx: click.Context, param: click.Parameter, value: str | None) -> Sequence[str]:
    names = [name.strip() for name in value.split(",")] if value else list(OUTPUTS)
    unknown = [name for name in names if name not in OUTPUTS]
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}; known are {', '.join(OUTPUTS)}")
    return list(dict.fromkeys(names))


@click.command()
@options.folder
@click.option(
    "--only",
    callback=_names,
    metavar="NAMES",
    help=f"Outputs to build, separated by commas: {', '.join(OUTPUTS)}. Default: all.",
)
@options.documents
@click.option(
    "--passages",
    "show_passages",
    is_flag=True,
    help="Show the cited passages from your own copies in the page. Mind their copyright.",
)
def build(folder: Path, only: Sequence[str], documents: Path | None, show_passages: bool) -> None:
    """Build an atlas FOLDER (default: here) into its outputs/.

    \b
    html     map.html: an interactive map with a time player; opens without a network
    csv      claims.csv: one row for each claim and place
    geojson  events.geojson
    gpkg     atlas.gpkg, styled and timed, and the QGIS project atlas.qgz beside it
    gif      timelapse.gif
    mp4      timelapse.mp4

    If the folder has errors, all are listed and nothing is written. The same input gives the same
    bytes.
    """
    started = time.perf_counter()
    limits: list[str] = []
    try:
        with Progress(only) as progress:
            warnings = build_outputs(
                folder,
                only=only,
                documents=documents,
                show_passages=show_passages,
                progress=progress,
                warn=limits.append,
            )
    except InvalidAtlas as invalid:
        click.echo(formatted(invalid.findings, "text"))
        click.echo(f"{counted(invalid.findings)}; nothing was written", err=True)
        raise click.exceptions.Exit(1) from None
    for limit in limits:
        click.echo(f"note: {limit}", err=True)
    if warnings:
        click.echo(f"{counted(warnings)}; `placetime check` lists them", err=True)
    seconds = time.perf_counter() - started
    click.echo(f"built {', '.join(only)} in {seconds:.1f} s: {folder / 'outputs'}", err=True)
    if "html" in only:
        click.echo(f"open {folder / 'outputs' / 'map.html'} in a browser", err=True)
