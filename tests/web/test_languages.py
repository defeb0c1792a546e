"""Languages of the page: words, dates, direction of writing, and names as the sources write them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.model.days import from_iso
from placetime.model.place import Name
from placetime.render.web.tongues import words_of
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.web.conftest import scene_from
from tests.web.test_accessibility import violations

Opener = Callable[..., Any]
WRITTEN = """() => {
    window.written = [];
    const own = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        if (this.canvas.classList.contains("pt-canvas")) window.written.push([text, this.font]);
        return own.call(this, text, ...rest);
    };
}"""
TAKE = "() => window.written.splice(0)"


def on_map(page: Any) -> dict[str, str]:
    """What is written on the map, each text with its font, after it was painted anew."""
    page.evaluate(TAKE)
    page.evaluate(
        "() => { const m = placetime.maps[0]; const d = m.day; m.setDay(d + 1); m.setDay(d); }"
    )
    page.wait_for_timeout(150)
    return dict(page.evaluate(TAKE))


def in_languages(scene: Scene, *languages: str) -> Scene:
    return scene_of(replace(scene.atlas, languages=languages))


@pytest.fixture
def in_chinese(carthage: Scene, tmp_path: Path) -> Path:
    """The page of an atlas with a source that writes one place in traditional characters."""
    atlas = carthage.atlas
    events = []
    for event in atlas.events:
        if event.id == "cannae":
            first, second = event.claims
            place = replace(first.places[0], written="坎尼")
            event = replace(event, claims=(replace(first, places=(place,)), second))
        events.append(event)
    source = atlas.sources["second"]
    sources = {
        **atlas.sources,
        "second": replace(source, item={**source.item, "language": "zh-Hant"}),
    }
    carthago = atlas.places["carthage"]
    places = {
        **atlas.places,
        "carthage": replace(carthago, names=(*carthago.names, Name("迦太基", "zh-Hant"))),
    }
    scene = scene_of(replace(atlas, events=tuple(events), sources=sources, places=places))
    write_html(scene, tmp_path / "map.html")
    return tmp_path / "map.html"


def test_names_as_the_sources_write_them(open_page: Opener, in_chinese: Path) -> None:
    page = open_page(in_chinese, hash="#day=-0215-08-02").page
    page.evaluate(WRITTEN)
    assert "Cannae" in on_map(page)
    switch = page.get_by_role("button", name="Names as written")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    shown = on_map(page)
    assert "坎尼" in shown
    assert "CJK TC" in shown["坎尼"]
    assert "Cannae" not in shown
    page.wait_for_timeout(450)
    hash = page.evaluate("() => location.hash")
    assert "names=written" in hash

    again = open_page(in_chinese, hash=hash).page
    again.evaluate(WRITTEN)
    assert "坎尼" in on_map(again)
    assert (
        again.get_by_role("button", name="Names as written").get_attribute("aria-pressed") == "true"
    )
    page.go_back()
    page.wait_for_timeout(100)
    assert "Cannae" in on_map(page)


def test_a_place_is_named_as_what_happens_there_now_has_it(
    open_page: Opener, page_file: Path
) -> None:
    page = open_page(page_file, hash="#day=-0216-06-21&names=written&view=43,12,7").page
    page.evaluate(WRITTEN)
    assert {"Lake Trasimene", "the lake"} & set(on_map(page))
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0215-08-02"))
    assert "Cannae" in on_map(page)


def test_the_words_of_a_document_keep_their_language(open_page: Opener, in_chinese: Path) -> None:
    page = open_page(in_chinese, hash="#day=-0215-08-02&event=battles/cannae").page
    words = page.locator(".pt-written [lang='zh-Hant']").filter(has_text="坎尼")
    assert words.first.inner_text() == "坎尼"


def test_a_language_with_words(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02&lang=fr").page
    words = words_of(["fr"])["fr"]["words"]
    assert page.get_by_role("button", name=words["play"], exact=True).is_visible()
    assert page.locator(".pt-date").inner_text() == "2 août 216 av. J.-C."
    assert page.evaluate("() => document.documentElement.dir") == "ltr"


def test_the_focus_stays_in_the_choice_of_languages(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    page.get_by_role("button", name="Français").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.lang") == "fr"


def test_a_language_without_words_from_right_to_left(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    title = {**carthage.atlas.title, "ar": "حنبعل في إيطاليا"}
    scene = scene_of(replace(carthage.atlas, languages=("ar", "en"), title=title))
    write_html(scene, tmp_path / "map.html")
    page = open_page(tmp_path / "map.html", hash="#day=-0201-12-01").page
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.get_by_role("heading", level=1).inner_text() == title["ar"]
    assert page.get_by_role("button", name="العربية").is_visible()
    page.get_by_role("button", name="One step forward").click()
    slider = page.get_by_role("slider")
    before = page.evaluate("() => placetime.maps[0].day")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("() => placetime.maps[0].day") < before
    thumb = slider.bounding_box()
    assert thumb["x"] >= 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(WRITTEN)
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("-0201-06-01"))
    assert "زامة" in on_map(page)
    page.get_by_role("tab", name="Now").click()
    page.locator("[data-event='battles/zama']").click()
    assert page.get_by_role("complementary", name="Details").is_visible()
    assert violations(page) == []
    page.get_by_role("button", name="English").click()
    assert page.evaluate("() => document.documentElement.dir") == "ltr"


def test_only_the_words_of_the_atlas_are_in_the_page() -> None:
    assert sorted(words_of(["zh-Hant", "xx", "fr"])) == ["fr", "zh-Hant"]
    assert words_of(["zh-Hant"])["zh-Hant"] == words_of(["zh"])["zh"]
    assert words_of(["../x", "e/n"]) == {}


def test_notes_and_what_is_counted_in_the_language_of_the_reader(
    open_page: Opener, hannibal: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "atlas"
    shutil.copytree(hannibal, folder)
    table = folder / "layers/battles/claims.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {"of": "men", "note": "As told.", "of_fr": "", "note_fr": ""}
        if row["source"] == "first":
            row |= {"of_fr": "hommes", "note_fr": "Selon le récit."}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    write_html(scene_from(folder), tmp_path / "map.html")
    page = open_page(tmp_path / "map.html", hash="#lang=fr&event=battles/cannae").page
    drawer = page.locator(".pt-drawer")
    assert "(hommes)" in drawer.inner_text()
    assert "(men)" not in drawer.inner_text()
    notes = drawer.locator("dd span[lang], td span[lang]").filter(has_text="récit")
    assert notes.first.get_attribute("lang") == "fr"
    other = drawer.locator("span[lang=en]").filter(has_text="As told.")
    assert other.count() == 1
