"""Print gives map, key, date and sources on a page, and leaves the screen as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from placetime.model.days import from_iso
from placetime.scene.scene import Scene
from tests.web.conftest import Opened

Opener = Callable[..., Opened]
VIEW = """() => { const { map } = placetime.maps[0]; const { lat, lng } = map.getCenter();
    return [lat, lng, map.getZoom(), map.getSize().x, map.getSize().y]; }"""


def test_a_page_of_paper(
    open_page: Opener, page_file: Path, carthage: Scene, tmp_path: Path
) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02&event=battles/cannae&table=1").page
    before = page.evaluate(VIEW)
    page.evaluate(
        "() => addEventListener('beforeprint', () => (window.head = "
        "document.querySelector('.pt-sheet-head').textContent))"
    )
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    assert page.evaluate("() => window.head").startswith(carthage.atlas.title["en"])
    assert "2 August 216 BC" in page.evaluate("() => window.head")
    pdf = (tmp_path / "map.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert page.evaluate(VIEW) == before
    assert page.locator(".pt-sheet").first.inner_text() == ""


def test_what_is_on_it(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    foot = page.locator(".pt-sheet-foot").inner_text()
    for source in carthage.atlas.sources.values():
        assert source.reference in foot
    assert "Battles" in foot
    assert "the sources disagree" in foot
    assert not page.locator(".pt-dock").is_visible()
    colours = page.locator(".pt-picture").evaluate(
        """canvas => { const { width, height } = canvas;
            const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
            const seen = new Set();
            for (let i = 0; i < data.length; i += 400) {
                seen.add(`${data[i] >> 3},${data[i + 1] >> 3},${data[i + 2] >> 3}`);
            }
            return seen.size; }"""
    )
    assert colours > 20, "base and marks are there"
    page.emulate_media(media="screen")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator(".pt-dock").is_visible()
    assert page.locator(".pt-picture").count() == 0
