"""`placetime pull`: what was edited in QGIS comes back into the atlas' own files."""

from __future__ import annotations

from pathlib import Path

import click

from placetime.cli import options
from placetime.cli.findings import counted, formatted
from placetime.errors import InvalidAtlas


@click.command()
@click.argument("geopackage", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.folder
@click.option("--write", is_flag=True, help="Write the change; by default it is only shown.")
def pull(geopackage: Path, folder: Path, write: bool) -> None:
    """Show what was edited in GEOPACKAGE as a change of the files in the atlas FOLDER (default: here).

    A moved point is a moved place, a changed name a row of names.csv, a changed date, status or summary
    a cell of a claims.csv; rows added to or deleted from the tables of claims, places, names and
    numbers come back too. Nothing else changes, and nothing is written without --write.

    A line for each row says what changes; then the change is a unified diff on the standard output, as
    `git apply` takes it. What cannot be carried over, and what would be wrong in the atlas, is listed as
    “GEOPACKAGE|table:row”. Exit code 1 if the change cannot be written as it is.
    """
    from placetime.pull import pull as pulled_from

    try:
        pulled = pulled_from(geopackage, folder)
    except InvalidAtlas as invalid:
        click.echo(formatted(invalid.findings, "text"))
        click.echo(f"{counted(invalid.findings)}; mend the folder first", err=True)
        raise click.exceptions.Exit(1) from None
    for line in pulled.summary:
        click.echo(line, err=True)
    click.echo(pulled.diff, nl=False)
    problems = [*pulled.findings, *pulled.errors]
    if problems:
        click.echo(formatted(problems, "text"), err=True)
    files = f"{len(pulled.texts)} file{'' if len(pulled.texts) == 1 else 's'}"
    if not pulled.sound:
        click.echo(f"{counted(problems)}; nothing was written", err=True)
        raise click.exceptions.Exit(1)
    if write and pulled.texts:
        pulled.write()
        click.echo(f"wrote {files}; export anew before you edit on", err=True)
    elif pulled.texts:
        click.echo(f"{files} would change; --write writes them", err=True)
    else:
        click.echo("nothing was edited that is not in the folder already", err=True)
