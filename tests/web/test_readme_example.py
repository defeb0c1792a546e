"""The README's example for any GeoDataFrame runs as it stands, and its map opens without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest
from shapely import Point

import placetime
from tests.readme_examples import example

Opener = Callable[..., Any]


def test_the_example_for_any_table(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates = ["1850~", "[1850..1855]", "-0043-03-15"]
    points = [Point(11, 48), Point(12, 47), Point(12.5, 41.9)]
    gpd.GeoDataFrame({"date": dates}, geometry=points, crs=4326).to_file(tmp_path / "finds.gpkg")
    monkeypatch.chdir(tmp_path)
    code = example("TimeLayer(")
    assert (
        len([line for line in code.splitlines() if "TimeLayer" in line or ".add_to" in line]) <= 4
    )
    exec(code, {"placetime": placetime})
    page = open_page(tmp_path / "finds.html").page
    assert page.locator(".pt-dock").is_visible()
    page.evaluate("() => placetime.maps[0].setDay(-735160)")
    west, east = page.evaluate(
        "() => { const b = placetime.maps[0].map.getBounds(); return [b.getWest(), b.getEast()]; }"
    )
    assert west < 11 < 12.5 < east


def test_the_outline_is_land_and_water(open_page: Opener, tmp_path: Path) -> None:
    fmap = folium.Map([48, 11], zoom_start=5, tiles=None)
    placetime.Outline().add_to(fmap)
    rows = gpd.GeoDataFrame({"date": ["1850"]}, geometry=[Point(11, 48)], crs=4326)
    placetime.TimeLayer(rows, when="date").add_to(fmap)
    folium.LayerControl().add_to(fmap)
    placetime.offline(fmap).save(str(tmp_path / "map.html"))
    page = open_page(tmp_path / "map.html").page
    assert page.locator(".leaflet-overlay-pane path").count() > 100
    water = "() => getComputedStyle(document.querySelector('.folium-map')).backgroundColor"
    assert page.evaluate(water) == "rgb(213, 225, 232)"
    assert page.locator(".leaflet-control-layers-overlays label").count() == 1
