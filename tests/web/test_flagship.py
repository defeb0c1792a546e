"""The flagship's page in a real browser: what it shows on a day is what the rule of time says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from placetime.build import read_atlas
from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.conftest import ROOT
from tests.web.conftest import Opened

DAYS = [
    "1950-03-08",
    "1950-11-06",
    "1950-12-25",
    "1953-07-27",
    "1958-02-19",
    "1958-07-20",
    "1994-12-15",
]


@pytest.fixture(scope="module")
def flagship() -> Scene:
    return scene_of(read_atlas(ROOT))


def test_what_shows_is_what_the_rule_says(
    flagship: Scene, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    write_html(flagship, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    for iso in DAYS:
        day = from_iso(iso)
        page.evaluate("day => placetime.maps[0].setDay(day)", day)
        seen = page.evaluate("() => placetime.maps[0].visible()")
        expected = {m.id: how for m, how in flagship.at(day) if flagship.atlas.layer(m.layer).shown}
        assert expected, iso
        assert {s["mark"] for s in seen} == set(expected), iso
        for shown in seen:
            how = expected[shown["mark"]]
            assert shown["presence"] == pytest.approx(how.presence)
            assert shown["trace"] == pytest.approx(how.trace)


def test_both_languages_name_the_places(
    flagship: Scene, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    write_html(flagship, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("1958-03-15"))
    assert page.locator(".pt-date").inner_text() == "15 March 1958"
    page.get_by_role("button", name="中文").click()
    assert page.locator(".pt-date").inner_text() == "1958年3月15日"
    assert "全军回国" in page.locator(".pt-dock").inner_text()


def test_a_click_on_the_panel_never_reaches_the_map(
    flagship: Scene, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    """Not even where the click has the panel made anew: an area lies below the choice of languages."""
    write_html(flagship, tmp_path / "map.html")
    size = {"width": 1440, "height": 900}
    page = open_page(tmp_path / "map.html", hash="#day=1958-03-15", viewport=size).page
    middle = "() => window[document.querySelector('.folium-map').id].getCenter().toString()"
    before = page.evaluate(middle)
    for name in ("中文", "English"):
        page.get_by_role("button", name=name).click()
        assert page.locator(".pt-drawer:visible").count() == 0
        assert page.evaluate(middle) == before


def test_settings_close_and_steps_fit_the_chapters(
    flagship: Scene, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    write_html(flagship, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    dock = page.locator(".pt-dock")
    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(700, 300),
    ):
        page.get_by_role("button", name="Time settings").click()
        assert dock.get_attribute("data-open") == "true"
        leave()
        assert dock.get_attribute("data-open") == "false"
    page.keyboard.press("Escape")
    before = page.evaluate("() => placetime.maps[0].day")
    page.get_by_role("button", name="One step forward").click()
    assert 0 < page.evaluate("() => placetime.maps[0].day") - before <= 31
