"""`placetime export`: an atlas, or a part of it, for other programs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from placetime.cli import options
from placetime.cli.scenes import scene_in
from placetime.edtf import EDTFError
from placetime.errors import PlacetimeError
from placetime.export import (
    FORMATS,
    counted,
    export_database,
    export_scene,
    format_names,
    is_database,
    part_of,
)
from placetime.scene.selection import days_of

_WIDTH = max(len(name) for name in FORMATS) + 2
_LIST = "\n".join(f"{name:<{_WIDTH}}{one.about}" for name, one in FORMATS.items())


_HELP = f"""Write an atlas FOLDER (default: here), or a part of it, for other programs.

\b
{_LIST}

One format is written to PATH if that ends as its files do (.gpkg, .kmz …); without an ending PATH is a
folder, as it is for formats of many files and for several formats. Dates are EDTF, such as 1958-03 or
-0043: what may be there then is written.
`--to postgresql://…` writes the tables of the GeoPackage into a database with PostGIS, with keys and
indexes.
What a format cannot hold is told in lines that begin with “note:”; no wrong value is written.
"""


@click.command(help=_HELP)
@options.folder
@click.option("--format", "formats", metavar="NAMES", help="Formats, separated by commas.")
@click.option(
    "--layer", "layers", multiple=True, metavar="ID", help="Only this layer; repeat for more."
)
@click.option("--at", metavar="DATE", help="Only what shows at this date.")
@click.option("--from", "start", metavar="DATE", help="Only what shows from this date on.")
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="DATE|URL",
    help="Only what shows up to this date, inclusive; or postgresql://… to write into.",
)
@click.option("--schema", default="atlas", show_default=True, help="The database's schema.")
@click.option("--lang", metavar="LANG", help="The reader's language, instead of the atlas' first.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write; default: the atlas' outputs/.",
)
def export(
    folder: Path,
    formats: str | None,
    layers: Sequence[str],
    at: str | None,
    start: str | None,
    targets: Sequence[str],
    schema: str,
    lang: str | None,
    output: Path | None,
) -> None:
    """Reads the atlas, takes the part that is asked for, and writes it."""
    databases = [text for text in targets if is_database(text)]
    ends = [text for text in targets if not is_database(text)]
    for text in ends:
        if "://" in text:
            raise PlacetimeError(f"--to: “{text}” is neither a date nor postgresql://…")
    if len(ends) > 1 or len(databases) > 1:
        raise click.UsageError("--to takes one date and one database")
    if not formats and not databases:
        raise click.UsageError(
            f"say which format: --format with one of {', '.join(FORMATS)}, or --to postgresql://…"
        )
    started = time.perf_counter()
    names = format_names(formats) if formats else []
    try:
        days = days_of(at, start, ends[0] if ends else None)
    except EDTFError as error:
        raise PlacetimeError(str(error)) from None
    part, notes = part_of(scene_in(folder), layers or None, days, lang)
    where = output
    if where is None:
        where = folder / "outputs"
        if len(names) == 1:
            where /= FORMATS[names[0]].file
    wrote: list[Path] = []
    if names:
        notes += export_scene(part, names, where, wrote.append)
    for url in databases:
        notes += export_database(part, url, schema)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    seconds = time.perf_counter() - started
    done = [f"{', '.join(names)} to {_listed(wrote)}"] if names else []
    done += [f"PostGIS to the schema {schema}" for _ in databases]
    click.echo(f"exported {'; '.join(done)}: {counted(part)}, in {seconds:.1f} s", err=True)


def _listed(paths: Sequence[Path]) -> str:
    """Paths as they are read: a folder ends in a slash."""
    return ", ".join(f"{path}/" if path.is_dir() else str(path) for path in paths)
