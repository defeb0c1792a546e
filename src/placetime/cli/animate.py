"""`placetime animate`: a film of an atlas, of a part of it, or of a table."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from placetime.cli import options
from placetime.cli.progress import Progress
from placetime.cli.scenes import scene_in
from placetime.cli.sizes import Bytes
from placetime.cli.tables import (
    Counting,
    TableOptions,
    is_table,
    refuse,
    scene_of_file,
    table_options,
)
from placetime.errors import PlacetimeError
from placetime.render.raster.design import Design
from placetime.scene.cut import UNITS, cut
from placetime.scene.timescale import Unit
from placetime.write.animation import FORMATS, require_drawing, write_animation
from placetime.write.budget import Choice
from placetime.write.lowered import lowered


@click.command()
@click.argument("source", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Where to write; the ending is one of {', '.join(FORMATS)}. A PNG a frame has a place for "
    "its number: film/frame-%05d.png. Default: outputs/timelapse.gif; of a file, FILE.gif here.",
)
@options.size
@click.option(
    "--fps", type=click.FloatRange(0.1, 120), help="Frames a second. Default: 24; GIF 10."
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    help="How long it lasts in all; default: as the chapters say, or 20, and a moment at the end.",
)
@click.option("--from", "start", metavar="DATE", help="Begin at this date (EDTF).")
@click.option("--to", "end", metavar="DATE", help="End with this date, inclusive.")
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    default="day",
    show_default=True,
    help="What of the calendar each frame shows whole.",
)
@options.layers
@options.lang
@options.crs
@options.style
@options.without
@options.inset
@click.option(
    "--margin", type=click.IntRange(0), default=0, help="Px left empty around everything."
)
@click.option(
    "--max-bytes",
    type=Bytes(),
    metavar="BYTES",
    help="Lower quality, size and frames a second until the file fits, such as 5MB.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Processes that share the work. Default: one for each core.",
)
@table_options
def animate(
    source: Path,
    output: Path | None,
    size: tuple[int, int],
    fps: float | None,
    seconds: float | None,
    start: str | None,
    end: str | None,
    unit: Unit,
    layers: Sequence[str],
    lang: str | None,
    crs: str | None,
    style: Path | None,
    without: Sequence[str],
    inset: bool,
    margin: int,
    max_bytes: int | None,
    jobs: int | None,
    given: TableOptions,
) -> None:
    """Make a film of SOURCE: an atlas folder (default: here), or a file with dates and positions.

    \b
    placetime animate -o film.mp4 --size 1080p
    placetime animate --from 1950 --to 1951-07 --layer air-bases --lang zh -o air.gif
    placetime animate --size square --max-bytes 5MB --without legend -o post.gif
    placetime animate battles.csv --when date --color side --title "Battles" -o battles.mp4
    placetime animate points/ --density --when day -o density.mp4

    A file is whatever `placetime import` reads. Which columns hold dates and positions is guessed and told
    where it is not said. Rows that do not fit are listed, and nothing is written unless --skip leaves them
    out. Options “of a file” are for files, --layer is for an atlas. With --density a point counts on the
    first day of its date, or of --start.

    Time runs as the chapters of atlas.toml say, or evenly. The same input gives the same bytes.
    """
    table = is_table(source, given)
    if table:
        refuse(["--layer"] if layers else [], source, "an atlas folder", "a table")
    else:
        refuse(given.said, source, "a table", "an atlas folder")
    at_home = Path(f"{source.resolve().stem}.gif") if table else source / "outputs/timelapse.gif"
    path = output or at_home
    if fps is None:
        fps = 10 if path.suffix.lower() in (".gif", ".webp", ".apng") else 24
    began = time.perf_counter()
    try:
        require_drawing()
        scene, points = (
            scene_of_file(source, given, lang or "en", crs or "EPSG:3857", style, jobs)
            if table
            else (scene_in(source, lang, style), None)
        )
        days = options.days(start, end)
        scene = cut(scene, layers=layers or None, days=days, seconds=seconds, unit=unit)
        design = Design(size, lang, crs, 1.0, frozenset(without), margin, inset)
        with Progress(["points", "film"] if points else ["film"]) as progress:
            counting = Counting(points, scene, fps, given, progress) if points else None
            chosen = write_animation(
                scene,
                path,
                design,
                fps,
                jobs=jobs,
                max_bytes=max_bytes,
                density=counting,
                progress=lambda share: progress("film", share),
            )
    except ValueError as error:
        raise PlacetimeError(str(error)) from None
    options.tell_projection(scene, crs)
    width, height = chosen.size
    if counting is not None:
        click.echo(counting.said, err=True)
    took = time.perf_counter() - began
    less = lowered(Choice(size, fps), chosen, path.suffix.lower(), max_bytes) if max_bytes else ""
    click.echo(
        f"{path}: {width} × {height} px, {chosen.fps:g} frames a second, "
        f"{path.stat().st_size / 1e6:.1f} MB, in {took:.1f} s{less and '; '}{less}"
        if path.exists()
        else f"{path}: {width} × {height} px, in {took:.1f} s",
        err=True,
    )
