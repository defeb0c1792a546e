"""An atlas in Python, in GeoPandas' manner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import folium
import geopandas as gpd
import pytest
from PIL import Image

import placetime
from placetime.write import animation


@pytest.fixture(scope="module")
def atlas(hannibal: Path) -> placetime.Atlas:
    return placetime.open(hannibal)


def test_tables(atlas: placetime.Atlas) -> None:
    assert isinstance(atlas.places, gpd.GeoDataFrame) and len(atlas.places) == 9
    assert isinstance(atlas.events, gpd.GeoDataFrame)
    assert atlas.places.crs == atlas.events.crs == "EPSG:4326"
    assert set(atlas.events["event"]) == {
        "departure", "alps", "italy", "recall", "trebia", "trasimene", "cannae", "zama",
    }  # fmt: skip
    assert (atlas.claims["event"] == "cannae").sum() == 2
    assert "Hannibal" in repr(atlas)


def test_what_shows_on_a_day(atlas: placetime.Atlas) -> None:
    day = atlas.at("-0215-08-02").set_index("event")
    assert day.loc["cannae", "presence"].max() > 0
    assert day.loc["italy", "presence"] == 1
    assert "zama" not in day.index
    year = atlas.at("-0201").set_index("event")
    assert year.loc["zama", "presence"] == 1
    with pytest.raises(ValueError, match="is not understood in a date"):
        atlas.at("August 216 BC")


def test_outputs(atlas: placetime.Atlas, tmp_path: Path) -> None:
    assert isinstance(atlas.to_folium(), folium.Map)
    told: list[float] = []
    atlas.animate(tmp_path / "x.gif", size=(320, 200), fps=4, lang="fr", progress=told.append)
    with Image.open(tmp_path / "x.gif") as film:
        assert film.size == (320, 200) and film.n_frames > 10  # type: ignore[attr-defined]
    assert told == sorted(told) and told[-1] == 1.0
    atlas.to_gpkg(tmp_path / "x.gpkg")
    atlas.to_html(tmp_path / "x.html")
    atlas.to_geojson(tmp_path / "x.geojson")
    atlas.to_csv(tmp_path / "x.csv")
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"x.gif", "x.gpkg", "x.qgz", "x.html", "x.geojson", "x.csv"}


def test_an_invalid_folder_raises_with_all_findings(folder: Path) -> None:
    (folder / "geo/places.csv").unlink()
    with pytest.raises(placetime.InvalidAtlas) as caught:
        placetime.open(folder)
    codes = {finding.code for finding in caught.value.findings}
    assert {"F101", "C501"} <= codes
    with pytest.raises(placetime.PlacetimeError, match="no atlas folder"):
        placetime.open(folder / "geo")


def test_another_format_and_a_missing_part(
    atlas: placetime.Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"must end in one of \.gif, \.mp4"):
        atlas.animate(tmp_path / "x.avi")
    monkeypatch.setattr(animation, "find_spec", lambda name: None)
    with pytest.raises(placetime.MissingPart, match=r'pip install "placetime\[animation\]"'):
        atlas.animate(tmp_path / "x.gif")


def test_importing_placetime_imports_nothing_heavy() -> None:
    script = (
        "import sys, placetime;"
        "heavy = {'numpy', 'pandas', 'geopandas', 'shapely', 'folium'} & set(sys.modules);"
        "assert not heavy, heavy; assert 'TimeLayer' in dir(placetime)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
