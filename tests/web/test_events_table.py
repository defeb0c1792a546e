"""The table lists the events that the map shows; it can be sorted, copied and downloaded."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
ROWS = "() => [...document.querySelectorAll('.pt-table [data-event]')].map(n => n.dataset.event)"
VISIBLE = "() => [...new Set(placetime.maps[0].visible().map(one => `${one.layer}/${one.event}`))]"
DAY = "-0215-09-10"


def show(page: Any, iso: str = DAY) -> None:
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))
    page.get_by_role("button", name="Table of events").click()


def test_same_events_as_on_the_map(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    show(page)
    for iso in (DAY, "-0217-05-01", "-0208-01-01"):
        page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))
        assert sorted(page.evaluate(ROWS)) == sorted(page.evaluate(VISIBLE))
    page.get_by_label("The march", exact=True).uncheck()
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(DAY))
    assert page.evaluate(ROWS) == page.evaluate(VISIBLE) == ["battles/cannae"]


def test_sorts(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0201-12-01&show=all&table=1").page
    table = page.get_by_role("region", name="Table of events").get_by_role("table")
    by_date = page.evaluate(ROWS)
    assert by_date[0] == "march/departure"
    head = table.get_by_role("columnheader", name="When")
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.evaluate(ROWS)[-1] == "march/departure"
    table.get_by_role("button", name="How many").click()
    table.get_by_role("button", name="How many").click()
    assert page.evaluate(ROWS)[:2] == ["march/departure", "battles/cannae"]
    assert head.get_attribute("aria-sort") is None


def test_a_row_opens_the_details(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    show(page)
    page.locator(".pt-table [data-event='battles/cannae']").click()
    assert page.get_by_role("complementary", name="Details").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("region", name="Table of events").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("region", name="Table of events").is_visible()


def test_download_and_copy(open_page: Opener, carthage: Scene, tmp_path: Path) -> None:
    atlas = carthage.atlas
    spoilt = []
    for event in atlas.events:
        claims = tuple(
            replace(c, summary={"en": '=1+1, "two"\nlines', "fr": "x"}) for c in event.claims
        )
        spoilt.append(replace(event, claims=claims) if event.id == "trebia" else event)
    write_html(scene_of(replace(atlas, events=tuple(spoilt))), tmp_path / "map.html")
    seen = open_page(tmp_path / "map.html", permissions=["clipboard-read", "clipboard-write"])
    page = seen.page
    show(page, "-0217-12-21")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == "events--0217-12-21.csv"
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert sorted(row["Event"] for row in rows) == sorted(page.evaluate(VISIBLE))
    row = next(row for row in rows if row["Event"] == "battles/trebia")
    assert row["What happened"] == '\'=1+1, "two"\nlines'
    assert row["Begins, earliest"].startswith("'-0217-1")
    assert row["Passage"] == "first 196-245:39d6efa0"
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("rows copied").wait_for()
    lines = page.evaluate("() => navigator.clipboard.readText()").split("\n")
    assert len(lines) == 1 + len(rows)
    assert {len(line.split("\t")) for line in lines} == {15}
