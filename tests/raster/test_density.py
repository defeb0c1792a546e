"""Density: counted by cell and step, from GeoParquet as a stream, here or by the workers of Dask."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from numpy.typing import NDArray
from PIL import Image
from pyarrow import parquet

import placetime
from placetime.density.points import count, counted
from placetime.errors import InvalidTable, PlacetimeError
from placetime.model.days import day_number
from placetime.read.points import bounds, parts, read_points, span
from placetime.render.raster.density import SHADES, Counts, Density, Grid, merged
from placetime.render.raster.histogram import begun
from placetime.render.raster.legend import key_of_density
from placetime.render.raster.projection import Projection
from placetime.render.raster.view import fit

BOX = (100.0, 20.0, 140.0, 47.0)
DAY = day_number(1950, 1, 1)
DAYS = 400
FADE = 8


def points(count: int, seed: int = 1) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(seed)
    days = rng.integers(0, DAYS, count)
    days[:2] = 0, DAYS - 1
    when = (np.datetime64("1950-01-01") + days.astype("timedelta64[D]")).astype("datetime64[ms]")
    xs, ys = rng.uniform(BOX[0], BOX[2], count), rng.uniform(BOX[1], BOX[3], count)
    return gpd.GeoDataFrame({"when": when}, geometry=shapely.points(xs, ys), crs=4326)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files, one of them in a folder of its own, with several row groups."""
    folder = tmp_path_factory.mktemp("points")
    (folder / "more").mkdir()
    for number, name in enumerate(("a", "b", "more/c")):
        points(4_000, number).to_parquet(folder / f"{name}.parquet", row_group_size=1_500)
    return folder


@pytest.fixture(scope="module")
def grid() -> Grid:
    view = fit(BOX, Projection("EPSG:3857"), 320, 180)
    return Grid("EPSG:3857", view, 4, DAY, DAY + DAYS - 1, 50)


def test_parts_bounds_and_span(folder: Path) -> None:
    every = parts(folder)
    assert [part.path.name for part in every] == ["a.parquet"] * 3 + ["b.parquet"] * 3 + [
        "c.parquet"
    ] * 3
    box = bounds(folder)
    assert box is not None
    assert box == pytest.approx(BOX, abs=0.1)
    assert span(folder, "when") == (DAY, DAY + DAYS - 1)
    assert sum(len(days) for part in every for _, days in read_points(part, "when")) == 12_000


@pytest.mark.parametrize("kind", ["date", "text", "timestamp"])
def test_dates_of_every_type(kind: str, tmp_path: Path) -> None:
    table = points(50)
    expected = (table["when"].to_numpy().astype("datetime64[D]")).astype(int)
    if kind == "date":
        table["when"] = table["when"].dt.date
    if kind == "text":
        table["when"] = table["when"].dt.strftime("%Y-%m-%d")
    table.loc[3, "when"] = None
    table.to_parquet(tmp_path / "t.parquet")
    ((_, days),) = [batch for part in parts(tmp_path) for batch in read_points(part, "when")]
    assert days.tolist() == np.delete(expected, 3).tolist()


@pytest.mark.parametrize("kind", ["plain", "big-endian", "3D", "geoarrow", "large", "missing"])
def test_points_in_every_encoding(kind: str, tmp_path: Path) -> None:
    table = points(50)
    expected = shapely.get_coordinates(table.geometry)
    if kind == "3D":
        table.geometry = shapely.points(np.column_stack([expected, expected[:, 0]]))
    if kind == "missing":
        table.loc[3, "geometry"] = None
        table.loc[4, "geometry"] = shapely.Point()
        expected = np.delete(expected, [3, 4], axis=0)
    table.to_parquet(
        tmp_path / "t.parquet", geometry_encoding="geoarrow" if kind == "geoarrow" else "WKB"
    )
    if kind in ("big-endian", "large"):
        plain = parquet.read_table(tmp_path / "t.parquet")
        order = 0 if kind == "big-endian" else 1
        shapes = [shapely.to_wkb(point, byte_order=order) for point in table.geometry]
        column = pa.array(shapes, pa.large_binary() if kind == "large" else pa.binary())
        plain = plain.set_column(1, "geometry", column)
        parquet.write_table(plain, tmp_path / "t.parquet")
    ((lonlat, _),) = [batch for part in parts(tmp_path) for batch in read_points(part, "when")]
    assert (lonlat == expected).all()


def test_the_time_is_read_where_statistics_do_not_tell_it(tmp_path: Path) -> None:
    table = points(50)
    table.loc[0, "geometry"] = None  # the first day of all, which no point has
    table.to_parquet(tmp_path / "t.parquet")
    assert span(tmp_path, "when")[0] > DAY
    table["when"] = table["when"].dt.strftime("%Y-%m-%d")
    table.loc[2, "when"] = "../1950"  # has no first day
    table.to_parquet(tmp_path / "t.parquet")
    assert span(tmp_path, "when") == (span(tmp_path, "when")[0], DAY + DAYS - 1)
    assert span(tmp_path, "when")[0] > DAY


def test_texts_that_are_no_dates_are_found_all_at_once(tmp_path: Path) -> None:
    table = points(50)
    table["when"] = table["when"].dt.strftime("%Y-%m-%d")
    table.loc[[4, 9], "when"] = "soon"
    table.loc[30, "when"] = "1950-13"
    table.loc[31, "when"] = ""
    table.to_parquet(tmp_path / "t.parquet", row_group_size=20)
    with pytest.raises(InvalidTable, match=r"t\.parquet:5:1  D401  “soon”.*and 1 more") as caught:
        span(tmp_path, "when")
    assert [str(f)[:22] for f in caught.value.findings] == [
        "t.parquet:5:1  D401  “", "t.parquet:31:1  D404  ",
    ]  # fmt: skip


def brute(
    grid: Grid, lonlat: NDArray[np.float64], days: NDArray[np.int64], step: int
) -> NDArray[np.float64]:
    """The weights by their definition: 1 at a point's step, 0 `FADE` steps later, evenly between."""
    rows, columns = grid.shape
    keys = grid.keys(lonlat, days)
    age = step - keys // (rows * columns)
    weight = np.where((age >= 0) & (age < FADE), 1 - age / FADE, 0.0)
    return np.bincount(keys % (rows * columns), weight, rows * columns).reshape(rows, columns)


def test_sliding_sums_are_the_weights_of_each_point(folder: Path, grid: Grid) -> None:
    every = [batch for part in parts(folder) for batch in read_points(part, "when")]
    lonlat = np.concatenate([one for one, _ in every])
    days = np.concatenate([one for _, one in every])
    density = Density(grid, Counts.of(grid.keys(lonlat, days)), FADE, "#0072b2")
    for step in (*range(grid.steps), 20, 3, 49, 10):  # and in any order
        assert density.at(step) / FADE == pytest.approx(brute(grid, lonlat, days, step))


def test_counts_do_not_depend_on_how_they_are_merged(
    folder: Path, grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [count(part, "when", grid) for part in parts(folder)]
    whole = merged(every, grid.size)
    monkeypatch.setattr("placetime.render.raster.density.PENDING", 100)
    monkeypatch.setattr("placetime.render.raster.density.DENSE", 1000)
    again = merged(reversed([count(part, "when", grid) for part in parts(folder)]), grid.size)
    assert (whole.keys == again.keys).all() and (whole.counts == again.counts).all()
    assert (np.diff(whole.keys) > 0).all() and whole.counts.sum() <= 12_000


def test_memory_does_not_grow_with_the_points(tmp_path: Path, grid: Grid) -> None:
    """Ten times the points over the same cells and steps take no more than a third more memory."""
    coarse = Grid(grid.crs, grid.view, 40, grid.first, grid.last, 10)
    peaks = []
    for size in (100_000, 1_000_000):
        path = tmp_path / f"{size}.parquet"
        points(size).to_parquet(path, row_group_size=50_000)
        tracemalloc.start()
        merged(counted(parts(path), "when", coarse, jobs=1), coarse.size)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.33 * peaks[0]


def test_a_film_here_and_on_two_workers_is_the_same(folder: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    look = {**LOOK, "size": (320, 180)}
    placetime.animate_density(folder, tmp_path / "here.gif", **look)
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        placetime.animate_density(
            folder,
            tmp_path / "there.gif",
            scheduler=cluster.scheduler_address,
            **look,
        )
    assert (tmp_path / "here.gif").read_bytes() == (tmp_path / "there.gif").read_bytes()
    with Image.open(tmp_path / "here.gif") as film:
        assert film.n_frames > 15
        film.seek(film.n_frames // 2)
        assert len(np.unique(np.asarray(film.convert("RGB")).reshape(-1, 3), axis=0)) > 10


def test_where_most_points_are_the_colour_is_darkest(grid: Grid) -> None:
    near = np.repeat([[120.0, 35.0], [110.0, 30.0]], [400, 4], axis=0)
    days = np.full(404, DAY)
    density = Density(grid, Counts.of(grid.keys(near, days)), FADE, "#0072b2")
    piece = density.piece(0)
    assert piece is not None
    pixels = np.full((180, 320, 3), 255, np.uint8)
    piece.onto(pixels)
    shades = np.unique(pixels.reshape(-1, 3), axis=0).astype(int).sum(axis=1)
    assert len(shades) == 3, "paper and two cells"
    assert (pixels.sum(axis=2) < 765).sum() == 2 * grid.cell**2
    assert density.piece(FADE) is None, "all is gone"
    assert SHADES >= 16


def test_each_step_says_on_which_day_it_begins_and_how_many_points_come(grid: Grid) -> None:
    days = np.arange(grid.first, grid.last + 1)
    steps = np.array([grid.step(day) for day in days.tolist()])
    assert grid.edges.tolist() == [
        *(int(days[steps == step].min()) for step in range(grid.steps)),
        grid.last + 1,
    ]
    middle = np.full((len(days), 2), (120.0, 35.0))
    density = Density(grid, Counts.of(grid.keys(middle, days)), FADE, "#0072b2")
    assert density.begun.tolist() == np.bincount(steps).tolist()


def test_the_histogram_has_the_points_when_they_come(grid: Grid) -> None:
    from placetime.scene.tables import scene_of_tables

    scene = scene_of_tables((), base=[], bbox=BOX, span=(grid.first, grid.last), seconds=10.0)
    days = np.repeat([grid.first, grid.first + 200], [300, 100])
    near = np.full((400, 2), (120.0, 35.0))
    density = Density(grid, Counts.of(grid.keys(near, days)), FADE, "#0072b2")
    bar = scene.scale.seconds / 100
    counts = begun(scene, density, 100, bar)
    assert counts.sum() == pytest.approx(400)
    assert counts[:2].tolist() == pytest.approx([150, 150]), "two bars a step"
    assert counts[50:52].tolist() == pytest.approx([50, 50])
    assert not begun(scene, None, 100, bar).any()


def test_the_legend_says_how_many_points_a_shade_stands_for(grid: Grid) -> None:
    near = np.repeat([[120.0, 35.0], [110.0, 30.0]], [400, 4], axis=0)
    density = Density(grid, Counts.of(grid.keys(near, np.full(404, DAY))), FADE, "#0072b2")
    numbers, _, holds = zip(*density.key(), strict=True)
    assert numbers == (1, 5, 50, 200) and sorted(holds) == list(holds)
    assert [row.text for row in key_of_density(density, "en", 1.0)] == [
        "Points in a cell", "1", "5", "50", "200",
    ]  # fmt: skip
    at = density.at(0) / FADE == 4
    shade = {n: density.key()[i][1:] for i, n in enumerate(numbers)}
    pixels = np.full((180, 320, 3), 255, np.uint8)
    piece = density.piece(0)
    assert piece is not None and at.any()
    piece.onto(pixels)
    row, column = np.argwhere(density.at(0) / FADE == 400)[0] * grid.cell
    ink, hold = shade[200]
    own = np.array([int(ink[i : i + 2], 16) for i in (1, 3, 5)])
    assert pixels[row, column].sum() <= (255 + (own - 255) * hold).sum(), "as dark or darker"


LOOK: dict[str, Any] = {
    "when": "when", "bbox": BOX, "base": None, "size": (480, 270), "seconds": 2.0, "fps": 10,
}  # fmt: skip


def test_the_number_of_processes_and_where_the_points_come_from_do_not_matter(
    folder: Path, tmp_path: Path
) -> None:
    table = pd.concat([gpd.read_parquet(part) for part in sorted(folder.rglob("*.parquet"))])
    films = [tmp_path / f"{name}.gif" for name in ("one", "two", "table")]
    placetime.animate_density(folder, films[0], jobs=1, **LOOK)
    placetime.animate_density(folder, films[1], jobs=2, **LOOK)
    placetime.animate_density(table, films[2], **LOOK)
    assert len({film.read_bytes() for film in films}) == 1


def test_a_budget_of_bytes_is_kept(folder: Path, tmp_path: Path) -> None:
    plain, small = tmp_path / "plain.gif", tmp_path / "small.gif"
    placetime.animate_density(folder, plain, **LOOK)
    budget = plain.stat().st_size // 3
    placetime.animate_density(folder, small, max_bytes=budget, **LOOK)
    assert small.stat().st_size <= budget
    with Image.open(small) as film:
        assert 160 <= film.width < 480
        film.seek(film.n_frames // 2)
        part = (film.width // 2, film.height // 5, film.width * 3 // 4, film.height // 2)
        pixels = np.asarray(film.convert("RGB").crop(part)).astype(int)
        blue = pixels[..., 2] - pixels[..., 0] > 40
        assert blue.mean() > 0.1, "the density is there at the smaller size, too"


def test_what_is_no_geoparquet_of_points_is_said(folder: Path, tmp_path: Path, grid: Grid) -> None:
    with pytest.raises(PlacetimeError, match="no GeoParquet file is there"):
        parts(tmp_path / "nowhere")
    with pytest.raises(PlacetimeError, match="no column 'day'; there are: when, geometry"):
        list(read_points(parts(folder)[0], "day"))
    points(10).drop(columns="geometry").to_parquet(tmp_path / "plain.parquet")
    with pytest.raises(PlacetimeError, match="is no GeoParquet"):
        bounds(tmp_path / "plain.parquet")
    points(10).to_crs(3857).to_parquet(tmp_path / "mercator.parquet")
    with pytest.raises(PlacetimeError, match="only points in longitude and latitude"):
        list(read_points(parts(tmp_path / "mercator.parquet")[0], "when"))
    wrong = points(10)
    wrong["when"] = "soon"
    wrong.to_parquet(tmp_path / "wrong.parquet")
    with pytest.raises(PlacetimeError, match="'soon'"):
        list(read_points(parts(tmp_path / "wrong.parquet")[0], "when"))
