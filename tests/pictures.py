"""Takes the README's pictures: `python -m tests.pictures`, after `placetime build`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import placetime
from placetime.model.days import from_iso
from tests.conftest import chromium
from tests.gis.test_window_of_qgis import in_window
from tests.readme_examples import example

ROOT = Path(__file__).resolve().parent.parent
OUTPUTS = ROOT / "outputs"
DAY = "1950-11-24"
VIEW = [[36.6, 116.4], [43.4, 130.6]]  # the panel covers the west of it
SIZE = {"width": 1280, "height": 760}
SMALL = {"width": 1000, "height": 520}


def opened(browser: Browser, path: Path, size: dict[str, int], day: str, view: object) -> Page:
    """A page at a day and a view."""
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    page.wait_for_function("() => window.placetime && placetime.maps.length > 0")
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(day))
    page.evaluate("box => placetime.maps[0].map.fitBounds(box, {animate: false})", view)
    page.wait_for_timeout(600)
    return page


def example_page(folder: Path) -> Path:
    """The map of the README's example with the events of this repository."""
    events = placetime.open(ROOT).events
    finds = events[(events.geom_type == "Point") & events["edtf"].notna()]
    finds = finds.rename(columns={"edtf": "date"})[["date", "place_en", "geometry"]]
    finds.cx[116:132, 34:44].to_file(folder / "finds.gpkg")
    before = Path.cwd()
    os.chdir(folder)
    try:
        exec(example("TimeLayer("), {"placetime": placetime})
    finally:
        os.chdir(before)
    return folder / "finds.html"


def qgis_picture(folder: Path) -> None:
    """QGIS' window with the project of this repository, in November 1950."""
    placetime.open(ROOT).to_gpkg(folder / "atlas.gpkg")
    home = folder / "home"
    home.mkdir(mode=0o700)
    in_window(
        folder / "atlas.qgz", home, "UTC", "1500x940", PT_FRAME="9", PT_WAIT="15000",
        PT_PICTURE=str(home / "canvas.png"), PT_ANSWER=str(home / "answer.json"),
        PT_SCREEN=str(folder / "qgis.png"),
    )  # fmt: skip
    with Image.open(folder / "qgis.png") as picture:
        picture.convert("RGB").save(OUTPUTS / "qgis.png", optimize=True)  # a palette loses hues


def main() -> None:
    """Writes `outputs/map.png`, `outputs/timelayer.png` and `outputs/qgis.png`."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = opened(browser, OUTPUTS / "map.html", SIZE, DAY, VIEW)
        page.screenshot(path=OUTPUTS / "map.png")
        page = opened(browser, example_page(Path(folder)), SMALL, DAY, [[34, 116], [44, 132]])
        page.screenshot(path=OUTPUTS / "timelayer.png")
        browser.close()
        qgis_picture(Path(folder))


if __name__ == "__main__":
    main()
