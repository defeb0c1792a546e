"""events.geojson: RFC 7946, read back by another reader."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyogrio
import pytest
from shapely.geometry import Polygon, shape

from placetime.export import export_scene, part_of
from placetime.render.gis.geometry import geojson_geometry
from placetime.scene.scene import Scene
from placetime.write.geojson import write_geojson

from .conftest import NASTY


@pytest.fixture(scope="module")
def path(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("geojson") / "events.geojson"
    write_geojson(scene, path)
    return path


def test_one_feature_a_mark_read_back_by_gdal(path: Path, scene: Scene) -> None:
    read = pyogrio.read_dataframe(path)
    assert read.crs.to_epsg() == 4326
    assert read["mark"].tolist() == [mark.id for mark in scene.marks]
    for geometry, mark in zip(read.geometry, scene.marks, strict=True):
        assert geometry.equals_exact(mark.geometry, 1e-6) or geometry.equals(mark.geometry)
    assert read.loc[read["event"] == "odd", "summary_en"].tolist() == [NASTY]


CITED = "沈, characters 1–9 of the text without its spaces"


def test_each_mark_says_its_passages_and_where_a_move_began(path: Path) -> None:
    read = pyogrio.read_dataframe(path)
    assert set(read["citation"]) == {CITED} and set(read["passages"]) == {"book 1-9:0123abcd"}
    moves = read[read["event"] == "move"]
    assert moves[["from_place", "place"]].to_numpy().tolist() == [["west", "east"]]
    assert read[read["event"] != "move"]["from_place"].isna().all()


@pytest.mark.parametrize("format_", ["geojson", "flatgeobuf"])
def test_each_file_of_a_layer_says_its_passages(scene: Scene, tmp_path: Path, format_: str) -> None:
    notes = export_scene(scene, [format_], tmp_path)
    assert f"{format_}: 1 events without a position are left out" in notes
    files = [f for f in tmp_path.iterdir() if f.suffix != ".qml" and f.stem != "places"]
    assert len(files) == 5
    for file in files:
        read = pyogrio.read_dataframe(file)
        assert set(read["citation"]) == {CITED} and set(read["passages"]) == {"book 1-9:0123abcd"}


def test_citations_are_in_the_readers_language(scene: Scene, tmp_path: Path) -> None:
    whole, _ = part_of(scene, lang="zh")
    write_geojson(whole, tmp_path / "a.geojson")
    read = pyogrio.read_dataframe(tmp_path / "a.geojson")
    assert set(read["citation"]) == {"沈, 原文去除空白后第1–9字"}


def test_no_crs_member_and_seven_decimals_at_most(path: Path) -> None:
    text = path.read_text("utf-8")
    data = json.loads(text)
    assert set(data) == {"type", "features"}
    assert not re.search(r"\d\.\d{8,}", text)
    assert "NaN" not in text


def test_undated_is_flagged_and_open_is_null(path: Path) -> None:
    features = {
        f["properties"]["event"]: f["properties"] for f in json.loads(path.read_text())["features"]
    }
    assert features["undated"]["dated"] is False
    assert features["open"]["end_latest"] is None and features["open"]["open_end"] is True


def test_geopandas_reads_dates_before_christ(early: Scene, tmp_path: Path) -> None:
    write_geojson(early, tmp_path / "early.geojson")
    read = pyogrio.read_dataframe(tmp_path / "early.geojson").set_index("event")
    assert read.loc["caesar", "begin_earliest"] == "-000043-03-15"
    assert read.loc["year-zero", "begin_earliest"] == "+000000-01-01"
    assert read.loc["caesar", "edtf"] == "-0043-03-15"  # not all texts are plain dates here


def test_same_bytes(path: Path, scene: Scene, tmp_path: Path) -> None:
    write_geojson(scene, tmp_path / "again.geojson")
    assert (tmp_path / "again.geojson").read_bytes() == path.read_bytes()


def test_exterior_rings_run_counter_clockwise() -> None:
    clockwise = Polygon([(0, 0), (0, 1), (1, 1), (1, 0)], [[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4)]])
    turned = shape(geojson_geometry(clockwise))
    assert turned.exterior.is_ccw and not turned.interiors[0].is_ccw
