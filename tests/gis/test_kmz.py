"""KMZ: valid by OGC's schema, its times read back by GDAL, its words harmless."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import fastkml
import numpy as np
import pytest
from lxml import etree
from PIL import Image

from placetime.build import read_atlas
from placetime.export import export_scene
from placetime.render.gis.icon import icon
from placetime.scene.scene import Scene, scene_of
from placetime.spec import load

from .conftest import SYSTEM_PYTHON

ROOT = Path(__file__).parent.parent.parent
SCHEMA = Path(fastkml.__file__).parent / "schema/ogckml22.xsd"
KML = {"k": "http://www.opengis.net/kml/2.2"}

READ = """
import json, sys
from osgeo import ogr
rows = {}
for layer in ogr.Open(sys.argv[1]):
    for f in layer:
        said = f.items()
        rows[said["mark"]] = [layer.GetName(), f.GetFieldAsString("begin") or None,
                              f.GetFieldAsString("end") or None, said["Name"], said.get("edtf")]
print(json.dumps(rows))
"""


def document(path: Path) -> etree._Element:
    with ZipFile(path) as archive:
        assert archive.namelist()[0] == "doc.kml"
        return etree.fromstring(archive.read("doc.kml"))


def read_by_gdal(path: Path) -> dict[str, list[Any]]:
    ran = subprocess.run(
        [SYSTEM_PYTHON, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    rows: dict[str, list[Any]] = json.loads(ran.stdout)
    return rows


@pytest.fixture(scope="module")
def kmz(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kmz") / "atlas.kmz"
    assert export_scene(scene, ["kmz"], path) == [
        "kmz: 1 undated marks are in a folder of their own that is switched off",
        "kmz: 3 marks with vague dates show on all days that are possible, as strongly as sure ones",
        "kmz: 1 events without a position are left out",
    ]
    return path


@pytest.mark.parametrize("name", ["test", "flagship"])
def test_it_is_valid_by_the_schema_of_the_ogc(name: str, scene: Scene, tmp_path: Path) -> None:
    whole = scene if name == "test" else scene_of(read_atlas(ROOT))
    export_scene(whole, ["kmz"], tmp_path / "a.kmz")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.assertValid(document(tmp_path / "a.kmz"))


def test_gdal_reads_begin_and_the_whole_last_day(kmz: Path, scene: Scene) -> None:
    rows = {key.split("/")[0]: row for key, row in read_by_gdal(kmz).items()}
    assert len(read_by_gdal(kmz)) == len(scene.marks)
    assert rows["oneday"][:3] == [
        "Layer air-bases", "1958/03/15 00:00:00+00", "1958/03/15 23:59:59+00",
    ]  # fmt: skip
    assert rows["inyear"][1:3] == ["1958/01/01 00:00:00+00", "1958/12/31 23:59:59+00"]
    assert rows["open"][1:3] == ["1958/03/10 00:00:00+00", None]
    assert rows["before"][1:3] == [None, "1958/03/15 23:59:59+00"]
    assert rows["undated"][:3] == ["Undated", None, None]
    assert rows["open"][4] == "1958-03-10/.."


def test_a_folder_a_layer_and_every_style_and_icon_is_there(kmz: Path) -> None:
    root = document(kmz)
    folders = root.xpath("//k:Folder", namespaces=KML)
    assert [folder[0].text for folder in folders] == [
        "Layer air-bases", "Layer marches", "Layer loose", "Undated",
    ]  # fmt: skip
    styles = set(root.xpath("//k:Style/@id", namespaces=KML))
    used = {url.removeprefix("#") for url in root.xpath("//k:styleUrl/text()", namespaces=KML)}
    assert used == styles
    with ZipFile(kmz) as archive:
        names = set(archive.namelist())
    assert set(root.xpath("//k:Icon/k:href/text()", namespaces=KML)) == names - {"doc.kml"}
    undated = root.xpath("//k:Folder[k:name='Undated']//k:visibility/text()", namespaces=KML)
    assert set(undated) == {"0"}


def test_words_in_balloons_are_words(kmz: Path) -> None:
    (text,) = document(kmz).xpath(
        "//k:Placemark[k:ExtendedData/k:Data[@name='event']/k:value='odd']/k:description/text()",
        namespaces=KML,
    )
    assert "&lt;b&gt;it&#x27;s&lt;/b&gt;" in text and "<b>it's</b>" not in text
    assert "志愿军 말" in text and "1-9:0123abcd" in text and "alleged" in text


def test_dates_are_in_words_and_names_differ(kmz: Path) -> None:
    root = document(kmz)
    named = {
        mark.find("k:ExtendedData/k:Data[@name='event']/k:value", KML).text: (
            mark.findtext("k:name", namespaces=KML),
            mark.findtext("k:description", namespaces=KML),
        )
        for mark in root.iter("{http://www.opengis.net/kml/2.2}Placemark")
    }
    name, text = named["open"]
    assert name == "Open: About open."
    assert "from 10 March 1958 on (1958-03-10/..)" in text
    assert "沈, characters 1–9 of the text without its spaces (1-9:0123abcd)" in text
    assert named["move"][0] == "East · about 80,000 persons: About move."
    assert named["odd"][0].endswith("…") and len(named["odd"][0]) <= len("Odd: ") + 60
    names = [name for name, _ in named.values()]
    assert len(set(names)) == len(names)


def test_it_opens_on_the_atlas_view_or_on_the_marks(
    scene: Scene, kmz: Path, tmp_path: Path
) -> None:
    def looked_at(path: Path) -> dict[str, float]:
        (look,) = document(path).xpath("/k:kml/k:Document/k:LookAt", namespaces=KML)
        return {etree.QName(child).localname: float(child.text) for child in look}

    look = looked_at(kmz)
    assert (look["longitude"], look["latitude"]) == (127.5, 37.5)
    assert 550_000 < look["range"] < 650_000  # 7° of longitude at 37.5° N
    away = replace(scene, atlas=replace(scene.atlas, bbox=(0, 0, 10, 10)))
    export_scene(away, ["kmz"], tmp_path / "away.kmz")
    look = looked_at(tmp_path / "away.kmz")
    assert 125 < look["longitude"] < 130 and 36 < look["latitude"] < 39


def test_dates_before_christ_are_left_out_and_counted(early: Scene, tmp_path: Path) -> None:
    notes = export_scene(early, ["kmz"], tmp_path / "a.kmz")
    assert notes == ["kmz: 2 marks with dates before the year 1 are left out"]
    assert not document(tmp_path / "a.kmz").xpath("//k:Placemark", namespaces=KML)


def test_colours_are_turned_and_icons_have_the_pages_looks(kmz: Path) -> None:
    colours = document(kmz).xpath("//k:LineStyle/k:color/text()", namespaces=KML)
    assert all(len(colour) == 8 and colour.endswith("b27200") for colour in colours)
    pictures = {
        look: np.asarray(Image.open(BytesIO(icon("circle", look, "#D55E00"))))
        for look in load("vocabulary")["look"]
    }
    solid, hollow, split = pictures["solid"], pictures["hollow"], pictures["split"]
    hue = pytest.approx((213, 94, 0, 255), abs=2)
    assert tuple(map(int, solid[32, 32])) == hue and solid[0, 0, 3] == 0
    assert tuple(map(int, split[32, 32])) == hue
    assert hollow[32, 32, 1] > 180 and hollow[32, 32, 3] == 255
    assert tuple(map(int, split[32, 4])) == hue and split[2, 32, 3] == 0  # the arcs have gaps


def test_same_bytes(scene: Scene, kmz: Path, tmp_path: Path) -> None:
    export_scene(scene, ["kmz"], tmp_path / "again.kmz")
    assert (tmp_path / "again.kmz").read_bytes() == kmz.read_bytes()
