"""`placetime animate`: a film of an atlas, or of a part of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click

from placetime.cli import options
from placetime.cli.progress import Progress
from placetime.cli.scenes import scene_in
from placetime.cli.sizes import Bytes
from placetime.errors import PlacetimeError
from placetime.render.raster.design import Design
from placetime.scene.cut import UNITS, cut
from placetime.scene.timescale import Unit
from placetime.write.animation import FORMATS, write_animation


@click.command()
@options.folder
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Where to write; the ending is one of {', '.join(FORMATS)}. A PNG a frame has a place for "
    "its number: film/frame-%05d.png. Default: outputs/timelapse.gif.",
)
@options.size
@click.option(
    "--fps", type=click.FloatRange(0.1, 120), help="Frames a second. Default: 24; GIF 10."
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    help="How long it lasts, with holds; default: as the chapters say, or 20.",
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
def animate(
    folder: Path,
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
    without: Sequence[str],
    inset: bool,
    margin: int,
    max_bytes: int | None,
    jobs: int | None,
) -> None:
    """Make a film of the atlas in FOLDER (default: here).

    \b
    placetime animate -o film.mp4 --size 1080p
    placetime animate --from 1950 --to 1951-07 --layer air-bases --lang zh -o air.gif
    placetime animate --size square --max-bytes 5MB --without legend -o post.gif

    Time runs as the chapters of atlas.toml say, or evenly. The same input gives the same bytes.
    """
    path = output or folder / "outputs" / "timelapse.gif"
    if fps is None:
        fps = 10 if path.suffix.lower() in (".gif", ".webp", ".apng") else 24
    began = time.perf_counter()
    scene = scene_in(folder, lang)
    try:
        days = options.days(start, end)
        scene = cut(scene, layers=layers or None, days=days, seconds=seconds, unit=unit)
        design = Design(size, lang, crs, 1.0, frozenset(without), margin, inset)
        with Progress(["film"]) as progress:
            chosen = write_animation(
                scene,
                path,
                design,
                fps,
                jobs=jobs,
                max_bytes=max_bytes,
                progress=lambda share: progress("film", share),
            )
    except ValueError as error:
        raise PlacetimeError(str(error)) from None
    options.tell_projection(scene, crs)
    width, height = chosen.size
    took = time.perf_counter() - began
    click.echo(
        f"{path}: {width} × {height} px, {chosen.fps:g} frames a second, "
        f"{path.stat().st_size / 1e6:.1f} MB, in {took:.1f} s"
        if path.exists()
        else f"{path}: {width} × {height} px, in {took:.1f} s",
        err=True,
    )
