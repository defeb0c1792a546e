"""GeoJSON and FlatGeobuf open in QGIS with the style that lies beside them, timed, in every time zone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest

from placetime.export import export_scene
from placetime.scene.scene import Scene

from .conftest import NASTY
from .test_time_in_qgis import FRAMES, POINTS, ZONES, agrees, day, shown

EXTENT = (124, 35, 131, 40)
ENDINGS = {"geojson": "geojson", "flatgeobuf": "fgb"}


@pytest.fixture(scope="module", params=list(ENDINGS))
def files(scene: Scene, request, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp(request.param)
    assert export_scene(scene, [request.param], folder) == [
        f"{request.param}: 1 places without a position are left out",
        f"{request.param}: 1 events without a position are left out",
    ]
    found = {path.stem: path for path in folder.glob(f"*.{ENDINGS[request.param]}")}
    assert {path.stem for path in folder.glob("*.qml")} == set(found)
    return found


def test_every_layer_is_styled_labelled_and_timed(files: dict[str, Path], qgis) -> None:
    layers = qgis("files", paths=sorted(files.values()))["layers"]
    assert set(layers) == {
        "places", "air_bases_points", "marches_moves", "loose_lines", "loose_areas", "undated_points",
    }  # fmt: skip
    for name, layer in layers.items():
        assert layer["valid"] and layer["crs"] == "EPSG:4326" and layer["labels"], name
        assert layer["aliases"]["note" if name == "places" else "edtf"]
        dated = name not in ("places", "undated_points")
        assert layer["temporal"] == dated
        if dated:
            assert layer["renderer"] == "categorizedSymbol"
        if name.startswith(("marches", "loose")):  # all their moments are known
            assert layer["mode"] == 2
            assert layer["start_type"] == layer["end_type"] == "DateTime"
    assert layers["air_bases_points"]["symbol_layers"] == [
        "FontMarker",
        "GeometryGenerator",
        "SvgMarker",
    ]
    assert layers["marches_moves"]["symbol_layers"] == ["GeometryGenerator"]


@pytest.mark.parametrize("tz", ZONES)
def test_an_event_is_as_strong_as_in_the_project(
    files: dict[str, Path], scene: Scene, qgis, tz: str
) -> None:
    answer = qgis(
        "files",
        tz=tz,
        paths=[files["air_bases_points"]],
        frames=FRAMES,
        points=POINTS,
        extent=EXTENT,
    )
    for frame, ink in zip(FRAMES, answer["frames"], strict=True):
        agrees(scene, frame, ink)


@pytest.mark.parametrize("format_", list(ENDINGS))
def test_dates_before_christ_show_on_their_days_and_are_told(
    format_: str, early: Scene, qgis, tmp_path: Path
) -> None:
    (note,) = export_scene(early, [format_], tmp_path)[:1]
    assert note.startswith(f"{format_}: 2 marks have dates before the year 1")
    path = tmp_path / f"marches_points.{ENDINGS[format_]}"
    answer = qgis(
        "files", paths=[path], extent=EXTENT,
        frames=[day(-44, 3, 14), day(-44, 3, 15), day(-44, 6, 14), day(-1, 7, 1)],
        points={"caesar": (129, 36, 0, 0), "year-zero": (130, 36, 0, 0)},
    )  # fmt: skip
    assert [shown(ink) for ink in answer["frames"]] == [set(), {"caesar"}, set(), {"year-zero"}]
    read = pyogrio.read_dataframe(path)  # fails where GDAL takes a text for a date of the year -43
    assert read["t_start"].isna().all() and set(read["begin_year"]) == {-43, 0}


def test_a_layer_of_open_ends_alone_is_timed(scene: Scene, qgis, tmp_path: Path) -> None:
    """No reader can tell that an empty column holds moments: the style then times by expressions."""
    marks = tuple(mark for mark in scene.marks if mark.event == "open")
    for format_, ending in ENDINGS.items():
        export_scene(replace(scene, marks=marks), [format_], tmp_path / format_)
        path = tmp_path / format_ / f"air_bases_points.{ending}"
        frames = [day(1958, 3, 9), day(1958, 3, 10), day(2026, 7, 1)]
        points = {"open": POINTS["open"]}
        answer = qgis("files", paths=[path], extent=EXTENT, frames=frames, points=points)
        assert [shown(ink) for ink in answer["frames"]] == [set(), {"open"}, {"open"}], format_


def test_words_and_moments_come_back(files: dict[str, Path]) -> None:
    read = pyogrio.read_dataframe(files["air_bases_points"]).set_index("event")
    assert read.loc["odd", "summary_en"] == NASTY
    assert str(read.loc["oneday", "t_end"]) == "1958-03-15 23:59:59.999000+00:00"
    assert read.loc["oneday", "summary_zh"] == "关于oneday。"


def test_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for format_ in ENDINGS:
        for name in ("a", "b"):
            export_scene(scene, [format_], tmp_path / name)
        for path in (tmp_path / "a").iterdir():
            assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
