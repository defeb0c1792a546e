"""`placetime export`, and the same from Python."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pyogrio
import pytest

import placetime
from tests.cli.test_cli import run
from tests.conftest import ROOT


def test_formats_go_to_the_outputs_or_where_asked(folder: Path, tmp_path: Path) -> None:
    assert run("export", folder, "--format", "geojson,gpkg").exit_code == 0
    made = {p.relative_to(folder / "outputs").as_posix() for p in (folder / "outputs").rglob("*")}
    assert {"atlas.gpkg", "atlas.qgz", "geojson", "geojson/voyage_points.geojson"} <= made
    result = run("export", folder, "--format", "gpkg", "-o", tmp_path / "mine.gpkg")
    assert result.exit_code == 0 and "exported gpkg" in result.stderr
    assert f" to {tmp_path}/mine.gpkg, {tmp_path}/mine.qgz: " in result.stderr
    assert (tmp_path / "mine.gpkg").exists() and (tmp_path / "mine.qgz").exists()
    result = run("export", folder, "--format", "gpkg,csv", "-o", tmp_path / "nov")
    assert f" to {tmp_path}/nov/atlas.gpkg, {tmp_path}/nov/atlas.qgz, {tmp_path}/nov/csv/: " in (
        result.stderr
    )
    run("export", folder, "--format", "geojson", "-o", tmp_path / "files")
    assert (tmp_path / "files/voyage_points.qml").exists()


def test_a_part_in_another_language(hannibal: Path, tmp_path: Path) -> None:
    result = run(
        "export", hannibal, "--format", "geojson", "--layer", "march", "--from", "-0217",
        "--to", "-0217-06", "--lang", "fr", "-o", tmp_path,
    )  # fmt: skip
    assert result.exit_code == 0
    names = {path.stem for path in tmp_path.glob("*.geojson")}
    assert names == {"places", "march_points", "march_areas"}
    features = json.loads((tmp_path / "march_points.geojson").read_text("utf-8"))["features"]
    assert [f["properties"]["event"] for f in features] == ["departure"]
    assert 'name="résumé' in (tmp_path / "march_points.qml").read_text("utf-8") or (
        "summary_fr" in (tmp_path / "march_points.qml").read_text("utf-8")
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--format", "shp"], "take gpkg (GeoPackage) or flatgeobuf instead"),
        (["--format", "geojsn"], "did you mean “geojson”?"),
        (["--format", "gpkg", "--layer", "marhc"], "did you mean “march”?"),
        (["--format", "gpkg", "--lang", "de"], "it has en, fr"),
        (["--format", "gpkg", "--at", "195x"], "write '195X'"),
        (["--format", "gpkg", "--at", "1950", "--to", "1951"], "not both"),
        (["--format", "gpkg", "--to", "sqlite:///x"], "neither a date nor postgresql://"),
        (["--to", "mysql://x"], "“mysql://x” is neither a date nor postgresql://"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    hannibal: Path, tmp_path: Path, options: list[str], says: str
) -> None:
    result = run("export", hannibal, *options, "-o", tmp_path / "x")
    assert result.exit_code == 1
    assert says in result.stderr and result.stderr.startswith("placetime: ")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("when", "side"),
    [(["--at", "-0400"], "before"), (["--from", "1900"], "after"), (["--to", "-0300"], "before")],
)
def test_a_time_outside_of_the_atlas(
    hannibal: Path, tmp_path: Path, when: list[str], side: str
) -> None:
    result = run("export", hannibal, "--format", "kmz", *when, "-o", tmp_path / "x.kmz")
    assert result.exit_code == 1 and not (tmp_path / "x.kmz").exists()
    assert f"nothing is there then: it is {side} the atlas' time, -0217-01-01 to" in result.stderr


def test_a_frame_outside_of_the_atlas(folder: Path, tmp_path: Path) -> None:
    result = run("frame", folder, "--at", "1900", "-o", tmp_path / "x.png")
    assert result.exit_code == 1 and not (tmp_path / "x.png").exists()
    assert "it is before the atlas' time, 1911-05-01 to 1911-09-30" in result.stderr


def test_what_has_no_begin_may_be_there_before(tmp_path: Path) -> None:
    result = run("export", ROOT, "--format", "csv", "--at", "1900", "-o", tmp_path)
    assert result.exit_code == 0 and ": 1 mark of 1 event, " in result.stderr
    assert "note: it is before the atlas' time, 1950-02-01 to 1994-12-31; what" in result.stderr
    refused = run("frame", ROOT, "--at", "1900", "-o", tmp_path / "x.png")
    assert refused.exit_code == 1 and not (tmp_path / "x.png").exists()


def test_a_part_has_its_own_time_and_place(folder: Path, tmp_path: Path) -> None:
    part = ["--from", "1911-05-10", "--to", "1911-05-20"]
    done = run("export", folder, "--format", "gpkg,czml", *part, "-o", tmp_path)
    assert done.exit_code == 0
    with closing(sqlite3.connect(tmp_path / "atlas.gpkg")) as db:
        said = json.loads(db.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0])
    assert said["temporalCoverage"] == "1911-05-10/1911-05-20"
    south, west, north, east = map(float, said["spatialCoverage"]["geo"]["box"].split())
    boxes = [
        pyogrio.read_dataframe(tmp_path / "atlas.gpkg", layer=name).total_bounds
        for name in ("places", "voyage_moves")
    ]
    assert west == pytest.approx(min(box[0] for box in boxes), abs=1e-6)
    assert south == pytest.approx(min(box[1] for box in boxes), abs=1e-6)
    assert east == pytest.approx(max(box[2] for box in boxes), abs=1e-6)
    assert north == pytest.approx(max(box[3] for box in boxes), abs=1e-6)
    clock = json.loads((tmp_path / "atlas.czml").read_text("utf-8"))[0]["clock"]
    assert clock["interval"] == "1911-05-10T00:00:00Z/1911-05-20T23:59:59.999Z"
    assert clock["currentTime"] == "1911-05-10T00:00:00Z"
    with ZipFile(tmp_path / "atlas.qgz") as archive:
        project = archive.read("atlas.qgs").decode()
    assert "1911-05-10T00:00:00Z" in project and "1911-05-20T23:59:59Z" in project
    assert "1911-09-30" not in project


def test_what_lies_outside_of_the_view_is_in_the_spatial_coverage(tmp_path: Path) -> None:
    run("export", ROOT, "--format", "gpkg", "--layer", "politics", "-o", tmp_path / "x.gpkg")
    with closing(sqlite3.connect(tmp_path / "x.gpkg")) as db:
        said = json.loads(db.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0])
    _, west, north, _ = map(float, said["spatialCoverage"]["geo"]["box"].split())
    assert west < 38 and north > 55, "Moscow is in it, the view begins at 118° E"


def test_it_says_how_much_there_is(folder: Path, tmp_path: Path) -> None:
    whole = run("export", folder, "--format", "kmz", "-o", tmp_path / "x.kmz")
    assert ": 5 marks of 4 events, 3 places, in " in whole.stderr
    part = run("export", folder, "--format", "kmz", "--at", "1911-05-02", "-o", tmp_path / "y.kmz")
    assert part.exit_code == 0 and ": 1 mark of 1 event, 2 places, in " in part.stderr


def test_files_of_an_earlier_export_are_named(hannibal: Path, tmp_path: Path) -> None:
    first = run("export", hannibal, "--format", "geojson", "-o", tmp_path)
    assert "not of this export" not in first.stderr
    (tmp_path / "notes.txt").write_text("mine")
    part = ["--format", "geojson", "--layer", "march", "-o", tmp_path]
    result = run("export", hannibal, *part)
    assert f"left in {tmp_path}: battles_points.geojson, battles_points.qml" in result.stderr
    assert "notes.txt" not in result.stderr and (tmp_path / "battles_points.qml").exists()


@pytest.mark.parametrize(
    ("format_", "name", "instead"),
    [("gpkg", "x.geojson", "x.gpkg"), ("kmz", "x.kml", "x.kmz"), ("xlsx", "x.csv", "x.xlsx")],
)
def test_an_ending_of_another_format(
    folder: Path, tmp_path: Path, format_: str, name: str, instead: str
) -> None:
    result = run("export", folder, "--format", format_, "-o", tmp_path / name)
    assert result.exit_code == 1 and not (tmp_path / name).exists()
    assert f"{name} does not end as {format_} does: call it {instead}" in result.stderr


def test_a_database_that_is_not_there_is_one_line(folder: Path) -> None:
    result = run("export", folder, "--to", "postgresql://localhost:1/x")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert "the database refuses, nothing was written: " in result.stderr


def test_the_layers_that_there_are_are_named(tmp_path: Path) -> None:
    result = run("export", ROOT, "--format", "csv", "--layer", "zzz", "-o", tmp_path / "x")
    assert "there is no layer “zzz”; known are air-bases, air-combat, " in result.stderr


def test_no_format_is_a_question_of_usage(hannibal: Path) -> None:
    result = run("export", hannibal)
    assert result.exit_code == 2 and "--format with one of gpkg" in result.stderr


def test_an_invalid_folder_writes_nothing(folder: Path) -> None:
    (folder / "geo/places.csv").unlink()
    result = run("export", folder, "--format", "gpkg")
    assert result.exit_code == 1 and "F101" in result.stdout
    assert not (folder / "outputs").exists()


def test_an_error_leaves_what_was_there(
    hannibal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "geojson").mkdir()
    (tmp_path / "geojson/march_points.geojson").write_text("old")

    def stop(*args: object, **options: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("placetime.write.flatgeobuf.pyogrio.write_dataframe", stop)
    with pytest.raises(RuntimeError):
        run("export", hannibal, "--format", "geojson,flatgeobuf", "-o", tmp_path)
    assert (tmp_path / "geojson/march_points.geojson").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["geojson"]


def test_from_python(hannibal: Path, tmp_path: Path) -> None:
    atlas = placetime.open(hannibal)
    notes = atlas.export(tmp_path / "x.gpkg", layers=["battles"], at="-0201", lang="fr")
    assert len(notes) == 1 and "battles_points" in notes[0]
    atlas.export(tmp_path / "files", format="geojson", start="-0201")
    assert {p.suffix for p in (tmp_path / "files").iterdir()} == {".geojson", ".qml"}
    atlas.export(tmp_path / "new", format="kmz")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["atlas.kmz"]
    with pytest.raises(placetime.PlacetimeError, match="GeoPackage"):
        atlas.export(tmp_path / "x.shp")
    with pytest.raises(placetime.PlacetimeError, match="does not tell the format"):
        atlas.export(tmp_path / "x.geojson")
    with pytest.raises(placetime.PlacetimeError, match="give a folder instead of"):
        atlas.export(tmp_path / "x.geojson", format="geojson")
