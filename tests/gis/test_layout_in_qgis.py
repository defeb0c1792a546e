"""The project as it is stored in the GeoPackage, its print layout, and its language."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from placetime.build import read_atlas
from placetime.scene.scene import Scene, scene_of
from placetime.write.gpkg import write_gpkg
from placetime.write.qgis import write_qgz

ROOT = Path(__file__).parent.parent.parent


def test_the_project_in_the_geopackage_is_the_one_beside_it(written: Path, qgis) -> None:
    beside = qgis("project", path=written / "atlas.qgz")
    inside = qgis("project", path=f"geopackage:{written / 'atlas.gpkg'}?projectName=atlas")
    assert inside["opened"] and all(layer["valid"] for layer in inside["layers"].values())
    assert inside == beside


def test_labels_follow_the_project_variable(written: Path, qgis) -> None:
    said = qgis(
        "labels", path=written / "atlas.qgz", layer="places_", key="place",
        languages=[None, "zh", "xx"], signs="A日军龙말",
    )  # fmt: skip
    assert "".join(said["has"]) == "A日军龙말"  # the labels' own font has them
    assert said["default"]["oneday"] == "Oneday" and said["default"]["east"] == "East"
    assert said["zh"]["oneday"] == "一日" and said["zh"]["east"] == "东"
    assert said["xx"] == said["default"]
    numbers = qgis(
        "labels",
        path=written / "atlas.qgz",
        layer="marches_moves",
        key="event",
        languages=[None, "zh"],
    )
    assert numbers["default"]["move"].startswith("about 80,000")
    assert numbers["zh"]["move"].startswith("约80,000")


def coloured(path: Path, left: float, top: float, right: float, bottom: float) -> int:
    """How many px within a share of the page have the hue of the North."""
    with Image.open(path) as picture:
        width, height = picture.size
        box = (int(left * width), int(top * height), int(right * width), int(bottom * height))
        pixels = np.asarray(picture.convert("RGB").crop(box)).astype(int)
    red, _, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    return int(((blue - red) > 60).sum())


def test_the_page_has_map_key_date_and_sources(written: Path, qgis, tmp_path: Path) -> None:
    answers = {}
    for date in ("1958-03-15", "1958-03-16"):
        picture = tmp_path / f"{date}.png"
        answers[date] = qgis("printed", path=written / "atlas.qgz", date=date, picture=picture)
        assert answers[date]["opened"] and answers[date]["exported"] and answers[date]["linked"]
        assert answers[date]["title"] == f"A test [\u200b% 1 %] & more\n{date}"
        assert answers[date]["begin"].startswith(date)
        assert "Drawn for the test (CC0-1.0)" in answers[date]["sources"]
        assert answers[date]["key"] == [
            "Layer air-bases", "Layer marches", "Layer loose — lines", "Layer loose — areas",
        ]  # fmt: skip
        assert coloured(picture, 0.76, 0.1, 1, 0.9) > 50  # the key's symbols
    whole = (0.03, 0.12, 0.74, 0.9)
    there, over = (coloured(tmp_path / f"{date}.png", *whole) for date in answers)
    assert there > over + 100  # the one-day event and the one that ended


def test_chinese_labels_are_drawn(written: Path, qgis, tmp_path: Path) -> None:
    pictures = []
    for number, lang in enumerate(("en", "zh", "zh")):
        picture = tmp_path / f"{number}.png"
        said = qgis(
            "printed", path=written / "atlas.qgz", date="1958-03-15", lang=lang, picture=picture
        )
        assert said["exported"] and said["variables"]["atlas_language"] == lang
        with Image.open(picture) as page:
            pictures.append(np.asarray(page.convert("L")).astype(int))
    english, chinese, again = pictures
    assert (abs(english - chinese) > 100).sum() > 500 and (chinese == again).all()


def test_the_page_starts_on_the_day_with_the_most_marks(
    written: Path, qgis, tmp_path: Path
) -> None:
    said = qgis("printed", path=written / "atlas.qgz", picture=tmp_path / "x.png")
    assert said["variables"] == {"atlas_language": "en", "atlas_date": "1958-03-15"}


def test_a_long_key_has_a_page_of_its_own(qgis, tmp_path: Path) -> None:
    scene = scene_of(read_atlas(ROOT))
    write_gpkg(scene, tmp_path / "atlas.gpkg")
    write_qgz(scene, "atlas.gpkg", tmp_path / "atlas.qgz")
    picture = tmp_path / "x.png"
    said = qgis("printed", path=tmp_path / "atlas.qgz", date="1958-04-01", picture=picture)
    assert said["exported"] and len(said["key"]) > 20
    with Image.open(tmp_path / "x_2.png") as page:
        ink = np.asarray(page.convert("L")) < 200
    assert ink[:, : ink.shape[1] // 4].any() and not ink[:, -40:].any() and not ink[-40:].any()


@pytest.mark.parametrize(("date", "shows"), [("-0043-03-14", False), ("-0043-03-15", True)])
def test_days_before_christ_can_be_printed(
    early: Scene, qgis, tmp_path: Path, date: str, shows: bool
) -> None:
    write_gpkg(early, tmp_path / "atlas.gpkg")
    write_qgz(early, "atlas.gpkg", tmp_path / "atlas.qgz")
    picture = tmp_path / "x.png"
    said = qgis("printed", path=tmp_path / "atlas.qgz", date=date, picture=picture)
    assert said["exported"] and said["title"].endswith(date)
    assert (coloured(picture, 0.03, 0.12, 0.74, 0.9) > 30) == shows
