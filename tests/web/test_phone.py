"""On a phone of 360 × 740 everything is within reach of a thumb, and nothing lies over another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import Opened

Opener = Callable[..., Opened]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
CARDS = (
    ".pt-panel",
    ".pt-menu",
    ".pt-dock",
    ".pt-home",
    ".pt-chip",
    ".leaflet-control-scale",
    ".leaflet-control-attribution",
)


def box(locator: Any) -> tuple[float, float, float, float]:
    found = locator.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def apart(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1


@pytest.mark.parametrize("hash", ["", "#who=rome", "#show=window:90&day=-0215-08-02"])
def test_nothing_overlaps(open_page: Opener, page_file: Path, hash: str) -> None:
    page = open_page(page_file, hash=hash, **PHONE).page
    boxes = {one: box(page.locator(one)) for one in CARDS if page.locator(one).is_visible()}
    assert len(boxes) >= 6
    for (name, a), (other, b) in combinations(boxes.items(), 2):
        assert apart(a, b), (name, other)
    assert all(x >= 0 and right <= 360 and bottom <= 741 for x, _, right, bottom in boxes.values())


@pytest.mark.parametrize(
    ("hash", "sheet"),
    [
        ("#event=battles/cannae", ".pt-drawer"),
        ("#place=cannae", ".pt-drawer"),
        ("#table=1", ".pt-table"),
        ("", ".pt-body"),
    ],
)
def test_sheets_rise_from_the_dock(
    open_page: Opener, page_file: Path, hash: str, sheet: str
) -> None:
    page = open_page(page_file, hash=hash, **PHONE).page
    if sheet == ".pt-body":
        page.locator(".pt-menu").tap()
    left, top, right, bottom = box(page.locator(sheet))
    dock = box(page.locator(".pt-dock"))
    assert (left, right) == (0, 360)
    assert abs(bottom - dock[1]) <= 1
    assert top > 100, "some of the map stays in sight"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    close = page.locator(sheet).get_by_role("button", name="Close").first
    close.tap()
    assert not page.locator(sheet).is_visible()


def test_targets_are_large_enough(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, **PHONE).page
    page.locator(".pt-menu").tap()
    targets = page.locator(
        ".pt-dock button:visible, .pt-top button:visible, .pt-facet:visible, .pt-switch:visible, .pt-search"
    ).all()
    assert len(targets) > 12
    for target in targets:
        _, y, _, bottom = box(target)
        assert bottom - y >= 36, target.evaluate("node => node.outerHTML.slice(0, 100)")


def test_the_sheet_gives_the_focus_back(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, **PHONE).page
    page.locator(".pt-menu").tap()
    assert page.get_by_role("tab", name="Layers").evaluate("n => n === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator(".pt-body").is_visible()
    assert page.locator(".pt-menu").evaluate("n => n === document.activeElement")


def test_a_tap_on_a_mark_opens_its_details(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02", **PHONE).page
    mark = page.evaluate(
        "() => placetime.maps[0].visible().find(one => one.event === 'cannae').mark"
    )
    page.wait_for_timeout(100)
    page.touchscreen.tap(*page.evaluate("id => placetime.maps[0].where(id)", mark))
    page.locator(".pt-drawer").wait_for()
    assert "Cannae" in page.locator(".pt-drawer").inner_text()


def test_details_take_turns_with_the_panel_on_a_tablet(open_page: Opener, page_file: Path) -> None:
    size = {"width": 820, "height": 1180}
    page = open_page(page_file, hash="#event=battles/cannae", viewport=size).page
    drawer, panel = page.locator(".pt-drawer"), page.locator(".pt-panel")
    assert box(drawer)[0] > 350
    assert not panel.is_visible()
    page.keyboard.press("Escape")
    assert panel.is_visible()
    assert apart(box(panel), box(page.locator(".pt-dock")))


def test_an_address_shows_its_event_above_the_sheet(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#event=battles/cannae", **PHONE).page
    page.wait_for_timeout(600)
    sheet = page.locator(".pt-drawer").bounding_box()
    _, y = page.evaluate(
        """() => { const { visible, where } = placetime.maps[0];
            return where(visible().find((one) => one.event === 'cannae').mark); }"""
    )
    assert 0 < y < sheet["y"]


def test_claims_side_by_side_have_room(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#event=battles/cannae", **PHONE).page
    heads = page.locator(".pt-compare thead th").all()
    assert all(head.bounding_box()["width"] >= 120 for head in heads)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
