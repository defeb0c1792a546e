"""The project opens in QGIS after its folder moved, with groups, order, relations and clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyproj import Transformer

from placetime.build import read_atlas
from placetime.scene.scene import Scene, scene_of
from placetime.write.gpkg import write_gpkg
from placetime.write.qgis import write_qgz

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def opened(written: Path, qgis):
    return qgis("project", path=written / "atlas.qgz")


def test_every_layer_is_valid_and_the_crs_is_set(opened) -> None:
    assert opened["opened"] and opened["crs_valid"] and opened["crs"] == "EPSG:3857"
    assert opened["title"] == "A test [% 1 %] & more"
    assert len(opened["layers"]) == 12
    assert all(layer["valid"] for layer in opened["layers"].values())


def test_the_view_is_the_atlas_bbox(opened) -> None:
    to_map = Transformer.from_crs(4326, 3857, always_xy=True)
    assert opened["extent"][:2] == pytest.approx(to_map.transform(124, 35), abs=0.01)
    assert opened["extent"][2:] == pytest.approx(to_map.transform(131, 40), abs=0.01)


def test_layers_stand_in_their_groups_in_order(opened) -> None:
    assert opened["tree"] == [
        "places",
        {"group": "In the air", "shown": True, "children": ["air_bases_points"]},
        {"group": "On land", "shown": True, "children": ["marches_moves"]},
        "loose_lines",
        "loose_areas",
        {"group": "Undated", "shown": False, "children": ["undated_points"]},
        {
            "group": "Tables",
            "shown": True,
            "children": ["events", "sources", "claims", "claim_places", "names"],
        },
        {"group": "Base map (today)", "shown": True, "children": ["base_land"]},
    ]


def test_a_layer_that_is_not_shown_is_not_ticked(scene: Scene, qgis, tmp_path: Path) -> None:
    layers = tuple(replace(one, shown=one.id != "marches") for one in scene.atlas.layers)
    off = replace(scene, atlas=replace(scene.atlas, layers=layers))
    write_gpkg(off, tmp_path / "atlas.gpkg")
    write_qgz(off, "atlas.gpkg", tmp_path / "atlas.qgz")
    tree = qgis("project", path=tmp_path / "atlas.qgz")["tree"]
    assert {"group": "On land", "shown": True, "children": ["marches_moves (off)"]} in tree


def test_points_are_drawn_over_lines_and_areas(opened) -> None:
    assert opened["order"] == [
        "places", "air_bases_points", "marches_moves", "loose_lines", "loose_areas",
        "undated_points", "base_land",
    ]  # fmt: skip


def test_relations_lead_from_marks_to_claims_to_sources(opened) -> None:
    assert all(relation["valid"] for relation in opened["relations"].values())
    assert opened["relations"]["claims_event"]["children"] == 13
    assert opened["relations"]["claims_source"]["children"] == 13
    assert opened["relations"]["air_bases_points_event"]["children"] == 7
    assert {"names_place", "claim_places_claim", "claim_places_place"} <= set(opened["relations"])


def test_the_clock_opens_in_animated_mode_over_the_span(opened) -> None:
    assert opened["mode"] == 1
    assert (opened["start"], opened["end"]) == ("1958-01-01T00:00:00Z", "1958-12-31T23:59:59Z")
    assert opened["frames"] == 365
    assert "format_date(@map_start_time,'d MMMM yyyy','en')" in opened["map_title"]
    assert "[% 1 %]" not in opened["map_title"]
    assert "Drawn for the test" in opened["credit"]


def test_the_flagship_opens(tmp_path: Path, qgis) -> None:
    scene = scene_of(read_atlas(ROOT))
    write_gpkg(scene, tmp_path / "atlas.gpkg")
    write_qgz(scene, "atlas.gpkg", tmp_path / "atlas.qgz")
    opened = qgis("project", path=tmp_path / "atlas.qgz")
    assert opened["opened"] and all(layer["valid"] for layer in opened["layers"].values())
    assert all(relation["valid"] for relation in opened["relations"].values())
    dated = sum(mark.interval is not None for mark in scene.marks)
    timed = [layer["count"] for layer in opened["layers"].values() if layer["temporal"]]
    assert sum(timed) == dated
    assert 100 < opened["frames"] < 1000
