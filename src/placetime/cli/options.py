"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

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
