"""Filters by actor and by status: the same on the map, in the list and in the histogram."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from placetime.model.days import from_iso

Opener = Callable[..., Any]
VISIBLE = "() => [...new Set(placetime.maps[0].visible().map(one => one.event))].sort()"
LISTED = (
    "() => [...document.querySelectorAll('#pt-page-now [data-event]')].map(n => n.dataset.event)"
)
BARS = """() => { const canvas = document.querySelector('.pt-axis canvas');
    return canvas.toDataURL(); }"""


def at(page: Any, iso: str) -> None:
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))


def test_an_actor_can_be_switched_off(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    at(page, "-0201-06-01")
    assert page.evaluate(VISIBLE) == ["zama"]
    bars = page.evaluate(BARS)
    carthage = page.get_by_label("Carthage")
    assert "8" in page.locator(".pt-facet").filter(has=carthage).inner_text()
    carthage.uncheck()
    assert page.evaluate(VISIBLE) == ["zama"], "Rome is named, too"
    page.get_by_label("Rome").uncheck()
    assert page.evaluate(VISIBLE) == []
    assert page.evaluate(LISTED) == []
    page.wait_for_timeout(60)
    assert page.evaluate(BARS) != bars
    assert page.locator(".pt-chip").inner_text().strip() == "Filtered: 0 of 8 events"
    page.get_by_role("button", name="Show all events again").click()
    assert page.evaluate(VISIBLE) == ["zama"]
    assert page.get_by_label("Rome").is_checked()
    page.wait_for_timeout(60)
    assert page.evaluate(BARS) == bars


def test_a_status_can_be_switched_off(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    at(page, "-0202-06-01")
    assert "recall" in page.evaluate(VISIBLE)
    page.get_by_label("planned", exact=False).last.uncheck()
    assert "recall" not in page.evaluate(VISIBLE)
    assert "march/recall" not in page.evaluate(LISTED)
    page.wait_for_timeout(450)
    hash = page.evaluate("() => location.hash")
    assert "status=planned" in hash
    again = open_page(page_file, hash=hash).page
    assert "recall" not in again.evaluate(VISIBLE)
    page.go_back()
    assert "recall" in page.evaluate(VISIBLE)


def test_numbers_follow_the_layers(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    count = page.locator(".pt-facet").filter(has=page.get_by_label("Rome")).locator(".pt-count")
    assert count.inner_text() == "1"
    page.get_by_label("Battles", exact=True).uncheck()
    assert count.inner_text() == "0"


def test_the_histogram_follows_the_layers(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    bars = page.evaluate(BARS)
    page.get_by_label("Battles", exact=True).uncheck()
    page.wait_for_timeout(60)
    assert page.evaluate(BARS) != bars


def test_all_off_and_on_again(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    at(page, "-0215-08-02")
    before = page.evaluate(VISIBLE)
    all_off = page.locator("[data-facet=who]")
    all_off.click()
    assert page.evaluate(VISIBLE) == []
    all_off.click()
    assert page.evaluate(VISIBLE) == before
