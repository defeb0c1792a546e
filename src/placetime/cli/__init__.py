"""The command line: one module a command. Only this room prints and picks the exit code."""

from __future__ import annotations

import sys

import click

from placetime.cli.animate import animate
from placetime.cli.build import build
from placetime.cli.check import check
from placetime.cli.cite import cite
from placetime.cli.coverage import coverage
from placetime.cli.export import export
from placetime.cli.frame import frame
from placetime.cli.import_ import import_
from placetime.cli.info import info
from placetime.cli.new import new
from placetime.cli.pull import pull
from placetime.errors import PlacetimeError


class Group(click.Group):
    """Turns an expected error into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PlacetimeError as error:
            click.echo(f"placetime: {error}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("placetime: stopped; the outputs are as they were", err=True)
            ctx.exit(130)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="placetime")
def cli() -> None:
    """Maps that move, from documents that say where and when.

    An atlas is a folder of plain files: atlas.toml, geo/ (where), layers/ (what and when, each claim
    with its source). `placetime new` makes one, `placetime build` turns it into an HTML map with a
    time player, a GIF and an MP4, a GeoPackage with a QGIS project, GeoJSON and CSV, in outputs/, and
    `placetime export` writes it, or a part of it, for other programs.
    """


for command in (new, check, build, animate, frame, export, pull, import_, cite, coverage, info):
    cli.add_command(command)


def main() -> None:
    """Runs the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that cannot show a sign shows its number
            stream.reconfigure(errors="backslashreplace")
    cli()
