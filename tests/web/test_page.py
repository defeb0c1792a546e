"""The page of an atlas in a real browser, opened from a file with the network off."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from placetime.build import read_atlas
from placetime.edtf.words import describe
from placetime.model.days import from_iso
from placetime.model.text import pick
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
NASTY = "</script><img src=x onerror=\"document.title='broken'\">{{ 7 * 7 }}{% raw %}<!--"


def test_opens_from_a_file_without_a_network(open_page: Opener, page_file: Path) -> None:
    seen = open_page(page_file)
    assert seen.requests == [page_file.as_uri()]
    assert seen.complaints == []


def test_two_builds_give_the_same_bytes(carthage: Scene, tmp_path: Path) -> None:
    write_html(carthage, tmp_path / "a.html")
    write_html(carthage, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_code_is_within_its_budget(page_file: Path) -> None:
    from placetime.render.web import bundle

    ours = bundle.script() + bundle.stylesheet()
    assert ours.splitlines()[3] in page_file.read_text("utf-8")
    assert len(ours.encode()) <= 300_000


def test_what_shows_is_what_python_says(
    open_page: Opener, page_file: Path, carthage: Scene
) -> None:
    page = open_page(page_file).page
    scale = carthage.scale
    days = range(scale.first, scale.last + 1, max(1, (scale.last - scale.first) // 40))
    for day in [*days, scale.last]:
        page.evaluate("day => placetime.maps[0].setDay(day)", day)
        shown = page.evaluate("() => placetime.maps[0].visible()")
        expected = [(mark, state) for mark, state in carthage.at(day)]
        assert [one["mark"] for one in shown] == [mark.id for mark, _ in expected]
        for one, (mark, state) in zip(shown, expected, strict=True):
            assert (one["event"], one["layer"]) == (mark.event, mark.layer)
            assert one["presence"] == pytest.approx(state.presence)
            assert one["trace"] == pytest.approx(state.trace)


def test_zoom_has_its_ends(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    ends = page.evaluate(
        "() => { const { map } = placetime.maps[0]; return [map.getMinZoom(), map.getMaxZoom()]; }"
    )
    assert ends == [1, 18]


def test_plays(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    before = page.evaluate("() => placetime.maps[0].day")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(f"() => placetime.maps[0].day > {before} + 20")
    page.get_by_role("button", name="Pause").click()
    after = page.evaluate("() => placetime.maps[0].day")
    page.wait_for_timeout(80)
    assert page.evaluate("() => placetime.maps[0].day") == after


def test_keys_of_time(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    scale = carthage.scale
    day = "() => placetime.maps[0].day"
    page.keyboard.press("End")
    assert page.evaluate(day) == scale.last
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(day) < scale.last
    page.keyboard.press("Home")
    assert page.evaluate(day) == scale.first
    page.keyboard.press("Space")
    assert page.evaluate("() => placetime.maps[0].playing")
    page.keyboard.press("Space")
    assert not page.evaluate("() => placetime.maps[0].playing")
    slider = page.get_by_role("slider")
    slider.focus()
    before = page.evaluate(day)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(day) > before
    assert slider.get_attribute("aria-valuetext") == page.evaluate("() => placetime.maps[0].date")


def test_a_click_on_a_mark_tells_source_and_passage(
    open_page: Opener, page_file: Path, carthage: Scene, passages: dict[tuple[str, str], str]
) -> None:
    page = open_page(page_file).page
    mark = next(m for m in carthage.marks if m.kind == "point" and m.interval)
    event = next(e for e in carthage.atlas.events if (e.layer, e.id) == (mark.layer, mark.event))
    claim = event.principal
    assert mark.interval is not None
    assert claim.when is not None
    page.evaluate("day => placetime.maps[0].setDay(day)", mark.interval.begin_latest)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    page.wait_for_timeout(60)
    page.mouse.click(*page.evaluate("id => placetime.maps[0].where(id)", mark.id))
    details = page.get_by_role("complementary", name="Details")
    text = details.inner_text()
    assert describe(claim.when, "en") in text
    assert pick(claim.summary, "en") in text
    assert carthage.atlas.sources[claim.source].reference in text
    assert (
        f"{claim.source}, characters {claim.passage.start}–{claim.passage.end} of the text" in text
    )
    assert passages[claim.source, str(claim.passage)] in text
    page.keyboard.press("Escape")
    assert not details.is_visible()


def test_every_event_now_is_two_keystrokes_from_its_source(
    open_page: Opener, page_file: Path, carthage: Scene
) -> None:
    page = open_page(page_file).page
    mark = next(m for m in carthage.marks if m.interval)
    assert mark.interval is not None
    page.evaluate("day => placetime.maps[0].setDay(day)", mark.interval.begin_latest)
    page.get_by_role("tab", name="Now").click()
    listed = page.get_by_role("tabpanel").get_by_role("button")
    there = {m.event for m, s in carthage.at(mark.interval.begin_latest) if s.presence > 0}
    first = [b.get_attribute("data-event") for b in listed.all()][: len(there)]
    assert {key.split("/")[1] for key in first if key} == there
    listed.first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("complementary", name="Details").is_visible()


def test_language_switch(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    other = carthage.atlas.languages[1]
    assert page.get_by_role("heading", level=1).inner_text() == carthage.atlas.title["en"]
    page.get_by_role("group", name="Language").get_by_role("button").nth(1).click()
    assert page.get_by_role("heading", level=1).inner_text() == carthage.atlas.title[other]
    assert page.evaluate("() => document.documentElement.lang") == other
    assert page.title() == carthage.atlas.title[other]


def test_a_layer_can_be_switched_off(open_page: Opener, page_file: Path, carthage: Scene) -> None:
    page = open_page(page_file).page
    layer = carthage.atlas.layers[0]
    mark = next(m for m in carthage.marks if m.layer == layer.id and m.interval)
    assert mark.interval is not None
    page.evaluate("day => placetime.maps[0].setDay(day)", mark.interval.begin_latest)
    shown = "() => placetime.maps[0].visible().map(one => one.layer)"
    assert layer.id in page.evaluate(shown)
    page.get_by_label(pick(layer.title, "en")).uncheck()
    assert layer.id not in page.evaluate(shown)
    page.get_by_label(pick(layer.title, "en")).check()
    assert layer.id in page.evaluate(shown)


def test_a_layer_can_start_switched_off(open_page: Opener, carthage: Scene, tmp_path: Path) -> None:
    mark = next(m for m in carthage.marks if m.interval)
    assert mark.interval is not None
    day = mark.interval.begin_latest
    layers = tuple(replace(layer, shown=layer.id != mark.layer) for layer in carthage.atlas.layers)
    atlas = replace(carthage.atlas, layers=layers)
    write_html(replace(carthage, atlas=atlas), tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    visible = "() => placetime.maps[0].visible().map(one => one.mark)"
    page.evaluate("day => placetime.maps[0].setDay(day)", day)
    assert mark.id not in page.evaluate(visible)
    layer = carthage.atlas.layer(mark.layer)
    box = page.get_by_label(pick(layer.title, "en"), exact=True)
    card = page.locator(".pt-layer").filter(has=box)
    assert not box.is_checked()
    assert not card.locator(".pt-legend").is_visible()
    box.check()
    assert card.locator(".pt-legend").is_visible()
    assert mark.id in page.evaluate(visible)


def test_text_stays_text(open_page: Opener, carthage: Scene, tmp_path: Path) -> None:
    atlas = carthage.atlas
    event = atlas.events[0]
    claim = replace(event.principal, summary={"en": NASTY, "fr": NASTY}, note=NASTY)
    spoilt = replace(
        atlas,
        title={"en": NASTY, "fr": NASTY},
        events=(replace(event, claims=(claim,)), *atlas.events[1:]),
    )
    write_html(replace(carthage, atlas=spoilt), tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    assert page.get_by_role("heading", level=1).inner_text() == NASTY
    assert page.title() == NASTY
    page.get_by_role("tab", name="Now").click()
    assert event.interval is not None
    page.evaluate("day => placetime.maps[0].setDay(day)", event.interval.begin_latest)
    page.locator(f"[data-event='{event.layer}/{event.id}']").click()
    assert NASTY in page.get_by_role("complementary", name="Details").inner_text()
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Seoul"])
def test_dates_are_the_same_in_every_time_zone(
    open_page: Opener, page_file: Path, zone: str
) -> None:
    page = open_page(page_file, timezone_id=zone).page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0217-08-02"))
    assert page.locator(".pt-date").inner_text() == "2 August 218 BC"


def test_reduced_motion_is_respected(open_page: Opener, page_file: Path) -> None:
    """Pictures follow each other in steps of 0.8 s, not at each frame of the screen."""
    page = open_page(page_file, reduced_motion="reduce").page
    page.keyboard.press("Space")
    page.wait_for_function("() => placetime.maps[0].playing")
    apart = page.evaluate(
        """() => new Promise(done => {
            const clock = placetime.maps[0];
            const at = [];
            let day = clock.day;
            const look = now => {
                if (clock.day !== day) at.push(now);
                day = clock.day;
                if (at.length < 3) requestAnimationFrame(look);
                else done([at[1] - at[0], at[2] - at[1]]);
            };
            requestAnimationFrame(look);
        })"""
    )
    assert min(apart) > 500


def test_nothing_overlaps_on_a_phone(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, viewport={"width": 360, "height": 740}, has_touch=True).page

    def box(selector: str) -> dict[str, float]:
        found = page.locator(selector).bounding_box()
        assert found is not None
        return dict(found)

    dock, panel = box(".pt-dock"), box(".pt-panel")
    assert dock["x"] >= 0
    assert dock["x"] + dock["width"] <= 360
    assert dock["y"] + dock["height"] <= 740
    assert panel["y"] + panel["height"] < dock["y"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.locator(".pt-menu").click()
    body = box(".pt-body")
    assert body["y"] + body["height"] <= dock["y"]
    for button in page.locator(".pt-dock button:visible").all():
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 36


def test_controls_have_names(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, a')]
            .filter(node => !(node.innerText || '').trim() && !node.getAttribute('aria-label')
                && !node.closest('label')).map(node => node.outerHTML)"""
    )
    assert nameless == []


def test_online_tiles_are_asked_for_only_if_named(
    open_page: Opener, hannibal: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "atlas"
    shutil.copytree(hannibal, folder)
    settings = (folder / "atlas.toml").read_text("utf-8")
    (folder / "atlas.toml").write_text(
        settings.replace("[view]", '[view]\ntiles = "openstreetmap mapnik"'), "utf-8"
    )
    write_html(scene_of(read_atlas(folder)), tmp_path / "map.html")
    seen = open_page(tmp_path / "map.html", quiet=False)
    asked = [url for url in seen.requests if not url.startswith("file:")]
    assert asked
    assert {urlsplit(url).netloc for url in asked} == {"tile.openstreetmap.org"}
    assert (
        "OpenStreetMap contributors"
        in seen.page.locator(".leaflet-control-attribution").inner_text()
    )
    assert not [text for text in seen.complaints if "Content Security Policy" in text]
