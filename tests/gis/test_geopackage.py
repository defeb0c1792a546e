"""The GeoPackage is valid, keeps every word, and is the same bytes each time."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

from placetime.build import read_atlas
from placetime.scene.scene import Scene, scene_of
from placetime.write.gpkg import write_gpkg
from placetime.write.qgis import write_qgz

from .conftest import NASTY, ODD_KIND, SYSTEM_PYTHON

ROOT = Path(__file__).parent.parent.parent


def validate(path: Path) -> str:
    """What GDAL's strict validator says; empty if there is nothing to say."""
    have = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import osgeo_utils.samples.validate_gpkg"], check=False
    )
    if have.returncode:
        pytest.fail("these tests run GDAL's own validator: apt-get install python3-gdal")
    module = ["-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", "--warning-as-error"]
    ran = subprocess.run(
        [SYSTEM_PYTHON, *module, str(path)], capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr + (f"exit {ran.returncode}" if ran.returncode else "")


def rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_the_strict_validator_has_nothing_to_say(written: Path) -> None:
    assert validate(written / "atlas.gpkg") == ""
    assert rows(written / "atlas.gpkg", "PRAGMA user_version") == [(10300,)]
    assert rows(written / "atlas.gpkg", "PRAGMA foreign_key_check") == []
    assert rows(written / "atlas.gpkg", "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("name", ["flagship", "early"])
def test_other_atlases_are_valid_too(
    name: str, hannibal: Path, early: Scene, tmp_path: Path
) -> None:
    scenes = (
        [scene_of(read_atlas(ROOT))]
        if name == "flagship"
        else [early, scene_of(read_atlas(hannibal))]
    )
    for scene in scenes:
        write_gpkg(scene, tmp_path / "atlas.gpkg")
        assert validate(tmp_path / "atlas.gpkg") == ""


def test_two_writes_are_the_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_gpkg(scene, tmp_path / name / "atlas.gpkg")
        write_qgz(scene, "atlas.gpkg", tmp_path / name / "atlas.qgz")
    for file in ("atlas.gpkg", "atlas.qgz"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["atlas.gpkg", "atlas.qgz"]


def test_an_inclusive_end_in_utc(written: Path) -> None:
    sql = "SELECT t_start, t_end, begin_year, end_day FROM air_bases_points WHERE event='oneday'"
    assert rows(written / "atlas.gpkg", sql) == [
        ("1958-03-15T00:00:00.000Z", "1958-03-15T23:59:59.999Z", 1958, 15)
    ]


def test_open_is_null_and_undated_is_apart(written: Path) -> None:
    sql = "SELECT event, t_start IS NULL, t_end IS NULL, open_begin, open_end FROM air_bases_points"
    unbounded = {event: rest for event, *rest in rows(written / "atlas.gpkg", sql)}
    assert unbounded["open"] == [0, 1, 0, 1]
    assert unbounded["before"] == [1, 0, 1, 0]
    assert "undated" not in unbounded
    assert rows(written / "atlas.gpkg", "SELECT event, dated FROM undated_points") == [
        ("undated", 0)
    ]


def test_early_dates_are_integers_and_texts(early: Scene, tmp_path: Path) -> None:
    write_gpkg(early, tmp_path / "atlas.gpkg")
    sql = (
        "SELECT t_start, t_end, begin_year, begin_month, begin_day, begin_earliest"
        " FROM marches_points WHERE event='caesar'"
    )
    assert rows(tmp_path / "atlas.gpkg", sql) == [(None, None, -43, 3, 15, "-0043-03-15")]


def test_words_survive_sql_and_xml(written: Path) -> None:
    path = written / "atlas.gpkg"
    assert rows(path, "SELECT summary_en FROM claims WHERE event='odd'") == [(NASTY,)]
    assert rows(path, "SELECT kind FROM air_bases_points WHERE event='odd'") == [(ODD_KIND,)]
    read = pyogrio.read_dataframe(path, layer="air_bases_points", where="event = 'odd'")
    assert read["summary_en"].tolist() == [NASTY]


def test_events_that_cannot_be_placed_are_listed(written: Path) -> None:
    sql = "SELECT event, marks, claims FROM events WHERE event IN ('lost', 'move') ORDER BY event"
    assert rows(written / "atlas.gpkg", sql) == [("lost", 0, 1), ("move", 1, 2)]


def test_a_style_for_each_language_and_metadata(written: Path) -> None:
    sql = "SELECT styleName, useAsDefault FROM layer_styles WHERE f_table_name='air_bases_points'"
    assert rows(written / "atlas.gpkg", sql) == [("en", 1), ("zh", 0)]
    origin = "SELECT metadata FROM gpkg_metadata WHERE metadata LIKE '%Drawn for the test%CC0-1.0%'"
    assert len(rows(written / "atlas.gpkg", origin)) == 1


def test_a_failed_write_leaves_the_old_file(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "atlas.gpkg").write_text("old")

    def stop(*args: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("placetime.write.gpkg.add_records", stop)
    with pytest.raises(RuntimeError):
        write_gpkg(scene, tmp_path / "atlas.gpkg")
    assert [p.name for p in tmp_path.iterdir()] == ["atlas.gpkg"]
    assert (tmp_path / "atlas.gpkg").read_text() == "old"
