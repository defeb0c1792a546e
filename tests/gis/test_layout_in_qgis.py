"""The project as it is stored in the GeoPackage, its print layout, and its language."""

from __future__ import annotations

from dataclasses import replace
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


def test_the_page_has_map_key_date_scale_and_sources(written: Path, qgis, tmp_path: Path) -> None:
    answers = {}
    for date in ("1958-03-15", "1958-03-16"):
        picture = tmp_path / f"{date}.png"
        answers[date] = qgis("printed", path=written / "atlas.qgz", date=date, picture=picture)
        assert answers[date]["opened"] and answers[date]["exported"] and answers[date]["linked"]
        assert answers[date]["title"] == "A test [\u200b% 1 %] & more"
        assert answers[date]["date"] == f"{int(date[-2:])} March 1958"
        assert answers[date]["begin"].startswith(date)
        assert "Drawn for the test (CC0-1.0)" in answers[date]["sources"]
        assert "Dashed: planned" in answers[date]["how_sure"]
        assert answers[date]["pages"] == [[297, 210]]
        assert answers[date]["bar"] == {"unit": "km", "segment": 100, "linked": True}
        assert answers[date]["ellipsoid"] == "EPSG:7030"
        assert coloured(picture, 0.735, 0.1, 1, 0.9) > 50  # the key's symbols
    whole = (0.03, 0.12, 0.72, 0.9)
    there, over = (coloured(tmp_path / f"{date}.png", *whole) for date in answers)
    assert there > over + 100  # the one-day event and the one that ended


def test_the_key_has_what_shows_on_the_day_and_no_more(written: Path, qgis, tmp_path: Path) -> None:
    rows = {}
    for date in ("1957-12-30", "1958-03-15", "1958-04-05", "1959-12-31"):
        picture = tmp_path / f"{date}.png"
        said = qgis("printed", path=written / "atlas.qgz", date=date, picture=picture)
        rows[date] = said["key"]
    stay, move = "a stay · The North", "a stay · The North"
    assert rows["1957-12-30"] == {"Layer air-bases": [stay]}  # the one that has no begin
    assert rows["1958-03-15"]["Layer air-bases"] == [stay, stay]  # one of them alleged, as a trace
    assert rows["1958-04-05"]["Layer marches"] == [move]
    assert rows["1959-12-31"] == {"Layer air-bases": [stay]}  # the one that has no end


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


def test_the_flagship_fits_on_one_page(qgis, tmp_path: Path) -> None:
    scene = scene_of(read_atlas(ROOT))
    write_gpkg(scene, tmp_path / "atlas.gpkg")
    write_qgz(scene, "atlas.gpkg", tmp_path / "atlas.qgz")
    picture = tmp_path / "x.png"
    said = qgis(
        "printed", path=tmp_path / "atlas.qgz", date="1958-04-01", lang="zh", picture=picture
    )
    assert said["exported"] and said["date"] == "1958年4月1日"
    assert said["pages"] == [[297, 210]] and not (tmp_path / "x_2.png").exists()
    assert 20 < sum(len(rows) for rows in said["key"].values()) < 70
    left, top, width, height = said["key_box"]
    assert left + width <= 297 and top + height <= said["note_top"]


def test_a_key_too_long_for_the_page_has_one_of_its_own(scene: Scene, qgis, tmp_path: Path) -> None:
    """As many kinds of event as give a key of more than two columns, all on one day."""
    (event,) = (one for one in scene.atlas.events if one.id == "oneday")
    (mark,) = (one for one in scene.marks if one.event == "oneday")
    kinds = [f"kind-{number:03}" for number in range(130)]
    events = [
        replace(event, id=kind, claims=tuple(replace(c, kind=kind) for c in event.claims))
        for kind in kinds
    ]
    marks = [replace(mark, event=kind, id=mark.id.replace("oneday", kind)) for kind in kinds]
    atlas = replace(scene.atlas, events=tuple(events))
    full = replace(scene, atlas=atlas, marks=tuple(marks), labels=())
    write_gpkg(full, tmp_path / "atlas.gpkg")
    write_qgz(full, "atlas.gpkg", tmp_path / "atlas.qgz")
    said = qgis(
        "printed", path=tmp_path / "atlas.qgz", date="1958-03-15", picture=tmp_path / "x.png"
    )
    assert said["pages"] == [[297, 210], [297, 210]]
    assert sum(len(rows) for rows in said["key"].values()) == 130
    left, top, width, height = said["key_box"]
    assert left + width <= 297 and top >= 220 and top + height <= said["note_top"] <= 430


@pytest.mark.parametrize(("date", "shows"), [("-0043-03-14", False), ("-0043-03-15", True)])
def test_days_before_christ_can_be_printed(
    early: Scene, qgis, tmp_path: Path, date: str, shows: bool
) -> None:
    write_gpkg(early, tmp_path / "atlas.gpkg")
    write_qgz(early, "atlas.gpkg", tmp_path / "atlas.qgz")
    picture = tmp_path / "x.png"
    said = qgis("printed", path=tmp_path / "atlas.qgz", date=date, picture=picture)
    assert said["exported"] and said["date"] == f"{int(date[-2:])} March 44 BC"
    assert (coloured(picture, 0.03, 0.12, 0.72, 0.9) > 30) == shows
