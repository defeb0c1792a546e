"""`placetime import`: a layer from a table or from features of another program."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from placetime.cli.findings import counted, formatted
from placetime.errors import InvalidAtlas
from placetime.importing.plan import FLAGS, Plan, flag_of


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", metavar="NAME", help="A sheet, or a table of a file with several.")
@click.option("--skip", is_flag=True, help="Take the rows that fit and leave out the others.")
@click.option("--yes", is_flag=True, help="Write with the guesses as they are.")
def import_(file: Path, table: str | None, skip: bool, yes: bool, **choices: str | None) -> None:
    """Make a layer, with its places, from FILE: CSV, XLSX, GeoJSON, GeoPackage, KML, KMZ, GPX, GeoParquet,
    FlatGeobuf or Linked Places.

    A row becomes a claim at a place. It cites its own words: the file, or a text of its rows, is kept among
    the documents and has an entry in the bibliography. Which column is what is guessed; the guesses are
    shown as the flags to give, and nothing is written (exit code 1) unless all are given or --yes is.
    An empty value (--summary "") takes none of them.

    Rows that do not fit are listed as file:line:column with what is wrong, and nothing is written unless
    --skip leaves them out. The folder is made if it is not there. Linked Places that `placetime export`
    wrote come back as the atlas that they were.
    """
    from placetime.importing import import_file

    try:
        done = import_file(file, Plan(**choices), table)
    except InvalidAtlas as invalid:
        click.echo(formatted(invalid.findings, "text"))
        click.echo(f"{counted(invalid.findings)}; nothing was written", err=True)
        raise click.exceptions.Exit(1) from None
    problems = [*done.findings, *done.errors]
    if problems:
        click.echo(formatted(problems, "text"))
    fit, rows = done.rows
    click.echo(f"{fit} of {rows} rows fit", err=True)
    if done.others:
        click.echo(f"not read: {', '.join(done.others)}; --table takes one of them", err=True)
    if done.guesses:
        for name, value in done.guesses.items():
            click.echo(f"guessed {FLAGS[name]}: --{flag_of(name)} {shlex.quote(value)}", err=True)
    stopped = done.errors or not fit or (done.findings and not skip)
    if stopped:
        it = "it" if len(problems) == 1 else "them"
        mend = "" if done.errors or not fit else f"; mend {it}, or leave {it} out with --skip"
        click.echo(f"{counted(problems)}{mend}; nothing was written", err=True)
        raise click.exceptions.Exit(1)
    if rows > fit:
        click.echo(f"--skip leaves out {rows - fit} row{'' if rows - fit == 1 else 's'}", err=True)
    if done.guesses and not yes:
        said = f" --table {shlex.quote(table)}" if table else ""
        name = shlex.quote(str(file))
        click.echo(f"to write it: placetime import {name} {done.plan.flags}{said}", err=True)
        raise click.exceptions.Exit(1)
    done.write()
    click.echo(f"wrote {len(done.texts)} files; next: placetime check {done.folder}", err=True)


for _name, _about in FLAGS.items():
    _meta = "DIR" if _name == "into" else "COLUMN" if "column" in _about else "WORD"
    click.option(f"--{flag_of(_name)}", _name, metavar=_meta, help=_about.capitalize() + ".")(
        import_
    )
