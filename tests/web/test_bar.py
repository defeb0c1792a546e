"""What the page promises of doubt and completeness: disputes, vague dates, what is not on it, its size."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.api import open as open_atlas
from placetime.edtf import parse
from placetime.model.claim import Quantity
from placetime.model.days import from_iso
from placetime.model.layer import Series, SeriesValue
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.conftest import ROOT

Opener = Callable[..., Any]
DATES = ("-0215-08-02", "-0214-08-02", "-0213-08-02")
VISIBLE = "() => placetime.maps[0].visible().filter(x => x.presence > 0).map(x => x.event)"


@pytest.fixture
def doubtful(carthage: Scene, tmp_path: Path) -> Path:
    """The page of an atlas with an event of three dates, one without a date and one without a place."""
    atlas = carthage.atlas
    events = []
    for event in atlas.events:
        if event.id == "cannae":
            first, second = event.claims
            given = [(first, DATES[0]), (second, DATES[1]), (first, DATES[2])]
            claims = tuple(replace(claim, when=parse(date)) for claim, date in given)
            event = replace(event, claims=claims, disputed=("date",))
        elif event.id == "zama":
            event = replace(event, claims=(replace(event.principal, when=None),))
        elif event.id == "recall":
            event = replace(event, claims=(replace(event.principal, places=()),))
        events.append(event)
    write_html(scene_of(replace(atlas, events=tuple(events))), tmp_path / "map.html")
    return tmp_path / "map.html"


def test_three_sources_with_three_dates_are_one_event(open_page: Opener, doubtful: Path) -> None:
    page = open_page(doubtful, hash="#event=battles/cannae").page
    drawer = page.get_by_role("complementary", name="Details")
    heads = drawer.locator(".pt-compare thead th")
    assert heads.count() == 3
    assert drawer.locator("cite").count() >= 1
    choices = drawer.get_by_role("radio")
    assert choices.count() == 4
    for chosen, date in enumerate(DATES):
        choices.nth(chosen + 1).check()
        for other in DATES:
            page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(other))
            assert ("cannae" in page.evaluate(VISIBLE)) == (other == date)
    choices.first.check()
    for date in DATES:
        page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(date))
        assert "cannae" in page.evaluate(VISIBLE)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("tab", name="Now").click()
    assert page.locator("#pt-page-now [data-event='battles/cannae']").count() == 1


def test_what_is_not_on_the_map_is_counted_and_listed(open_page: Opener, doubtful: Path) -> None:
    page = open_page(doubtful).page
    for words, key in (
        ("1 without a date", "battles/zama"),
        ("1 without a location", "march/recall"),
    ):
        listed = page.locator(".pt-missing").filter(has_text=words)
        assert listed.count() == 1
        listed.get_by_text(words).click()
        listed.locator(f"[data-event='{key}']").click()
        drawer = page.get_by_role("complementary", name="Details")
        assert drawer.locator("cite").is_visible()
        drawer.get_by_role("button", name="Close").click()


def test_the_key_explains_every_cue_of_doubt(open_page: Opener, doubtful: Path) -> None:
    page = open_page(doubtful).page
    key = page.locator("#pt-page-key")
    rows = key.locator(".pt-legend li")
    for words in (
        *("planned, ordered", "reported, alleged", "sources disagree", "date not exact"),
        *("faint trace", "within this ring", "the editor inferred it", "today’s borders"),
    ):
        row = rows.filter(has_text=words).last
        assert row.locator(".pt-sample").count() == 1, words


def test_the_flagship_is_within_its_budget(open_page: Opener, tmp_path: Path) -> None:
    open_atlas(ROOT).to_html(tmp_path / "map.html")
    assert (tmp_path / "map.html").stat().st_size <= 5_000_000
    page = open_page(tmp_path / "map.html").page
    assert page.evaluate("() => placetime.maps[0].visible().length") > 0


def test_the_policy_lets_no_other_script_run_and_nothing_be_asked_for(
    open_page: Opener, page_file: Path
) -> None:
    html = page_file.read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    scripts = re.search(r"script-src ([^;]*);", policy[1])
    assert scripts
    assert all(re.fullmatch(r"'sha256-[\w+/=]{44}'", one) for one in scripts[1].split())
    page = open_page(page_file, quiet=False).page
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return window.ran ?? false;
        }"""
    )
    assert ran is False
    asked = page.evaluate("() => fetch('data:text/plain,x').then(() => true, () => false)")
    assert asked is False


def test_numbers_are_drawn_on_the_axis(open_page: Opener, carthage: Scene, tmp_path: Path) -> None:
    atlas = carthage.atlas
    claim = atlas.events[0].principal
    values = tuple(
        SeriesValue(parse(year), Quantity(str(n), n, n), "reported", claim.source, claim.passage)
        for year, n in (("-0216", 90.0), ("-0210", 30.0))
    )
    series = Series("foot", {"en": "Foot", "fr": "Fantassins"}, "persons", "carthage", values)
    layers = tuple(
        replace(layer, series=(series,)) if layer.id == "march" else layer for layer in atlas.layers
    )
    write_html(scene_of(replace(atlas, layers=layers)), tmp_path / "map.html")
    drawn = "() => document.querySelector('.pt-axis canvas').toDataURL()"
    with_line = open_page(tmp_path / "map.html").page
    without = open_page(tmp_path / "map.html", hash="#numbers=-1").page
    assert with_line.evaluate(drawn) != without.evaluate(drawn)
    with_line.get_by_role("button", name="Time settings").click()
    with_line.get_by_label("Numbers").select_option(label="none")
    assert with_line.evaluate(drawn) == without.evaluate(drawn)


def test_events_are_leafed_through_in_order_of_time(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#event=battles/trebia").page
    days = []
    drawer = page.get_by_role("complementary", name="Details")
    for _ in range(4):
        days.append(page.evaluate("() => placetime.maps[0].day"))
        drawer.get_by_role("button", name="Later").click()
    assert days == sorted(days)
    drawer.get_by_role("button", name="Earlier").click()
    assert page.evaluate("() => placetime.maps[0].day") == days[-1]


def test_memory_stays_flat_over_ten_loops(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    client = page.context.new_cdp_session(page)
    sizes = []
    for _ in range(11):
        page.evaluate(
            """async () => {
                const frame = () => new Promise((done) => requestAnimationFrame(done));
                for (let day = -79500; day < -73500; day += 150) {
                    placetime.maps[0].setDay(day);
                    await frame();
                }
            }"""
        )
        client.send("HeapProfiler.collectGarbage")
        sizes.append(client.send("Runtime.getHeapUsage")["usedSize"])
    assert sizes[-1] - sizes[0] < 500_000


def test_every_script_of_writing_stays_text(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    title = "حرب </script><b>漢城</b> 한글 שלום"
    atlas = carthage.atlas
    event = atlas.events[0]
    told = replace(event, claims=(replace(event.principal, summary={"en": title, "fr": title}),))
    write_html(
        scene_of(replace(atlas, title={"en": title}, events=(told, *atlas.events[1:]))),
        tmp_path / "map.html",
    )
    page = open_page(tmp_path / "map.html", hash=f"#event={event.layer}/{event.id}").page
    assert page.get_by_role("heading", level=1).inner_text() == title
    assert page.title() == title
    assert page.locator(".pt-drawer .pt-summary").inner_text() == title
    assert page.locator(".pt-drawer .pt-summary b").count() == 0
