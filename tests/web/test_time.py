"""The time dock: what is shown, typed dates, captions, playing, all by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.web.conftest import Opened

Opener = Callable[..., Opened]
DAY = "() => placetime.maps[0].day"
SHOWN = (
    "() => placetime.maps[0].visible().filter(x => x.presence > 0).map(x => [x.mark, x.presence])"
)


def field(page: Any, name: str) -> Any:
    """The field of the time settings beside a word."""
    word = page.locator("span", has_text=re.compile(f"^{name}$"))
    return page.locator(".pt-row").filter(has=word).locator("select, input").first


def set_day(page: Any, iso: str) -> None:
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))


def expected(scene: Scene, first: str, last: str) -> dict[str, float]:
    shown = scene.at(from_iso(first), from_iso(last))
    return {mark.id: state.presence for mark, state in shown if state.presence > 0}


@pytest.mark.parametrize(
    ("mode", "first", "caption"),
    [
        ("day", "-0215-08-20", "20 August 216 BC"),
        ("window", "-0215-07-22", "between 22 July and 20 August 216 BC"),
        ("all", "-0217-01-01", "up to 20 August 216 BC"),
    ],
)
def test_modes(
    open_page: Opener, page_file: Path, carthage: Scene, mode: str, first: str, caption: str
) -> None:
    page = open_page(page_file).page
    set_day(page, "-0215-08-20")
    page.get_by_role("button", name="Time settings").click()
    field(page, "Show").select_option(mode)
    if mode == "window":
        page.get_by_label("How many").fill("30")
        page.get_by_label("Of what").select_option(label="days")
        page.keyboard.press("Tab")
    assert page.locator(".pt-date").inner_text() == caption
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == caption
    assert dict(page.evaluate(SHOWN)) == pytest.approx(expected(carthage, first, "-0215-08-20"))


def test_a_typed_range_stays_and_is_played(
    open_page: Opener, page_file: Path, carthage: Scene
) -> None:
    page = open_page(page_file).page
    page.get_by_role("button", name="Time settings").click()
    field(page, "From").fill("217 BC")
    field(page, "To").fill("-0215-08")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator(".pt-date").inner_text() == "between January 217 BC and August 216 BC"
    shown = expected(carthage, "-0216-01-01", "-0215-08-31")
    assert dict(page.evaluate(SHOWN)) == pytest.approx(shown)
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(f"() => placetime.maps[0].day < {from_iso('-0215-08-31')}")
    page.wait_for_function("() => !placetime.maps[0].playing")
    assert page.evaluate(DAY) == from_iso("-0215-08-31")
    assert dict(page.evaluate(SHOWN)) == pytest.approx(shown)
    page.wait_for_timeout(450)
    hash = page.evaluate("() => location.hash")
    assert "show=range&from=-0216-01-01&to=-0215-08-31" in hash
    again = open_page(page_file, hash=hash).page
    assert dict(again.evaluate(SHOWN)) == pytest.approx(shown)
    again.keyboard.press("Home")
    assert again.evaluate(DAY) == from_iso("-0216-01-01")
    assert again.locator(".pt-date").inner_text() == "1 January 217 BC"


def test_the_page_stands_still_at_the_end_of_a_chapter_with_a_hold(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    chapter = replace(carthage.atlas.chapters[0], hold=60.0)
    scene = scene_of(replace(carthage.atlas, chapters=(chapter,)))
    assert scene.scale.last > chapter.last, "the axis goes on"
    write_html(scene, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    page.evaluate("day => placetime.maps[0].setDay(day)", chapter.last - 1)
    page.keyboard.press("Space")
    page.wait_for_function("day => placetime.maps[0].day === day", arg=chapter.last)
    page.wait_for_timeout(1500)
    assert page.evaluate(DAY) == chapter.last
    assert page.get_by_role("button", name="Pause").is_visible(), "it plays on"


def test_typed_dates_that_are_none_are_told(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    before = page.evaluate(DAY)
    page.get_by_role("button", name="Time settings").click()
    field(page, "From").fill("soon")
    page.keyboard.press("Enter")
    assert "“soon” is not a date" in page.get_by_role("alert").inner_text()
    assert field(page, "From").get_attribute("aria-invalid") == "true"
    field(page, "From").fill("210 BC")
    field(page, "To").fill("216 BC")
    page.keyboard.press("Enter")
    assert "before it begins" in page.get_by_role("alert").inner_text()
    assert page.evaluate(DAY) == before
    field(page, "Go to").fill("2 August 216 BC")
    page.keyboard.press("Enter")
    assert page.evaluate(DAY) == from_iso("-0215-08-02")


@pytest.mark.parametrize(
    ("unit", "after"),
    [
        ("day", "-0216-01-16"),
        ("week", "-0216-01-22"),
        ("month", "-0216-02-15"),
        ("year", "-0215-01-15"),
        ("decade", "-0206-01-15"),
        ("century", "-0201-12-31"),
    ],
)
def test_units(open_page: Opener, page_file: Path, unit: str, after: str) -> None:
    page = open_page(page_file, hash=f"#day=-0216-01-15&step={unit}").page
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(DAY) == from_iso(after)


def test_reverse_loop_and_speed_by_keyboard(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0217-01-20&speed=4&loop=1").page
    loop = page.locator(".pt-buttons").get_by_role("button", name="Repeat")
    assert loop.get_attribute("aria-pressed") == "true"
    page.locator(".pt-buttons").get_by_role("button", name="Play backwards").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => placetime.maps[0].day > {from_iso('-0205-01-01')}")
    page.keyboard.press("Enter")
    assert not page.evaluate("() => placetime.maps[0].playing")


def test_the_settings_fit_a_phone(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, viewport={"width": 360, "height": 740}, has_touch=True).page
    page.get_by_role("button", name="Time settings").click()
    box = page.locator(".pt-options").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] >= 0
    page.locator(".pt-options").get_by_role("button", name="Repeat").click()
    repeat = page.locator(".pt-options").get_by_role("button", name="Repeat")
    assert repeat.get_attribute("aria-pressed") == "true"
