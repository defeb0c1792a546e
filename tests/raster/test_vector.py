"""Vector pictures: Chromium and PDFium show what the PNG of the same day shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import geopandas as gpd
import lxml.etree
import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser
from shapely.geometry import LineString, Point, Polygon

import placetime
from placetime.build import read_atlas
from placetime.cli import cli
from placetime.errors import MissingPart
from placetime.model.days import from_iso
from placetime.model.place import Name
from placetime.render.raster.design import BARE, Design
from placetime.resolve.base import world_layers
from placetime.scene.mark import Label, Mark
from placetime.scene.scene import Scene, scene_of
from placetime.scene.tables import Marks, scene_of_tables
from placetime.write.frame import write_frame
from tests.conftest import ROOT
from tests.raster.scenes import HUE, across, mark, near, scene

Pixels = NDArray[np.uint8]
MEAN = 1.5
"""Of 255, by which pixels may differ on average: edges are smoothed otherwise."""
FAR = 40
SHARE = 0.01
"""Of the pixels, that may differ by more than `FAR`."""
BLOCK, MOST = 8, 20.0
"""The mean of a block of so many px a side may differ by no more than this: nothing is missing."""
FINE = 4
"""Px of PDFium to one of the picture, then averaged, as it widens rectangles to whole pixels."""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def flagship() -> Scene:
    return scene_of(read_atlas(ROOT))


def svg_pixels(path: Path, browser: Browser) -> Pixels:
    """What Chromium shows of an SVG file at its own size, with the network off."""
    size = lxml.etree.parse(path).getroot()
    wide, high = int(size.get("width")), int(size.get("height"))
    context = browser.new_context(viewport={"width": wide, "height": high}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    picture = path.with_name("chromium.png")
    page.screenshot(path=picture)
    context.close()
    return png_pixels(picture)


def pdf_pixels(path: Path) -> Pixels:
    """What PDFium shows of the only page of a PDF file, at 96 px to the inch."""
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    large = np.asarray(document[0].render(scale=FINE * 96 / 72).to_pil().convert("RGB"))
    document.close()
    return blocks(large, FINE).round().astype(np.uint8)


def png_pixels(path: Path) -> Pixels:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def blocks(pixels: Pixels, side: int) -> NDArray[np.float64]:
    """The means of blocks of `side` px a side."""
    high, wide = (n // side for n in pixels.shape[:2])
    whole = pixels[: high * side, : wide * side].astype(float)
    return whole.reshape(high, side, wide, side, 3).mean(axis=(1, 3))


def alike(a: Pixels, b: Pixels) -> None:
    """Fails unless two pictures differ by no more than their smoothing."""
    assert a.shape == b.shape
    apart = np.abs(a.astype(int) - b.astype(int))
    assert apart.mean() <= MEAN
    assert (apart.max(axis=2) > FAR).mean() <= SHARE
    assert np.abs(blocks(a, BLOCK) - blocks(b, BLOCK)).max() <= MOST


def compared(
    scene: Scene, design: Design, first: int, last: int, folder: Path, browser: Browser
) -> Pixels:
    """Writes the picture in three formats, compares them, and gives the pixels of the PNG."""
    for ending in ("png", "svg", "pdf"):
        write_frame(scene, folder / f"day.{ending}", design, first, last)
    pixels = png_pixels(folder / "day.png")
    alike(pixels, svg_pixels(folder / "day.svg", browser))
    alike(pixels, pdf_pixels(folder / "day.pdf"))
    return pixels


def bare(size: tuple[int, int] = (400, 400)) -> Design:
    return Design(size, scale=(960 * 540 / (size[0] * size[1])) ** 0.5 * 2, without=BARE)


@pytest.mark.parametrize(
    ("day", "lang", "inset"),
    [("1958-03-15", "en", False), ("1950-11-24", "zh", True), ("1954-07-01", "zh", False)],
)
def test_the_flagship(
    flagship: Scene, day: str, lang: str, inset: bool, tmp_path: Path, browser: Browser
) -> None:
    number = from_iso(day)
    pixels = compared(flagship, Design((1280, 720), lang, inset=inset), number, number,
                      tmp_path, browser)  # fmt: skip
    assert pixels.shape == (720, 1280, 3)
    for ending in ("svg", "pdf"):
        assert (tmp_path / f"day.{ending}").stat().st_size < 1_000_000


def test_another_projection_upright(hannibal: Path, tmp_path: Path, browser: Browser) -> None:
    carthage = scene_of(read_atlas(hannibal))
    day = from_iso("-0217-06-15")
    design = Design((480, 640), "fr", "EPSG:3035", margin=10)
    compared(carthage, design, day - 60, day, tmp_path, browser)


@pytest.mark.parametrize("look", ["solid", "hollow", "split"])
def test_an_arrow_on_its_way(look: str, tmp_path: Path, browser: Browser) -> None:
    turn = np.linspace(0, np.pi, 40)
    arch = LineString(np.column_stack([5 - 4 * np.cos(turn), -2 + 5 * np.sin(turn)]))
    move = mark(arch, (0, 0, 30, 30), kind="move", look=look, disputed=look == "split")
    shown = [compared(scene(move), bare(), day, day, tmp_path, browser) for day in (7, 21, 30)]
    inked = [int(near(pixels, HUE, 60).sum()) for pixels in shown]
    assert 0 < inked[0] < inked[1] < inked[2]


def test_an_arrow_that_crosses_its_own_way(tmp_path: Path, browser: Browser) -> None:
    turn = np.linspace(0, 2 * np.pi, 90)
    loop = LineString(np.column_stack([1 + 1.2 * turn - 2.5 * np.sin(turn), 2.5 * np.cos(turn)]))
    move = mark(loop, (0, 0, 30, 30), kind="move", look="hollow")
    for day in (14, 24):
        compared(scene(move), bare(), day, day, tmp_path, browser)


def test_every_kind_of_mark(tmp_path: Path, browser: Browser) -> None:
    ring = [(1, -3), (9, -3), (9, 5), (1, 5)]
    hole = [(4, 0), (6, 0), (6, 2), (4, 2)]
    marks: list[Mark] = [
        mark(Polygon(ring, [hole]), id="area", kind="area", hue="#0072b2"),
        mark(Polygon([(0, 3), (4, 3), (2, 6)]), id="other", kind="area", look="hollow"),
        mark(across(lat=-2), id="limit", kind="line", disputed=True),
        mark(across(lat=4), id="plan", kind="line", look="hollow"),
        mark(Point(3, 1), id="round", radius_m=120_000.0, inferred=True),
        mark(Point(5, -1), (0, 29, 30, 30), id="vague", symbol="star", look="split"),
        mark(Point(7, 1), id="doubt", symbol="airfield", look="hollow", disputed=True),
        mark(Point(5, 3), (0, 0, 2, 2), id="past", trace_days=60, symbol="battle"),
    ]
    compared(scene(*marks), bare(), 9, 9, tmp_path, browser)


def test_a_cloud_of_points(tmp_path: Path, browser: Browser) -> None:
    rng = np.random.default_rng(3)
    lonlat = rng.normal((10, 50), (6, 4), (5000, 2))
    table = gpd.GeoDataFrame(
        {"year": rng.integers(1000, 1500, 5000)}, geometry=gpd.points_from_xy(*lonlat.T), crs=4326
    )
    made = scene_of_tables([Marks(table, when="year", name="Finds")], base=world_layers(),
                           bbox=(-8, 38, 28, 62))  # fmt: skip
    assert len(made.clouds) == 1
    first, last = made.scale.first, made.scale.last
    day = (first + last) // 2
    pixels = compared(made, Design((640, 360)), day - 9000, day, tmp_path, browser)
    empty = replace(made, clouds=())
    write_frame(empty, tmp_path / "empty.png", Design((640, 360)), day - 9000, day)
    assert np.abs(pixels.astype(int) - png_pixels(tmp_path / "empty.png")).mean() > MEAN


TEXTS = {
    "zh": "板门店会议",
    "ko": "판문점 회담",
    "ar": "مفاوضات الهدنة",
    "en": "Truce <i>&</i> talks",
}


def spoken(lang: str) -> Scene:
    """A scene whose title and one label are in a language."""
    text = TEXTS[lang]
    label = Label("town", (5.0, 1.0), {lang: text}, 0, False, ("m",))
    made = scene(mark(Point(5, 1), place="town"), labels=(label,))
    place = replace(made.atlas.places["town"], names=(Name(text, lang),))
    atlas = replace(made.atlas, title={lang: text}, languages=(lang,), places={"town": place})
    return replace(made, atlas=atlas)


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_text_of_any_script_without_a_font(lang: str, tmp_path: Path, browser: Browser) -> None:
    compared(spoken(lang), Design((640, 360)), 3, 3, tmp_path, browser)
    root = lxml.etree.parse(tmp_path / "day.svg").getroot()
    assert not list(root.iter(f"{SVG}text"))
    document = pypdfium2.PdfDocument(tmp_path / "day.pdf")
    assert document[0].get_textpage().get_text_range() == ""
    document.close()


def test_title_and_description_are_data(tmp_path: Path) -> None:
    made = spoken("en")
    title = {"en": "A <script>alert(1)</script> & \x07 “B”"}
    made = replace(made, atlas=replace(made.atlas, title=title))
    for ending in ("svg", "pdf"):
        write_frame(made, tmp_path / f"day.{ending}", Design((320, 180)), 3, 3)
    root = lxml.etree.parse(tmp_path / "day.svg").getroot()
    assert root.get("viewBox") == "0 0 320 180" and root.get("role") == "img"
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title") == "A <script>alert(1)</script> &  “B” — 4 January 1970"
    assert "drawn by hand" in root.findtext(f"{SVG}desc")
    document = pypdfium2.PdfDocument(tmp_path / "day.pdf")
    told = document.get_metadata_dict(skip_empty=True)
    assert told.keys() == {"Title", "Subject", "Creator"}  # no date
    assert told["Title"] == f"{title['en']} — 4 January 1970"
    assert document[0].get_size() == (240, 135)
    document.close()


def test_who_is_cited_is_told(flagship: Scene, tmp_path: Path) -> None:
    day = from_iso("1958-03-15")
    write_frame(flagship, tmp_path / "day.svg", Design((640, 360), "zh"), day, day)
    root = lxml.etree.parse(tmp_path / "day.svg").getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"
    assert root.findtext(f"{SVG}title").endswith("1958年3月15日")
    cited = {claim.source for event in flagship.atlas.events for claim in event.claims}
    assert cited
    for source in cited:
        assert flagship.atlas.sources[source].short in root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_the_same_bytes_each_time(ending: str, flagship: Scene, tmp_path: Path) -> None:
    day = from_iso("1950-11-24")
    for name in ("one", "two"):
        write_frame(flagship, tmp_path / f"{name}.{ending}", Design((640, 360)), day, day)
    one, two = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert one == two


def test_each_name_is_defined_once_and_used(flagship: Scene, tmp_path: Path) -> None:
    day = from_iso("1950-11-24")
    write_frame(flagship, tmp_path / "day.svg", Design((640, 360)), day, day)
    text = (tmp_path / "day.svg").read_text(encoding="utf-8")
    names = re.findall(r' id="(\w+)"', text)
    used = set(re.findall(r'xlink:href="#(\w+)"', text)) | set(re.findall(r"url\(#(\w+)\)", text))
    assert len(names) == len(set(names)) and set(names) == used
    assert not re.search(
        r"\d\.\d{3}|[eE]-?\d\d?[ \"]|nan|inf\b", "".join(re.findall(r' d="[^"]*"', text))
    )


def test_the_command_and_the_call(folder: Path, tmp_path: Path) -> None:
    for ending, begins in (("svg", b"<?xml"), ("pdf", b"%PDF-1.7")):
        path = tmp_path / f"day.{ending}"
        asked = ["frame", str(folder), "--at", "1911-05-03", "--size", "320x180", "-o", str(path)]
        told = CliRunner().invoke(cli, asked)
        assert told.exit_code == 0, told.output
        assert path.read_bytes().startswith(begins)
        placetime.open(folder).frame(tmp_path / f"call.{ending}", at="1911-05-03", size=(320, 180))
        assert (tmp_path / f"call.{ending}").read_bytes() == path.read_bytes()


def test_pdf_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from placetime.write import needed

    def missing(name: str) -> ModuleType | None:
        return None

    monkeypatch.setattr(needed, "find_spec", missing)
    with pytest.raises(MissingPart, match=r'PDF needs more: pip install "placetime\[print\]"'):
        write_frame(scene(), tmp_path / "day.pdf", Design((320, 180)), 3, 3)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match=r"one of \.png, \.svg, \.pdf"):
        write_frame(scene(), tmp_path / "day.eps", Design((320, 180)), 3, 3)
