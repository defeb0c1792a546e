"""axe finds nothing, in any state of the page; keys move the map; announcements do not flood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placetime.model.days import from_iso
from tests.conftest import ROOT
from tests.web.conftest import Opened

Opener = Callable[..., Opened]
AXE = ROOT / "tests/js/node_modules/axe-core/axe.min.js"
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).join(" | ")}`)"""
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def violations(page: Any) -> list[str]:
    """What axe finds on the page; it is put in past the page's own policy."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run `npm ci --prefix tests/js`")
    page.evaluate(f"() => {{ {AXE.read_text('utf-8')} }}")
    found: list[str] = page.evaluate(RUN)
    return found


def tab(name: str) -> Callable[[Any], None]:
    return lambda page: page.get_by_role("tab", name=name).click()


STATES: dict[str, tuple[str, Callable[[Any], None] | None]] = {
    "start": ("", None),
    "now": ("#day=-0215-08-02&tab=now", None),
    "about": ("#tab=about", None),
    "details": ("#day=-0215-08-02&event=battles/trebia", None),
    "dispute": ("#day=-0215-08-02&event=battles/cannae&by=battles/cannae:1", None),
    "place": ("#place=cannae", None),
    "table": ("#day=-0215-09-01&table=1", None),
    "settings": (
        "#show=range&from=-0216-01-01&to=-0215-08-31",
        lambda page: page.get_by_role("button", name="Time settings").click(),
    ),
    "search": ("#who=rome", lambda page: page.get_by_role("combobox", name="Search").fill("a")),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Opener, page_file: Path, state: str, scheme: str) -> None:
    hash, act = STATES[state]
    page = open_page(page_file, hash=hash, color_scheme=scheme).page
    if act:
        act(page)
    assert violations(page) == []


@pytest.mark.parametrize("state", ["start", "dispute", "table"])
def test_axe_finds_nothing_on_a_phone(open_page: Opener, page_file: Path, state: str) -> None:
    page = open_page(page_file, hash=STATES[state][0], **PHONE).page
    if state == "start":
        page.locator(".pt-menu").click()
    assert violations(page) == []


def test_the_dark_cards_are_dark(open_page: Opener, page_file: Path) -> None:
    colour = "node => getComputedStyle(node).backgroundColor"
    for scheme, dark in (("light", False), ("dark", True)):
        page = open_page(page_file, color_scheme=scheme).page
        found = page.locator(".pt-panel").evaluate(colour)
        red = int(found.removeprefix("rgb(").split(",")[0])
        assert (red < 80) == dark
        axis = page.evaluate(
            """() => { const c = document.querySelector('.pt-axis canvas'); const { width, height } = c;
                const data = c.getContext('2d').getImageData(0, height - 24, width, 24).data;
                let sum = 0, n = 0;
                for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) { sum += data[i]; n += 1; }
                return sum / n; }"""
        )
        assert (axis > 140) == dark, "the years under the slider"


def test_forced_colours_keep_states_visible(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, forced_colors="active").page
    colour = "node => getComputedStyle(node).backgroundColor"
    languages = page.get_by_role("group", name="Language").get_by_role("button")
    assert languages.nth(0).evaluate(colour) != languages.nth(1).evaluate(colour)
    dots = page.locator(".pt-facet .pt-dot")
    assert dots.nth(0).evaluate(colour) != dots.nth(1).evaluate(colour)


def test_keys_move_the_map_when_it_has_the_focus(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce").page
    view = (
        "() => { const { map } = placetime.maps[0]; return [map.getCenter().lng, map.getZoom()]; }"
    )
    day = page.evaluate("() => placetime.maps[0].day")
    lng, zoom = page.evaluate(view)
    page.get_by_role("main").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(view)[0] > lng
    page.keyboard.press("+")
    assert page.evaluate(view)[1] > zoom
    page.keyboard.press("-")
    assert page.evaluate(view)[1] == pytest.approx(zoom)
    assert page.evaluate("() => placetime.maps[0].day") == day
    page.keyboard.press("Space")
    assert page.evaluate("() => placetime.maps[0].playing")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Back to the whole view").click()
    assert page.evaluate(view) == pytest.approx([lng, zoom], abs=0.05)


def test_announcements_are_polite_and_few(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.evaluate(
        """() => { const node = document.querySelector('[data-announcer]'); window.told = [];
            new MutationObserver(() => window.told.push(node.textContent))
                .observe(node, { childList: true, characterData: true, subtree: true }); }"""
    )
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    told = page.evaluate("() => window.told")
    assert len(told) == 1
    assert "BC" in told[0]
    assert "on the map" in told[0]
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_timeout(2500)
    assert len(page.evaluate("() => window.told")) <= 3
    page.keyboard.press("Space")


def test_focus_can_be_seen(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const node = document.activeElement; const css = getComputedStyle(node);
                return [node.outerHTML.slice(0, 120), css.outlineStyle, parseFloat(css.outlineWidth)]; }"""
        )
        assert seen[1] != "none", seen
        assert seen[2] >= 2, seen
