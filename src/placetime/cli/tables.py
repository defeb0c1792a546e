"""Films of tables on the command line: their options, and the scene of a file."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypedDict

import click

from placetime.cli.findings import stop
from placetime.cli.progress import Progress
from placetime.density import CELL, FADE, density_of
from placetime.density.points import Files, Points, Table
from placetime.errors import InvalidAtlas, PlacetimeError
from placetime.importing.dated import columns_of, dated_rows, head_of
from placetime.importing.plan import FLAGS, Plan, flag_of
from placetime.model.atlas import BBox
from placetime.model.finding import Finding
from placetime.model.text import matches
from placetime.read.folder import ATLAS
from placetime.read.points import parts
from placetime.render.raster.density import Density
from placetime.render.raster.design import Design
from placetime.render.raster.words import WORDS
from placetime.resolve.base import world_layers
from placetime.resolve.style import style_file
from placetime.scene.scene import Scene
from placetime.scene.table_marks import is_hue
from placetime.scene.tables import Marks, scene_of_tables, with_room

HUE: Final = "#0072B2"
MANY: Final = 200_000
"""Rows from which on a density is advised."""
PARQUET: Final = (".parquet", ".geoparquet")


class _How(TypedDict):
    """Of a scene: its language, CRS and style."""

    lang: str
    crs: str
    style: dict[str, Any]


class Box(click.ParamType[BBox]):
    """West, south, east, north in degrees, with commas between them."""

    name = "box"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> BBox:
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not west,south,east,north, such as 100,20,140,47", param, ctx)
        if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 360):
            said = (
                f"{value!r} is no part of the world in degrees: the order is west,south,east,north"
            )
            self.fail(said, param, ctx)
        return west, south, east, north


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What is asked for a table; None or False is not said."""

    when: str | None
    start_column: str | None
    end_column: str | None
    lon: str | None
    lat: str | None
    table: str | None
    skip: bool
    color: str | None
    label: str | None
    trace: int | None
    title: str | None
    bbox: BBox | None
    density: bool
    cell: int | None
    fade: float | None
    scheduler: str | None

    @property
    def said(self) -> list[str]:
        """The flags that were given."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return [_flag(name) for name, it in values.items() if it is not None and it is not False]

    @property
    def plan(self) -> Plan:
        """The columns that were named."""
        return Plan(
            when=self.when,
            start=self.start_column,
            end=self.end_column,
            lon=self.lon,
            lat=self.lat,
        )


OPTIONS: Final = (
    click.option("--when", metavar="COLUMN", help="Of a file: its column of dates."),
    click.option("--start", "start_column", metavar="COLUMN", help="Of a file: its column of begins."),
    click.option("--end", "end_column", metavar="COLUMN", help="Of a file: its column of ends."),
    click.option("--lon", metavar="COLUMN", help="Of a file: its column of longitudes."),
    click.option("--lat", metavar="COLUMN", help="Of a file: its column of latitudes."),
    click.option("--table", metavar="NAME", help="Of a file: a sheet, or one of several tables."),
    click.option("--skip", is_flag=True, help="Of a file: leave out the rows that do not fit."),
    click.option(
        "--color", metavar="COLOR", help="Of a file: #rrggbb, or a column to colour the marks by."
    ),
    click.option("--label", metavar="COLUMN", help="Of a file: a text that stands beside marks."),
    click.option(
        "--trace",
        type=click.IntRange(0),
        metavar="DAYS",
        help="Of a file: how many days a mark takes to fade when it is over. Default: a twelfth of all.",
    ),
    click.option("--title", help="Of a file: the film's title."),
    click.option(
        "--bbox",
        type=Box(),
        metavar="W,S,E,N",
        help="Of a file: what the map shows, in degrees; default: all of the data.",
    ),
    click.option(
        "--density",
        is_flag=True,
        help="Of a file, or of a folder of GeoParquet files: how many points lie in each cell of the map. "
        "GeoParquet is read part by part, however large.",
    ),
    click.option(
        "--cell", type=click.IntRange(1, 256), help=f"Px of a density's cells. Default: {CELL}."
    ),
    click.option(
        "--fade",
        type=click.FloatRange(0, 1),
        help=f"Share of the film in which a density's points fade. Default: {FADE:g}.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="A Dask scheduler whose workers count a density's points: tcp://host:8786.",
    ),
)  # fmt: skip


def table_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of tables to a command, which gets them together as `given`."""

    @wraps(command)
    def with_options(**arguments: Any) -> None:
        own = {field.name: arguments.pop(field.name) for field in fields(TableOptions)}
        command(given=TableOptions(**own), **arguments)

    for option in reversed(OPTIONS):
        option(with_options)
    return with_options


def is_table(source: Path, given: TableOptions) -> bool:
    """Whether it is a file, or a folder of GeoParquet files, and no atlas folder."""
    if source.is_file():
        return True
    return not (source / ATLAS).is_file() and (given.density or any(source.glob("*.parquet")))


def refuse(flags: list[str], source: Path, belongs: str, is_: str) -> None:
    """PlacetimeError if there are flags that belong elsewhere."""
    if flags:
        verb = "is" if len(flags) == 1 else "are"
        raise PlacetimeError(f"{', '.join(flags)} {verb} for {belongs}; {source} is {is_}")


def scene_of_file(
    source: Path, given: TableOptions, lang: str, crs: str, style: Path | None, jobs: int | None
) -> tuple[Scene, Points | None]:
    """The scene of a file, in the style of another, and the points of its density if that is asked for.

    Guesses, rows left out and advice are told; findings are printed, and then the exit code is 1.
    PlacetimeError for options that do not go together and for what a file does not have.
    """
    if given.when and (given.start_column or given.end_column):
        raise PlacetimeError("give either --when or --start and --end")
    if not any(matches(one, lang) for one in WORDS):
        raise PlacetimeError(f"no language {lang!r} for films; there are: {', '.join(WORDS)}")
    try:
        found: list[Finding] = []
        own = style_file(style, found) if style else {}
        if found:
            stop(found)
        how: _How = {"lang": lang, "crs": crs, "style": own}
        if given.density:
            return _density(source, given, how, jobs)
        return _marks(source, given, how), None
    except InvalidAtlas as invalid:
        stop(invalid.findings)


class Counting:
    """Makes the density of points for a design, and keeps how many there are and how long it took."""

    def __init__(
        self, points: Points, scene: Scene, fps: float, given: TableOptions, progress: Progress
    ) -> None:
        self._points, self._scene, self._fps, self._given = points, scene, fps, given
        self._progress = progress
        self._number, self._seconds = 0, 0.0

    def __call__(self, design: Design) -> Density:
        """Counts the points for a design's size."""
        began, given = time.perf_counter(), self._given
        density = density_of(
            self._points,
            self._scene,
            design,
            self._fps,
            CELL if given.cell is None else given.cell,
            FADE if given.fade is None else given.fade,
            given.color or HUE,
            lambda share: self._progress("points", share),
        )
        self._number = int(density.begun.sum())
        self._seconds += time.perf_counter() - began
        return density

    @property
    def said(self) -> str:
        """What was counted, in a line."""
        return f"{self._number:,} points on the map, counted in {self._seconds:.1f} s"


def _marks(source: Path, given: TableOptions, how: _How) -> Scene:
    alone = [_flag(n) for n in ("cell", "fade", "scheduler") if getattr(given, n) is not None]
    if alone:
        raise PlacetimeError(f"{', '.join(alone)}: only with --density")
    if source.is_dir():
        raise PlacetimeError(f"{source} is a folder of GeoParquet files: give --density")
    color = given.color or HUE
    asked = {"label": given.label or "", "color": "" if is_hue(color) else color}
    gdf = _read(source, given, {name: column for name, column in asked.items() if column})
    many = int((gdf.geom_type == "Point").sum())
    if many > MANY:
        said = f"{many:,} points: --density shows how many lie where, and is faster"
        click.echo(said, err=True)
    if asked["color"]:
        gdf["color"] = gdf["color"].replace("", "–")
    marks = Marks(
        gdf,
        "when",
        color="color" if asked["color"] else color,
        text="label" if given.label else None,
        trace_days=given.trace,
    )
    title = given.title or ""
    return scene_of_tables([marks], base=world_layers(), title=title, bbox=given.bbox, **how)


def _density(
    source: Path, given: TableOptions, how: _How, jobs: int | None
) -> tuple[Scene, Points]:
    if given.label:
        raise PlacetimeError("--label: a density has no marks for it to stand beside")
    if given.trace is not None:
        raise PlacetimeError("--trace: the points of a density fade by --fade")
    if given.color and not is_hue(given.color):
        raise PlacetimeError(f"--color: a density has one colour, #rrggbb; “{given.color}” is none")
    points: Points
    if source.is_dir() or source.suffix.lower() in PARQUET:
        alone = [_flag(n) for n in ("lon", "lat", "table", "skip") if getattr(given, n)]
        if alone:
            raise PlacetimeError(f"{', '.join(alone)}: not for a density of GeoParquet")
        points = Files(source, _date_column(source, given), given.scheduler, jobs)
    elif given.scheduler:
        raise PlacetimeError(f"--scheduler: only GeoParquet is read in parts; {source} is not")
    else:
        points = Table(_read(source, given, {}), "when")
    scene = scene_of_tables(
        (),
        base=world_layers(),
        title=given.title or "",
        bbox=given.bbox or with_room(points.bounds()),
        span=points.span(),
        **how,
    )
    return scene, points


def _read(source: Path, given: TableOptions, columns: dict[str, str]) -> Any:
    """The dated rows of a file; what was guessed and left out is told."""
    read = dated_rows(source, given.plan, given.table, columns)
    _tell(read.guesses)
    if read.others:
        click.echo(f"not read: {', '.join(read.others)}; --table takes one of them", err=True)
    if read.findings and not given.skip:
        stop(list(read.findings), "; mend them, or leave them out with --skip")
    fit, rows = read.rows
    if fit < rows:
        click.echo(f"{fit:,} of {rows:,} rows have a date and a position", err=True)
    return read.gdf


def _date_column(source: Path, given: TableOptions) -> str:
    """The column by which points of GeoParquet count: that of the date, else of the begin."""
    file, plan = parts(source)[0].path, given.plan
    if not (plan.when or plan.start):
        guesses = columns_of(head_of(file), plan)
        _tell({name: guesses[name] for name in ("when", "start") if name in guesses})
        plan = plan.filled(guesses)
    column = plan.when or plan.start
    if not column:
        raise PlacetimeError("--density: points count from their begin; give --when or --start")
    return column


def _tell(guesses: Any) -> None:
    for name, column in guesses.items():
        said = f"guessed {FLAGS[name]}: --{flag_of(name)} {shlex.quote(column)}"
        click.echo(said, err=True)


def _flag(name: str) -> str:
    return f"--{name.removesuffix('_column')}"
