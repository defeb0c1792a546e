"""Density: counted by cell and step, from GeoParquet as a stream, here or by the workers of Dask."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from PIL import Image

import placetime
from placetime.density import count, counted
from placetime.errors import PlacetimeError
from placetime.model.days import day_number
from placetime.read.points import bounds, parts, read_points, span
from placetime.render.raster.density import SHADES, Counts, Density, Grid, merged
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
    whole = merged(every)
    monkeypatch.setattr("placetime.render.raster.density.PENDING", 100)
    again = merged(reversed(every))
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
        merged(counted(parts(path), "when", coarse))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.33 * peaks[0]


def test_a_film_here_and_on_two_workers_is_the_same(folder: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    look = {
        "when": "when",
        "bbox": BOX,
        "base": None,
        "size": (320, 180),
        "seconds": 2.0,
        "fps": 10,
    }
    placetime.animate_density(folder, tmp_path / "here.gif", **look)  # type: ignore[arg-type]
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        placetime.animate_density(
            folder,
            tmp_path / "there.gif",
            scheduler=cluster.scheduler_address,
            **look,  # type: ignore[arg-type]
        )
    assert (tmp_path / "here.gif").read_bytes() == (tmp_path / "there.gif").read_bytes()
    with Image.open(tmp_path / "here.gif") as film:
        assert film.n_frames > 15
        film.seek(10)
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


def test_what_is_no_geoparquet_of_points_is_said(folder: Path, tmp_path: Path, grid: Grid) -> None:
    with pytest.raises(PlacetimeError, match="no GeoParquet file is there"):
        parts(tmp_path / "nowhere")
    with pytest.raises(PlacetimeError, match="no column 'day'; there are: when, geometry"):
        list(read_points(parts(folder)[0], "day"))
    points(10).drop(columns="geometry").to_parquet(tmp_path / "plain.parquet")
    with pytest.raises(PlacetimeError, match="is no GeoParquet"):
        bounds(tmp_path / "plain.parquet")
    points(10).to_crs(3857).to_parquet(tmp_path / "mercator.parquet")
    with pytest.raises(PlacetimeError, match="longitude and latitude only"):
        list(read_points(parts(tmp_path / "mercator.parquet")[0], "when"))
    wrong = points(10)
    wrong["when"] = "soon"
    wrong.to_parquet(tmp_path / "wrong.parquet")
    with pytest.raises(PlacetimeError, match="'soon'"):
        list(read_points(parts(tmp_path / "wrong.parquet")[0], "when"))
