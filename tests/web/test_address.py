"""The address of the page restores what the reader has chosen; back and forward work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
DAY = "() => placetime.maps[0].day"
VIEW = """() => { const { map } = placetime.maps[0]; const { lat, lng } = map.getCenter();
    return [lat, lng, map.getZoom()]; }"""


def details(page: Any) -> Any:
    return page.get_by_role("complementary", name="Details")


def settled(page: Any) -> str:
    """The part of the address after `#`, once it is written."""
    page.wait_for_timeout(450)
    return str(page.evaluate("() => location.hash"))


def test_a_link_restores_everything(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    layer = carthage.atlas.layer("march")
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0216-06-21"))
    page.get_by_role("tab", name="Now").click()
    page.locator("[data-event='battles/trasimene']").click()
    page.get_by_role("tab", name="Layers").click()
    page.get_by_label(layer.title["en"], exact=True).uncheck()
    page.get_by_role("button", name="Time settings").click()
    page.locator(".pt-options select").nth(2).select_option("week")
    page.locator(".pt-options select").nth(0).select_option("window")
    page.get_by_label("How many").fill("3")
    page.get_by_label("Of what").select_option(label="months")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Français").click()
    page.evaluate("() => placetime.maps[0].map.setView([44, 9], 6.25, { animate: false })")
    hash = settled(page)
    there = page.evaluate(VIEW)
    assert "day=-0216-06-21" in hash

    again = open_page(page_file, hash=hash).page
    assert again.evaluate(DAY) == from_iso("-0216-06-21")
    assert again.evaluate(VIEW) == pytest.approx(there, abs=1e-3)
    assert again.evaluate("() => document.documentElement.lang") == "fr"
    assert not again.get_by_label(layer.title["fr"], exact=True).is_checked()
    assert layer.id not in again.evaluate("() => placetime.maps[0].visible().map(x => x.layer)")
    assert "Livy" in again.locator(".pt-drawer").inner_text()
    assert "show=window:90" in hash
    assert again.locator(".pt-options select").nth(2).input_value() == "week"
    assert again.locator(".pt-options select").nth(0).input_value() == "window"
    assert settled(again) == hash


def test_back_and_forward(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    length = page.evaluate("() => history.length")
    box = page.get_by_label(carthage.atlas.layer("march").title["en"], exact=True)
    box.uncheck()
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    settled(page)
    page.get_by_role("tab", name="Now").click()
    page.get_by_role("tabpanel").get_by_role("button").first.click()
    assert details(page).is_visible()
    page.keyboard.press("Escape")
    assert not details(page).is_visible()
    assert page.evaluate("() => history.length") == length + 3
    page.go_back()
    assert details(page).is_visible()
    page.go_back()
    assert not details(page).is_visible()
    assert page.evaluate(DAY) == from_iso("-0215-08-02")
    page.get_by_role("tab", name="Layers").click()
    assert not box.is_checked()
    page.go_back()
    assert box.is_checked()
    page.go_forward()
    assert not box.is_checked()


def test_playing_makes_no_history(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    length = page.evaluate("() => history.length")
    page.evaluate(
        """() => { window.writes = 0;
            const real = history.replaceState.bind(history);
            history.replaceState = (...all) => { window.writes += 1; real(...all); }; }"""
    )
    page.keyboard.press("Space")
    page.wait_for_timeout(1500)
    page.keyboard.press("Space")
    assert page.evaluate("() => history.length") == length
    assert 1 <= page.evaluate("() => window.writes") <= 5


@pytest.mark.parametrize(
    "hash", ["#x", "#day=never&view=1,2&event=no/such&off=nothing&lang=tlh", "#%E0%A4%A=%", "#&&=="]
)
def test_a_broken_address_does_no_harm(open_page: Opener, page_file: Path, hash: str) -> None:
    plain = open_page(page_file).page
    page = open_page(page_file, hash=hash).page
    assert page.evaluate(DAY) == plain.evaluate(DAY)
    assert page.evaluate(VIEW) == pytest.approx(plain.evaluate(VIEW))
    assert page.get_by_role("checkbox", checked=True).count() > 0
    assert not details(page).is_visible()


def test_the_link_can_be_copied(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, permissions=["clipboard-read", "clipboard-write"]).page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    page.get_by_role("button", name="Copy a link to this view").click()
    assert "Link copied" in page.get_by_role("status").filter(has_text="Link").inner_text()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(page_file.as_uri() + "#day=-0215-08-02&")


def test_an_address_that_is_typed_is_followed(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.evaluate("() => { location.hash = '#day=-0215-08-02&event=battles/cannae&lang=fr'; }")
    page.wait_for_function(f"() => placetime.maps[0].day === {from_iso('-0215-08-02')}")
    assert page.locator(".pt-drawer").is_visible()
    assert page.evaluate("() => document.documentElement.lang") == "fr"


def test_a_link_to_an_event_moves_time_and_map(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#event=march/recall").page
    plain = open_page(page_file).page
    days = page.evaluate("() => placetime.maps[0].visible().map(x => x.event)")
    assert "recall" in days
    assert page.evaluate(DAY) != plain.evaluate(DAY)
    assert details(page).is_visible()


def test_a_link_to_a_place_shows_it(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#place=zama").page
    lat, lon, zoom = page.evaluate(VIEW)
    assert (abs(lat - 36.1) < 3, abs(lon - 8.9) < 3, zoom >= 7) == (True, True, True)


def test_a_link_with_a_day_shows_the_view_of_its_chapter(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    chapter = carthage.atlas.chapters[0]
    first, last = from_iso("-0202-01-01"), from_iso("-0201-12-31")
    late = replace(chapter, first=first, last=last, bbox=(5.0, 34.0, 12.0, 39.0))
    scene = scene_of(replace(carthage.atlas, chapters=(chapter, late)))
    write_html(scene, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html", hash="#day=-0201-06-01").page
    lat, lon, _ = page.evaluate(VIEW)
    assert 34 < lat < 39
    assert 3 < lon < 12
    far = open_page(tmp_path / "map.html", hash="#day=-0201-06-01&view=45,5,6").page
    assert far.evaluate(VIEW) == pytest.approx([45, 5, 6], abs=0.01)


def test_a_link_to_an_event_of_a_layer_that_is_switched_off(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    layers = tuple(replace(layer, shown=layer.id != "march") for layer in carthage.atlas.layers)
    write_html(scene_of(replace(carthage.atlas, layers=layers)), tmp_path / "map.html")
    page = open_page(tmp_path / "map.html", hash="#event=march/recall").page
    assert "recall" in page.evaluate("() => placetime.maps[0].visible().map(x => x.event)")
