"""`TimeLayer` on folium maps of its users' own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from placetime.model.days import from_iso
from placetime.render.web.offline import offline
from placetime.render.web.timelayer import TimeLayer
from tests.web.test_packed import unpacked

Opener = Callable[..., Any]
VISIBLE = "() => placetime.maps[0].visible().filter(one => one.presence > 0).map(one => one.event)"
NASTY = "</script><img src=x onerror=\"document.title='broken'\">{{ 7 * 7 }}{% raw %}"


def table(dates: list[Any], **columns: list[Any]) -> gpd.GeoDataFrame:
    points = [Point(10 + i, 48) for i in range(len(dates))]
    return gpd.GeoDataFrame({"date": dates, **columns}, geometry=points, crs=4326)


def saved(fmap: folium.Map, folder: Path, name: str = "map.html") -> Path:
    path = folder / name
    fmap.save(path)
    return path


def blank(**options: Any) -> folium.Map:
    return folium.Map([48, 11], zoom_start=6, tiles=None, **options)


def days_of(layer: TimeLayer) -> list[list[int]]:
    """The four days of each mark, from the columns of a layer."""
    count = layer.data["count"]
    names = ("begin", "vague_begin", "lasts", "vague_end")
    steps = [unpacked(layer.data[name], count) for name in names]
    return [list(accumulate(step[row] for step in steps)) for row in range(count)]


def show(page: Any, date: str) -> list[str]:
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(date))
    return sorted(page.evaluate(VISIBLE))


def test_the_decade_before_1860(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    TimeLayer(table([1850, 1855, 1860]), when="date").add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    assert show(page, "1850-06-01") == ["0"]
    assert show(page, "1853-06-01") == []
    assert show(page, "1855-01-01") == ["1"]
    assert show(page, "1860-12-31") == ["2"]
    assert page.locator(".pt-date").inner_text() == "31 December 1860"
    page.locator(".pt-slider").focus()
    page.keyboard.press("Home")
    years = []
    while "1860" not in page.locator(".pt-date").inner_text():
        years.append(page.locator(".pt-date").inner_text()[-4:])
        page.keyboard.press("PageUp")  # twelve steps of a month
    assert years == [str(year) for year in range(1850, 1860)]


def test_edtf_and_years_before_christ(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    dates = ["-0218", "-0216-08-02", "[-0210..-0201]", "../-0220", "-0205/.."]
    TimeLayer(table(dates), when="date").add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    assert show(page, "-0221-01-01") == ["3"]
    assert show(page, "-0216-08-02") == ["1"]
    assert show(page, "-0203-01-01") == ["2", "4"]
    assert page.locator(".pt-date").inner_text() == "1 January 204 BC"


@pytest.mark.parametrize(
    "value",
    [
        "1958-03-15",
        datetime.date(1958, 3, 15),
        datetime.datetime(1958, 3, 15, 23, 59),
        pd.Timestamp("1958-03-15 00:30", tz="Asia/Seoul"),
        pd.Period("1958-03-15", freq="D"),
    ],
)
def test_kinds_of_dates(value: Any) -> None:
    day = from_iso("1958-03-15")
    assert days_of(TimeLayer(table([value]), when="date")) == [[day] * 4]


def test_a_trace_lasts_a_twelfth_of_the_time_as_in_films() -> None:
    layer = TimeLayer(table(["1950-01-01", "1950-12-27"]), when="date")
    assert unpacked(layer.data["trace"], 2) == [30, 30]


def test_start_and_end_with_open_sides() -> None:
    start = [pd.Timestamp("1950-01-01"), pd.NaT, pd.NaT]
    end = [pd.NaT, pd.Timestamp("1960-12-31"), pd.NaT]
    layer = TimeLayer(table(start, end=end), start="date", end="end")
    first, last = from_iso("1950-01-01"), from_iso("1960-12-31")
    assert days_of(layer) == [[first, first, 2**23, 2**23], [-(2**23), -(2**23), last, last]]
    assert layer.undated == 1


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="row 1: "):
        TimeLayer(table(["1950", "in May"]), when="date")
    with pytest.raises(KeyError, match="no column 'day'; there are: date"):
        TimeLayer(table([1950]), when="day")
    with pytest.raises(ValueError, match="either `when`"):
        TimeLayer(table([1950]))
    with pytest.raises(ValueError, match="row 0: it ends"):
        TimeLayer(table([1950], end=[1940]), start="date", end="end")
    with pytest.raises(ValueError, match="no symbol 'dot'"):
        TimeLayer(table([1950]), when="date", symbol="dot")
    with pytest.raises(ValueError, match="neither #rrggbb nor a column"):
        TimeLayer(table([1950]), when="date", color="red;}")


def test_any_crs_and_any_geometry() -> None:
    shapes = [
        Point(11, 48),
        MultiPoint([(1, 2), (3, 4)]),
        LineString([(0, 0), (1, 1)]),
        Polygon([(0, 0), (1, 0), (1, 1)]),
        None,
        Point(),
    ]
    frame = gpd.GeoDataFrame({"date": [1950] * 6}, geometry=shapes, crs=4326)
    layer = TimeLayer(frame.to_crs(3857), when="date")
    assert unpacked(layer.data["kind"], 5) == ["point", "point", "point", "line", "area"]
    assert unpacked(layer.data["lon"], 9)[:3] == pytest.approx([11, 1, 3], abs=1e-7)
    assert unpacked(layer.data["points"], 5) == [1, 1, 1, 2, 4]
    south_west, north_east = layer.get_bounds()
    assert south_west == pytest.approx([0, 0], abs=1e-9)
    assert north_east == pytest.approx([48, 11])
    with pytest.raises(ValueError, match="no CRS"):
        TimeLayer(frame.to_crs(3857).set_crs(None, allow_override=True), when="date")


def test_lines_limits_and_moves(open_page: Opener, tmp_path: Path) -> None:
    lines = [LineString([(x, 45), (x + 1, 49)]) for x in (8, 11, 14)]
    frame = gpd.GeoDataFrame(
        {"date": ["1850/1860"] * 3, "what": ["line", "limit", "move"]}, geometry=lines, crs=4326
    )
    layer = TimeLayer(frame, when="date", lines="what")
    assert unpacked(layer.data["kind"], 3) == ["line", "line", "move"]
    assert list(unpacked(layer.data["plain"], 3)) == [1, 0, 0]
    with pytest.raises(ValueError, match="no line 'road'"):
        TimeLayer(frame, when="date", lines="road")
    shown = []
    for what in ("line", "limit", "move"):
        fmap = blank()
        TimeLayer(frame.iloc[[1]], when="date", lines=what).add_to(fmap)
        page = open_page(saved(offline(fmap), tmp_path)).page
        page.evaluate("() => placetime.maps[0].map.setView([47, 11.5], 7, { animate: false })")
        assert show(page, "1855-01-01") == ["0"]
        page.wait_for_timeout(100)
        shown.append(page.screenshot())
    assert len(set(shown)) == 3


def test_the_whole_calendar_from_9999_bc_to_ad_3000(open_page: Opener, tmp_path: Path) -> None:
    years = ["-9999", "-0044", "-0001", "0000", "0001", "2999", "3000"]
    fmap = blank()
    TimeLayer(table(years), when="date", trace_days=0).add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    captions = []
    for number, year in enumerate(years):
        assert show(page, f"{year}-07-01") == [str(number)]
        captions.append(page.locator(".pt-date").inner_text())
    assert captions == [
        *("1 July 10000 BC", "1 July 45 BC", "1 July 2 BC", "1 July 1 BC"),
        *("1 July AD 1", "1 July 2999", "1 July 3000"),
    ]
    assert show(page, "-0002-12-31") == []
    assert page.get_by_role("slider").get_attribute("aria-valuetext").startswith("31 December 3 BC")


def test_uncertain_features_fade_and_the_rows_of_style_columns_count(
    open_page: Opener, tmp_path: Path
) -> None:
    frame = table(["[1850-01-01..1850-12-31]", "1850"])
    frame["hue"], frame["how"], frame["sign"] = (
        ["#D55E00", "#0072B2"],
        ["split", "hollow"],
        ["star", "camp"],
    )
    layer = TimeLayer(frame, when="date", color="hue", look="how", symbol="sign", trace_days=0)
    assert unpacked(layer.data["hue"], 2) == ["#D55E00", "#0072B2"]
    assert unpacked(layer.data["look"], 2) == ["split", "hollow"]
    assert unpacked(layer.data["symbol"], 2) == ["star", "camp"]
    fmap = blank()
    layer.add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    seen = []
    for iso in ("1850-02-01", "1850-07-01", "1850-12-01"):
        page.evaluate("day => placetime.maps[0].setDay(day)", from_iso(iso))
        seen.append(page.evaluate("() => placetime.maps[0].visible().map(x => x.presence)"))
    assert all(0 < vague <= 1 and sure > 0 for vague, sure in seen)
    assert len({vague for vague, _ in seen}) == 3


def test_two_layers_share_a_clock_and_a_layer_control_switches_them(
    open_page: Opener, tmp_path: Path
) -> None:
    fmap = blank()
    TimeLayer(table([1850]), when="date", name="early", tooltip=["date"]).add_to(fmap)
    TimeLayer(table([1870]), when="date", name="late").add_to(fmap)
    folium.LayerControl(collapsed=False).add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    assert page.locator(".pt-dock").count() == 1
    assert page.evaluate("() => placetime.maps.length") == 1
    layers = "() => placetime.maps[0].visible().filter(one => one.presence > 0).length"
    for date in ("1850-05-05", "1870-05-05"):
        show(page, date)
        assert page.evaluate(layers) == 1
    page.get_by_label("late").uncheck()
    assert page.locator(".pt-date").inner_text() == "5 May 1870"
    assert page.evaluate(layers) == 0


def test_a_click_shows_the_row_as_text(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    TimeLayer(table([1950], name=[NASTY]), when="date", popup=["name"]).add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    show(page, "1950-06-06")
    page.wait_for_timeout(60)
    page.mouse.click(*page.evaluate("() => placetime.maps[0].where('0/0')"))
    assert page.locator(".leaflet-popup dd").inner_text() == NASTY
    assert page.title() != "broken"


def test_two_maps_of_one_document_share_nothing(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank(height="45%")
    TimeLayer(table([1850, 1855]), when="date").add_to(fmap)
    other = blank(height="45%")
    TimeLayer(table([1950, 1955]), when="date").add_to(other)
    fmap.get_root().add_child(other)
    offline(other)
    page = open_page(saved(offline(fmap), tmp_path)).page
    page.evaluate("day => placetime.maps[0].setDay(day)", from_iso("1853-03-01"))
    assert page.locator(".pt-date").all_inner_texts() == ["1 March 1853", "1 January 1950"]
    assert page.locator(".pt-dock").count() == 2
    shown = page.evaluate("() => placetime.maps.map(map => map.visible().map(one => one.event))")
    assert shown == [[], ["0"]]


def test_folium_classes_stay_as_they_are(tmp_path: Path) -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    fmap = blank()
    TimeLayer(table([1850]), when="date").add_to(fmap)
    html = offline(fmap).get_root().render()
    assert re.findall(r"<(?:script|link)\b[^>]*https?:", html) == []
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before
    plain = blank().get_root().render()
    assert "placetime" not in plain
    assert "jsdelivr" in plain


def test_markers_and_popups_of_folium_work_offline(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    folium.Marker([48, 11], popup="<b>Munich</b>").add_to(fmap)
    TimeLayer(table([1850]), when="date").add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    page.locator(".leaflet-marker-icon").click()
    assert page.locator(".leaflet-popup b").inner_text() == "Munich"


def test_a_map_shows_in_a_notebook() -> None:
    fmap = blank()
    TimeLayer(table([1850]), when="date").add_to(fmap)
    html = fmap._repr_html_()
    assert "iframe" in html
    assert "placetime.timeLayer" in html


def test_an_empty_table_is_no_error(open_page: Opener, tmp_path: Path) -> None:
    fmap = blank()
    layer = TimeLayer(table([None]), when="date")
    layer.add_to(fmap)
    assert layer.undated == 1
    TimeLayer(table([1900]), when="date").add_to(fmap)
    page = open_page(saved(offline(fmap), tmp_path)).page
    assert show(page, "1900-05-05") == ["0"]
