"""Takes the README's picture of the built page: `python tests/pictures.py`, after `placetime build`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from placetime.model.days import from_iso
from tests.conftest import chromium

OUTPUTS = Path(__file__).parent.parent / "outputs"
DAY = "1950-11-24"
VIEW = [[36.6, 116.4], [43.4, 130.6]]  # the panel covers the west of it
SIZE = {"width": 1280, "height": 760}


def main() -> None:
    """Writes `outputs/map.png`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto((OUTPUTS / "map.html").as_uri())
        page.wait_for_function("() => window.placetime && placetime.maps.length > 0")
        page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(DAY))
        page.evaluate("box => placetime.maps[0].map.fitBounds(box, {animate: false})", VIEW)
        page.wait_for_timeout(600)
        page.screenshot(path=OUTPUTS / "map.png")
        browser.close()


if __name__ == "__main__":
    main()
