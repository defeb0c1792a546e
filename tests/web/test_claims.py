"""The details of an event: claims side by side, a choice between them, names, links, focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.edtf import parse
from placetime.model.days import from_iso
from placetime.model.source import Source
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
VISIBLE = "() => placetime.maps[0].visible().map(one => one.event)"


def set_day(page: Any, iso: str) -> None:
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))


def details(page: Any) -> Any:
    return page.get_by_role("complementary", name="Details")


def open_event(page: Any, key: str) -> None:
    page.get_by_role("tab", name="Now").click()
    page.locator(f"[data-event='{key}']").click()


@pytest.fixture
def dated_twice(carthage: Scene, tmp_path: Path) -> Path:
    """The page of an atlas in which Cannae has two dates a year apart, and a source has a link."""
    atlas = carthage.atlas
    events = []
    for event in atlas.events:
        if event.id == "cannae":
            first, second = event.claims
            second = replace(second, when=parse("-0214-08-02"))
            event = replace(event, claims=(first, second), disputed=("date", "quantity"))
        events.append(event)
    first_source = atlas.sources["first"]
    sources = {
        **atlas.sources,
        "first": Source("first", {**first_source.item, "DOI": "10.1000/a b"}),
        "second": Source("second", {**atlas.sources["second"].item, "URL": "javascript:alert(1)"}),
    }
    scene = scene_of(replace(atlas, events=tuple(events), sources=sources))
    write_html(scene, tmp_path / "map.html")
    return tmp_path / "map.html"


def test_claims_stand_side_by_side(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    set_day(page, "-0215-08-02")
    open_event(page, "battles/cannae")
    table = details(page).get_by_role("table")
    heads = table.get_by_role("columnheader")
    sources = [carthage.atlas.sources[s].short for s in ("second", "first")]
    boxes = [heads.filter(has_text=name).first.bounding_box() for name in sources]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    numbers = table.locator(".pt-differ td").filter(has_text="persons")
    assert [n.inner_text() for n in numbers.all()] == [
        "48,200 persons (dead)",
        "about 70,000 persons (dead)",
    ]
    assert table.locator(".pt-same td").filter(has_text="Carthage").count() == 1


def test_a_chosen_source_redraws_the_map(open_page: Opener, dated_twice: Path) -> None:
    page = open_page(dated_twice).page
    set_day(page, "-0215-08-02")
    assert "cannae" in page.evaluate(VISIBLE)
    open_event(page, "battles/cannae")
    states = details(page).locator(".pt-force")
    assert [one.inner_text() for one in states.all()] == [
        "holds on the date shown",
        "only later; go there",
    ]
    by = details(page).get_by_label("draw by this")
    by.nth(1).check()
    assert "cannae" not in page.evaluate(VISIBLE)
    said = page.get_by_role("status").filter(has_text="Drawn by")
    assert said.inner_text() == "Drawn by A digest after Polybius only."
    listed = page.locator("#pt-page-now [data-event='battles/cannae']")
    assert listed.count() == 0
    states.nth(1).click()
    assert page.evaluate("() => placetime.maps[0].day") == from_iso("-0214-08-02")
    assert "cannae" in page.evaluate(VISIBLE)
    assert "About 70,000 Romans died" in listed.inner_text()
    assert states.nth(0).inner_text() == "over by then; go there"
    by.nth(0).check()
    assert "cannae" not in page.evaluate(
        "() => placetime.maps[0].visible().filter(x => x.presence > 0).map(x => x.event)"
    )
    page.wait_for_timeout(450)
    assert "by=battles/cannae:1" in page.evaluate("() => location.hash")
    page.locator(".pt-chips").get_by_role("button", name="All claims").click()
    assert "cannae" in page.evaluate(VISIBLE)
    assert details(page).get_by_label("All claims").is_checked()


def test_the_choice_is_in_the_address(open_page: Opener, dated_twice: Path) -> None:
    page = open_page(dated_twice, hash="#day=-0215-08-02&by=battles/cannae:2,battles/x:1").page
    assert "cannae" not in page.evaluate(VISIBLE)
    assert page.locator(".pt-chip").inner_text().strip() == "Drawn by one source only: 1"


def test_links_of_sources(open_page: Opener, dated_twice: Path) -> None:
    page = open_page(dated_twice, hash="#day=-0215-08-02&event=battles/cannae").page
    links = details(page).get_by_role("link").all()
    assert [link.get_attribute("href") for link in links] == ["https://doi.org/10.1000/a%20b"]
    assert "noopener" in links[0].get_attribute("rel")


def test_other_names_of_a_place(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#event=march/departure").page
    form = details(page).locator("[lang=la]")
    assert not form.is_visible()
    details(page).get_by_text("other forms").first.click()
    assert form.inner_text() == "Carthago Nova"
    assert "Latin, from 209 BC on" in form.locator("..").inner_text()


@pytest.mark.parametrize("leave", ["Escape", "Close"])
def test_the_focus_returns(open_page: Opener, page_file: Path, leave: str) -> None:
    page = open_page(page_file).page
    set_day(page, "-0215-08-02")
    page.get_by_role("tab", name="Now").click()
    item = page.locator("[data-event='battles/cannae']")
    item.focus()
    page.keyboard.press("Enter")
    assert details(page).is_visible()
    assert not item.evaluate("node => node === document.activeElement")
    if leave == "Escape":
        page.keyboard.press("Escape")
    else:
        details(page).get_by_role("button", name="Close").click()
    assert item.evaluate("node => node === document.activeElement")
