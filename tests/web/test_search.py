"""Search over every name form of places and over summaries, by keyboard and with roles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placetime.render.web.variants import variants

Opener = Callable[..., Any]
CENTRE = "() => { const c = placetime.maps[0].map.getCenter(); return [c.lng, c.lat]; }"


def details(page: Any) -> Any:
    return page.get_by_role("complementary", name="Details")


@pytest.mark.parametrize(
    ("typed", "name", "form"),
    [
        ("carthago nov", "New Carthage", "Carthago Nova"),
        ("carthagene", "New Carthage", "Carthagène"),
        ("زامة", "Zama", "زامة"),
        ("𐤒𐤓𐤕", "Carthage", "𐤒𐤓𐤕𐤟𐤇𐤃𐤔𐤕"),
    ],
)
def test_any_name_form_is_found(
    open_page: Opener, page_file: Path, typed: str, name: str, form: str
) -> None:
    page = open_page(page_file).page
    page.get_by_role("combobox", name="Search").fill(typed)
    option = page.get_by_role("option").first
    assert option.inner_text().split("\n")[:2] == [name, form]
    assert option.locator(".pt-form").get_attribute("lang")


def test_a_place_by_keyboard(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.get_by_role("main").focus()
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    assert box.evaluate("node => node === document.activeElement")
    page.keyboard.type("canna")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("listbox").get_by_role("option").count() >= 2
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert box.get_attribute("aria-expanded") == "false"
    card = details(page)
    assert "Cannae" in card.inner_text()
    assert card.get_by_role("listitem").locator("[data-event]").count() == 2
    where = page.evaluate("() => placetime.maps[0].map.latLngToContainerPoint([41.3, 16.13])")
    assert 336 < where["x"] < 1280 - 348
    card.locator("[data-event='battles/cannae']").click()
    assert "The sources disagree" in details(page).inner_text()
    assert "cannae" in page.evaluate("() => placetime.maps[0].visible().map(x => x.event)")


def test_an_event_by_its_words(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.get_by_role("combobox", name="Search").fill("quinzaine alpes")
    page.keyboard.press("Enter")
    assert "He came over the Alps" in details(page).inner_text()
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox", name="Search")
    assert box.evaluate("node => node === document.activeElement")


def test_nothing_found_and_escape(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    box = page.get_by_role("combobox", name="Search")
    box.fill("atlantis")
    assert page.get_by_text("Nothing found.").is_visible()
    box.fill("rhone")
    assert page.get_by_role("option").first.is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.input_value() == "rhone"
    page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_a_place_is_in_the_address(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.get_by_role("combobox", name="Search").fill("zama")
    page.get_by_role("option").first.click()
    page.wait_for_timeout(450)
    hash = page.evaluate("() => location.hash")
    assert "place=zama" in hash
    assert "Zama" in details(open_page(page_file, hash=hash).page).inner_text()
    page.go_back()
    assert not details(page).is_visible()


def test_variants_are_pairs_of_characters() -> None:
    assert variants(["漢城 Seoul"]) == "漢汉"
    assert variants(["汉城"]) == "漢汉"
    assert variants(["Seoul"]) == ""
