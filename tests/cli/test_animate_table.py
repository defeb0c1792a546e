"""`placetime animate` of a file: a table, features, or very many points."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import Result
from PIL import Image

from placetime.spec import load
from tests.cli.test_cli import run

BATTLES = """name,date,Longitude,Latitude,side
Pusan,1950-08,129.0,35.1,north
Incheon,1950-09-15,126.7,37.4,south
Seoul,1950-09-25/1950-09-28,127.0,37.56,south
Chosin,1950-11-27/1950-12-13,127.2,40.4,north
"""
BAD = (
    BATTLES
    + "A,September 1950,127,37,x\nB,1950-13,127,37,x\nC,1950-09,127,97,x\nD,1950-09,e,37,x\n"
)
SMALL = ("--size", "480x270", "--fps", 5, "--seconds", 1)


@pytest.fixture
def battles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "battles.csv"
    path.write_text(BATTLES, "utf-8")
    return path


def test_begins_and_ends_are_dates(battles: Path) -> None:
    Path("two.csv").write_text("lon,lat,a,b\n1,2,1950-01,1950-03\n2,3,1950-02,..\n", "utf-8")
    Path("one.csv").write_text("lon,lat,date\n1,2,1950-01/1950-03\n2,3,1950-02/..\n", "utf-8")
    assert run("animate", "one.csv", *SMALL).exit_code == 0
    result = run("animate", "two.csv", "--start", "a", "--end", "b", *SMALL)
    assert result.exit_code == 0 and "--when" not in result.stderr
    assert Path("one.gif").read_bytes() == Path("two.gif").read_bytes()


def points(count: int = 3_000, text: bool = False) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(3)
    days = np.datetime64("1950-01-01") + rng.integers(0, 300, count).astype("timedelta64[D]")
    when = days.astype(str) if text else days.astype("datetime64[ms]")
    shapes = shapely.points(rng.uniform((120, 30), (130, 40), (count, 2)))
    return gpd.GeoDataFrame({"when": when}, geometry=shapes, crs=4326)


def colors(path: Path) -> set[tuple[int, ...]]:
    """Those of the last frame."""
    with Image.open(path) as film:
        film.seek(film.n_frames - 1)
        pixels = np.asarray(film.convert("RGB")).reshape(-1, 3)
    return {tuple(color) for color in np.unique(pixels, axis=0).tolist()}


def test_a_film_of_a_table_with_guesses_that_are_told(battles: Path) -> None:
    result = run("animate", battles, "--color", "side", "--label", "name", *SMALL)
    assert result.exit_code == 0, result.stderr
    for flag in ("date: --when date", "longitude: --lon Longitude", "latitude: --lat Latitude"):
        assert f"guessed column of the {flag}\n" in result.stderr
    assert "battles.gif: 480 × 270 px, 5 frames a second" in result.stderr
    plain = run("animate", battles, "--when", "date", "-o", "plain.gif", *SMALL)
    assert "--when" not in plain.stderr and "--lon" in plain.stderr
    north, south = (tuple(bytes.fromhex(hue[1:])) for hue in load("style")["hues"][:2])
    assert {north, south} <= colors(Path("battles.gif")), "a colour a side"
    assert south not in colors(Path("plain.gif"))


def test_options_change_the_film(battles: Path) -> None:
    seen = {}
    asked: dict[str, tuple[object, ...]] = {
        "plain": (), "title": ("--title", "Battles"), "bbox": ("--bbox", "120,30,140,45"),
        "label": ("--label", "name"), "color": ("--color", "#d55e00"), "lang": ("--lang", "zh"),
        "crs": ("--crs", "EPSG:5179"), "days": ("--from", "1950-09", "--to", "1950-10"),
        "trace": ("--trace", "0"),
    }  # fmt: skip
    for name, options in asked.items():
        result = run("animate", battles, "-o", f"{name}.gif", *options, *SMALL)
        assert result.exit_code == 0, result.stderr
        seen[name] = Path(f"{name}.gif").read_bytes()
    again = run("animate", battles, "-o", "again.gif", *SMALL)
    assert again.exit_code == 0 and Path("again.gif").read_bytes() == seen["plain"]
    assert len(set(seen.values())) == len(seen)


@pytest.mark.parametrize(
    "ending", [".xlsx", ".geojson", ".gpkg", ".fgb", ".parquet", ".kml", ".tsv"]
)
def test_files_of_every_kind(ending: str, battles: Path) -> None:
    path = battles.with_suffix(ending)
    rows = [line.split(",") for line in BATTLES.splitlines()]
    if ending == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif ending == ".tsv":
        path.write_text(BATTLES.replace(",", "\t"), "utf-8")
    else:
        at = shapely.points([[float(row[2]), float(row[3])] for row in rows[1:]])
        columns = {"Name": [row[0] for row in rows[1:]], "date": [row[1] for row in rows[1:]]}
        gdf = gpd.GeoDataFrame(columns, geometry=at, crs=4326)
        if ending == ".parquet":
            gdf.to_parquet(path)
        else:
            gdf.to_file(path, driver="KML" if ending == ".kml" else None)
    run("animate", battles, "-o", "csv.gif", *SMALL)
    result = run("animate", path, "-o", "film.gif", *SMALL)
    assert result.exit_code == 0, result.stderr
    assert "--when date" in result.stderr
    assert Path("film.gif").read_bytes() == Path("csv.gif").read_bytes()


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".xlsx"])
def test_the_one_column_whose_type_is_a_date_is_the_date(ending: str, battles: Path) -> None:
    typed = points(20).rename(columns={"when": "seen"})
    typed.loc[3, "seen"] = None
    typed["order"] = range(20)
    path = battles.with_name(f"p{ending}")
    places = ("--lon", "x", "--lat", "y") if ending == ".xlsx" else ()

    def filmed(table: gpd.GeoDataFrame) -> Result:
        if ending == ".xlsx":
            pd.DataFrame(table.drop(columns="geometry")).assign(
                x=table.geometry.x, y=table.geometry.y
            ).to_excel(path, index=False)
        elif ending == ".gpkg":
            table.to_file(path)
        else:
            table.to_parquet(path)
        return run("animate", path, *places, *SMALL)

    result = filmed(typed)
    assert result.exit_code == 0, result.stderr
    assert "guessed column of the date: --when seen\n" in result.stderr
    assert "19 of 20 rows have a date and a position" in result.stderr
    named = filmed(typed.assign(day=typed["seen"].dt.strftime("%Y-%m-%d")))
    assert "--when day\n" in named.stderr, "a name goes before a type"
    two = filmed(typed.assign(again=typed["seen"]))
    assert two.exit_code == 1 and "no column of p" in two.stderr, "two are not guessed between"


def test_the_type_of_a_column_counts_for_densities_and_imports(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    points(20).rename(columns={"when": "seen"}).to_parquet(path)
    result = run("animate", path, "--density", "-o", tmp_path / "p.gif", *SMALL)
    assert result.exit_code == 0 and "--when seen\n" in result.stderr
    assert "--when seen\n" in run("import", path, "--into", tmp_path / "new").stderr


def test_a_day_of_the_month_is_no_date(battles: Path) -> None:
    battles.write_text("lon,lat,year,month,day\n127,37,1950,9,15\n126,36,1951,1,4\n", "utf-8")
    assert "--when year\n" in run("animate", battles, *SMALL).stderr
    battles.write_text("lon,lat,day\n127,37,15\n126,36,4\n", "utf-8")
    assert "no column of battles.csv seems to hold dates" in wrong(battles).stderr
    battles.write_text("lon,lat,day\n127,37,1950-09-15\n126,36,1951-01-04\n", "utf-8")
    assert "--when day\n" in run("animate", battles, *SMALL).stderr


def test_rows_that_do_not_fit_are_listed_or_left_out(battles: Path) -> None:
    battles.write_text(BAD, "utf-8")
    result = run("animate", battles, *SMALL)
    assert result.exit_code == 1 and not Path("battles.gif").exists()
    assert [line[:24] for line in result.stdout.splitlines()] == [
        "battles.csv:6:2  D401  “", "battles.csv:7:2  D404  “",
        "battles.csv:8:4  P301  l", "battles.csv:9:3  C505  “",
    ]  # fmt: skip
    assert (
        "4 errors; mend them, or leave them out with --skip; nothing was written" in result.stderr
    )
    skipped = run("animate", battles, "--skip", *SMALL)
    assert skipped.exit_code == 0, skipped.stderr
    assert "4 of 8 rows have a date and a position" in skipped.stderr


def wrong(source: Path, *options: object) -> Result:
    result = run("animate", source, *options)
    assert result.exit_code == 1 and "Traceback" not in result.stderr
    return result


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--layer", "x"), "--layer is for an atlas folder; battles.csv is a table"),
        (("--when", "dat"), "--when: battles.csv has no column “dat”; did you mean “date”?"),
        (("--color", "sides"), "--color: battles.csv has no column “sides”; did you mean “side”?"),
        (("--cell", 3, "--fade", 0.1), "--cell, --fade: only with --density"),
        (("--density", "--trace", 0), "--trace: the points of a density fade by --fade"),
        (("--density", "--label", "name"), "--label: a density has no marks"),
        (("--density", "--color", "side"), "a density has one colour, #rrggbb"),
        (("--density", "--scheduler", "tcp://x:1"), "only GeoParquet is read in parts"),
        (("--when", "date", "--start", "date"), "--when or --start and --end"),
        (("--when", "name", "--skip"), "no row has both"),
        (("--lang", "xx"), "no language 'xx' for films; there are: en, zh"),
    ],
)
def test_what_is_wrong_is_one_line(options: tuple[object, ...], says: str, battles: Path) -> None:
    result = wrong(Path("battles.csv"), "--lon", "Longitude", "--lat", "Latitude", *options)
    told = [line for line in result.stderr.splitlines() if " of 4 rows" not in line]
    assert says in told[-1] and len(told) == 1


def test_files_that_cannot_be_filmed_say_why(battles: Path, folder: Path) -> None:
    Path("a.doc").touch()
    assert "files that end in “.doc” are not read" in wrong(Path("a.doc")).stderr
    Path("a.csv").write_text("a,lon,lat\n1,2,3\n")
    assert "no column of a.csv seems to hold dates" in wrong(Path("a.csv")).stderr
    Path("b.csv").write_text("date,a\n1950,2\n")
    assert "b.csv has no geometry: give --lon and --lat" in wrong(Path("b.csv")).stderr
    Path("empty").mkdir()
    assert "empty: no GeoParquet file is there" in wrong(Path("empty"), "--density").stderr
    assert "--trace is for a table" in wrong(folder, "--trace", 0).stderr
    assert "--title, --density are for a table" in wrong(folder, "--density", "--title", "x").stderr


@pytest.mark.parametrize("kind", ["file", "folder", "memory"])
def test_a_density_of_many_points(kind: str, tmp_path: Path) -> None:
    source = {"file": "p.parquet", "folder": "p", "memory": "p.geojson"}[kind]
    if kind == "folder":
        (tmp_path / "p").mkdir()
        points().iloc[:2_000].to_parquet(tmp_path / "p/a.parquet")
        points().iloc[2_000:].to_parquet(tmp_path / "p/b.parquet")
        assert "give --density" in wrong(tmp_path / "p").stderr
    elif kind == "file":
        points().to_parquet(tmp_path / source, row_group_size=1_000)
    else:
        points(text=True).to_file(tmp_path / source)
    options = ("--density", "--cell", 6, "--fade", 0.5, *SMALL)
    film = tmp_path / "film.gif"
    result = run("animate", tmp_path / source, "-o", film, *options)
    assert result.exit_code == 0, result.stderr
    assert "guessed column of the date: --when when\n" in result.stderr
    assert "3,000 points on the map, counted in " in result.stderr
    assert len(colors(film)) > 10
    if kind != "memory":
        said = wrong(tmp_path / source, "--density", "--lon", "x", "--skip").stderr
        assert "--lon, --skip: not for a density of GeoParquet" in said
    budget = film.stat().st_size // 2
    small = run("animate", tmp_path / source, "-o", film, *options, "--max-bytes", budget)
    assert small.exit_code == 0 and film.stat().st_size <= budget


def test_the_workers_of_a_cluster_count_the_same(tmp_path: Path) -> None:
    from distributed import LocalCluster

    points().to_parquet(tmp_path / "p.parquet", row_group_size=1_000)
    options = ("--density", "--when", "when", *SMALL)
    here, there = tmp_path / "here.gif", tmp_path / "there.gif"
    assert run("animate", tmp_path / "p.parquet", "-o", here, *options).exit_code == 0
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        address = ("--scheduler", cluster.scheduler_address)
        result = run("animate", tmp_path / "p.parquet", "-o", there, *options, *address)
    assert result.exit_code == 0, result.stderr
    assert here.read_bytes() == there.read_bytes()


def test_texts_that_are_no_dates_are_listed_for_a_density(tmp_path: Path) -> None:
    table = points(50, text=True)
    table.loc[[7, 8], "when"] = "soon"
    table.loc[40, "when"] = "1950-13"
    table.to_parquet(tmp_path / "p.parquet")
    result = wrong(tmp_path / "p.parquet", "--density", "-o", tmp_path / "p.gif")
    lines = result.stdout.splitlines()
    assert [line[:22] for line in lines] == ["p.parquet:8:1  D401  “", "p.parquet:41:1  D404  "]
    assert "2 errors; nothing was written" in result.stderr


def test_a_density_is_advised_for_very_many_points(
    battles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = "4 points: --density shows how many lie where"
    assert advice not in run("animate", battles, *SMALL).stderr
    monkeypatch.setattr("placetime.cli.tables.MANY", 3)
    assert advice in run("animate", battles, *SMALL).stderr


@pytest.mark.parametrize("box", ["1,2,3", "0,50,10,40", "a,b,c,d", "-200,0,10,10"])
def test_a_box_that_is_none_is_a_usage_error(box: str, battles: Path) -> None:
    result = run("animate", battles, "--bbox", box)
    assert result.exit_code == 2 and box in result.stderr
    assert "west,south,east,north" in result.stderr
