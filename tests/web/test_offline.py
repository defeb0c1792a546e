"""`placetime.offline`: plugins of others go into the page if they are at hand, and the rest is named."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest
from branca.element import CssLink, JavascriptLink
from folium.plugins import DualMap, Fullscreen, MarkerCluster, MiniMap
from shapely import Point

from placetime import TimeLayer, offline
from placetime.render.web.offline import OfflineWarning
from tests.conftest import ROOT

Opener = Callable[..., Any]
MODULES = ROOT / "tests/js/node_modules"
TILE = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the real plugins, as npm has them."""
    for name in ("leaflet-minimap", "leaflet.markercluster", "leaflet.sync"):
        if not (MODULES / name).is_dir():
            pytest.fail(f"{name} is missing: run `npm ci --prefix tests/js`")
        shutil.copytree(MODULES / name, tmp_path / "plugins" / name)
    return tmp_path / "plugins"


def finds() -> TimeLayer:
    table = gpd.GeoDataFrame(
        {"date": ["1850", "1870"]}, geometry=[Point(11, 48), Point(12, 47)], crs=4326
    )
    return TimeLayer(table, when="date", name="finds")


def blank(**options: Any) -> folium.Map:
    fmap = folium.Map([47.5, 11.5], zoom_start=6, tiles=None, **options)
    fmap.options["max_zoom"] = 18
    return fmap


def saved(fmap: Any, folder: Path) -> Path:
    fmap.save(folder / "map.html")
    return folder / "map.html"


@pytest.fixture(autouse=True)
def no_warning() -> Any:
    """Every warning that a test does not expect is a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", OfflineWarning)
        yield


def test_a_marker_cluster_beside_a_time_layer(
    open_page: Opener, files: Path, tmp_path: Path
) -> None:
    fmap = blank()
    cluster = MarkerCluster().add_to(fmap)
    for shift in (0.0, 0.01, 0.02):
        folium.Marker([47.5 + shift, 11.5]).add_to(cluster)
    finds().add_to(fmap)
    page = open_page(saved(offline(fmap, files=files), tmp_path)).page
    assert page.locator(".marker-cluster").inner_text() == "3"
    colour = "node => getComputedStyle(node).backgroundColor"
    assert page.locator(".marker-cluster").evaluate(colour) != "rgba(0, 0, 0, 0)"
    assert page.evaluate("() => placetime.maps.length") == 1


def test_a_mini_map_with_its_pictures(open_page: Opener, files: Path, tmp_path: Path) -> None:
    fmap = blank()
    finds().add_to(fmap)
    tiles = folium.TileLayer(TILE, attr="none")
    MiniMap(tile_layer=tiles, toggle_display=True).add_to(fmap)
    page = open_page(saved(offline(fmap, files=files), tmp_path)).page
    assert page.locator(".leaflet-control-minimap").is_visible()
    picture = "node => getComputedStyle(node).backgroundImage"
    found = page.locator(".leaflet-control-minimap-toggle-display").evaluate(picture)
    assert found.startswith('url("data:image/')
    assert page.evaluate("() => placetime.maps.length") == 1
    assert page.locator(".pt-dock").count() == 1


def test_two_maps_side_by_side(open_page: Opener, files: Path, tmp_path: Path) -> None:
    both = DualMap([47.5, 11.5], zoom_start=6, tiles=None)
    finds().add_to(both)
    page = open_page(saved(offline(both, files=files), tmp_path)).page
    assert page.evaluate("() => placetime.maps.length") == 2
    assert page.locator(".pt-dock").count() == 2
    page.evaluate("() => placetime.maps[0].map.setView([45, 10], 7, { animate: false })")
    assert page.evaluate("() => placetime.maps[1].map.getZoom()") == 7


def test_a_time_layer_in_a_group(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    group = folium.FeatureGroup("group").add_to(fmap)
    finds().add_to(group)
    folium.LayerControl(collapsed=False).add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    shown = "() => placetime.maps[0].visible().length"
    page.evaluate("() => placetime.maps[0].setDay(-43600)")
    assert page.evaluate(shown) > 0
    page.get_by_label("group").uncheck()
    assert page.evaluate(shown) == 0
    page.get_by_label("group").check()
    assert page.evaluate(shown) > 0


def test_what_is_missing_is_named_once_and_all_of_it(files: Path) -> None:
    fmap = blank()
    Fullscreen().add_to(fmap)
    MarkerCluster().add_to(fmap)
    folium.TileLayer("OpenStreetMap").add_to(fmap)
    MiniMap().add_to(fmap)
    fmap.get_root().header.add_child(JavascriptLink("https://example.org/more.js"), name="more")
    with pytest.warns(OfflineWarning) as seen:
        offline(fmap, files=files)
    assert len(seen) == 1
    text = str(seen[0].message)
    assert "Fullscreen needs https://" in text
    assert "the page needs https://example.org/more.js" in text
    assert "the tiles of https://tile.openstreetmap.org" in text
    assert "MarkerCluster" not in text
    assert "Control.MiniMap" not in text
    assert seen[0].filename == __file__


def test_files_by_url_and_links_of_the_page(open_page: Opener, tmp_path: Path) -> None:
    script, style = tmp_path / "a.js", tmp_path / "b.css"
    script.write_text('window.told = "</script><!-- {{ 7 * 7 }}";\n//# sourceMappingURL=a.js.map\n')
    style.write_text("body { --told: 1; background: url(none.png); }")
    fmap = blank()
    finds().add_to(fmap)
    header = fmap.get_root().header
    header.add_child(JavascriptLink("https://example.org/x/one.js?v=2"), name="one")
    header.add_child(CssLink("https://example.org/two.css"), name="two")
    files = {"https://example.org/x/one.js?v=2": script, "two.css": style}
    with pytest.warns(OfflineWarning, match=r"b.css needs none.png"):
        offline(fmap, files=files)
    page = open_page(saved(fmap, tmp_path), quiet=False).page
    assert page.evaluate("() => window.told") == "</script><!-- {{ 7 * 7 }}"
    assert page.evaluate("() => getComputedStyle(document.body).getPropertyValue('--told')") == "1"


def test_of_several_files_the_one_that_is_meant(tmp_path: Path) -> None:
    for version in ("1.0.0", "3.6.1", "9.0"):
        folder = tmp_path / "cdn" / "leaflet-minimap" / version
        folder.mkdir(parents=True)
        for name in ("Control.MiniMap.js", "Control.MiniMap.css"):
            (folder / name).write_text(f"/* {version} */")
    fmap = blank()
    MiniMap(tile_layer=folium.TileLayer(TILE, attr="none")).add_to(fmap)
    html = offline(fmap, files=tmp_path / "cdn").get_root().render()
    assert html.count("/* 3.6.1 */") == 2
    assert "/* 9.0 */" not in html


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder"):
        offline(blank(), files=tmp_path / "none")
    with pytest.raises(FileNotFoundError, match="no such file"):
        offline(blank(), files={"a.js": tmp_path / "a.js"})
