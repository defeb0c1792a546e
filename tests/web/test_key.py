"""The key: who, layers by group, how sure; groups fold and switch as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.web.conftest import Opened

Opener = Callable[..., Opened]
LAYERS = "() => [...new Set(placetime.maps[0].visible().map(one => one.layer))].sort()"


def test_order(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    heads = page.locator("#pt-page-key h2").all_inner_texts()
    assert [head.split("\n")[0].upper() for head in heads] == ["WHO", "THE WAR", "HOW SURE"]


def test_a_group_switches_as_one(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    assert page.evaluate(LAYERS) == ["battles", "march"]
    group = page.get_by_label("Show all of “The war”")
    battles = page.get_by_label("Battles", exact=True)
    assert group.is_checked()
    battles.uncheck()
    assert group.evaluate("box => box.indeterminate")
    assert "1/2" in page.locator(".pt-fold").inner_text()
    group.check()
    assert battles.is_checked()
    group.uncheck()
    assert page.evaluate(LAYERS) == []
    assert not battles.is_checked()


def test_a_group_folds(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    fold = page.get_by_role("button", name="The war")
    battles = page.get_by_label("Battles", exact=True)
    assert fold.get_attribute("aria-expanded") == "true"
    fold.click()
    assert fold.get_attribute("aria-expanded") == "false"
    assert not battles.is_visible()
    page.get_by_role("button", name="Français").click()
    assert not page.get_by_label("Batailles", exact=True).is_visible(), "it stays folded"


def test_groups_are_folded_on_a_phone(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, viewport={"width": 360, "height": 740}).page
    page.locator(".pt-menu").click()
    assert page.get_by_role("button", name="The war").get_attribute("aria-expanded") == "false"


def test_layers_without_events_are_left_out(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    atlas = carthage.atlas
    rest = tuple(event for event in atlas.events if event.layer != "march")
    write_html(scene_of(replace(atlas, events=rest)), tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    assert page.locator("[data-layer]").count() == 1
    assert page.get_by_label("Battles", exact=True).is_visible()


def test_the_way_home(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, reduced_motion="reduce").page
    zoom = "() => placetime.maps[0].map.getZoom()"
    before = page.evaluate(zoom)
    page.evaluate("() => placetime.maps[0].map.setView([0, 0], 9, { animate: false })")
    page.get_by_role("button", name="Back to the whole view").click()
    assert page.evaluate(zoom) == before


def test_escape_closes_one_thing_at_a_time(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02&event=battles/cannae&table=1").page
    table = page.get_by_role("region", name="Table of events")
    details = page.get_by_role("complementary", name="Details")
    page.get_by_role("button", name="Time settings").click()
    page.keyboard.press("Escape")
    assert details.is_visible()
    page.keyboard.press("Escape")
    assert not details.is_visible()
    assert table.is_visible()
    page.keyboard.press("Escape")
    assert not table.is_visible()
