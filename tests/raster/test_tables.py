"""Films of GeoDataFrames: marks, moves, clouds of many points, classes and labels."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from PIL import Image

import placetime
from placetime.model.days import day_number
from placetime.render.raster.design import BARE, Design
from placetime.render.raster.pixels import rgb
from placetime.render.raster.renderer import Renderer
from placetime.scene.cloud import Cloud
from placetime.scene.scene import Scene
from placetime.scene.tables import MANY, Marks, scene_of_tables
from placetime.scene.visible import showing
from tests.raster.scenes import near, on_day

DAY = day_number(1950, 1, 1)
BOX = (0.0, -4.0, 10.0, 6.0)


def table(*rows: tuple[float, float, object], **columns: list[object]) -> gpd.GeoDataFrame:
    xs, ys, when = zip(*rows, strict=True)
    return gpd.GeoDataFrame(
        {"when": when, **columns}, geometry=gpd.points_from_xy(xs, ys), crs=4326
    )


def scene(*tables: Marks, **more: object) -> Scene:
    return scene_of_tables(tables, base=(), bbox=BOX, **more)  # type: ignore[arg-type]


def crowd(count: int, days: int = 10) -> gpd.GeoDataFrame:
    """Points on a lattice, one after the other within some days."""
    at = np.arange(count)
    xs, ys = 0.5 + at % 60 * 0.15, -3.5 + at // 60 * 0.15
    when = (np.datetime64("1950-01-01") + (at % days).astype("timedelta64[D]")).astype(str)
    return gpd.GeoDataFrame({"when": when}, geometry=shapely.points(xs, ys), crs=4326)


@pytest.mark.parametrize(
    "dates",
    [
        ["1950-01-03", "1950-01-05", None],
        pd.to_datetime(["1950-01-03", "1950-01-05", None]),
        [pd.Timestamp("1950-01-03 23:30", tz="Asia/Seoul"), pd.Timestamp("1950-01-05"), pd.NaT],
    ],
)
def test_dates_of_any_kind_are_their_calendar_days(dates: object) -> None:
    rows = table((1, 1, 0), (2, 1, 0), (3, 1, 0))
    rows["when"] = dates
    made = scene(Marks(rows, when="when"))
    assert [m.interval.days for m in made.marks if m.interval] == [(DAY + 2,) * 4, (DAY + 4,) * 4]
    assert (made.scale.first, made.scale.last) == (DAY + 2, DAY + 4)


def test_events_of_a_day_fade_slowly_enough_to_be_seen() -> None:
    days = [np.datetime64("1950-01-01") + np.timedelta64(9 * x, "D") for x in range(40)]
    rows = table(*((x % 8, x // 8, str(day)) for x, day in enumerate(days)))
    made = scene(Marks(rows, when="when"))
    middle = (made.scale.first + made.scale.last) // 2
    traces = sorted(how.trace for _, how in made.at(middle))
    assert {mark.trace_days for mark in made.marks} == {30}, "a twelfth of 351 days"
    assert traces == pytest.approx([1 - age / 31 for age in (22, 13, 4)])
    (brief,) = {mark.trace_days for mark in scene(Marks(rows, when="when", trace_days=2)).marks}
    assert brief == 2


def test_many_points_are_a_cloud_and_show_by_the_one_rule_of_time() -> None:
    rows = crowd(MANY + 100)
    rows.loc[0, "when"] = "1950-01?"
    made = scene(Marks(rows, when="when", trace_days=3))
    assert not made.marks and len(made.clouds) == 1
    cloud = made.clouds[0]
    for day in range(DAY - 1, DAY + 16):
        shown = cloud.schedule.at(day, day)
        expected = {
            i: how
            for i, days in enumerate(cloud.days.tolist())
            if (how := showing(placetime_interval(days), day, day, 3))
        }
        assert shown.index.tolist() == sorted(expected)
        for i, presence, trace in zip(shown.index, shown.presence, shown.trace, strict=True):
            assert (presence, trace) == pytest.approx((expected[i].presence, expected[i].trace))


def placetime_interval(days: list[int]):  # type: ignore[no-untyped-def]
    from placetime.model.interval import Interval

    return Interval(*days)


def test_a_cloud_of_one_is_the_disc_of_a_mark_without_its_outline() -> None:
    one = np.full((1, 4), DAY)
    spot = np.array([[5.0, 1.0]])
    whole = scene(Marks(table((5, 1, "1950-01-01")), when="when"))
    cloud = Cloud("table-0", spot, one, 0, "#0072B2", 8.0)
    made = type(whole)(whole.atlas, (), (), (), whole.scale, (cloud,))
    design = Design((200, 200), scale=(960 * 540 / 40_000) ** 0.5, without=BARE)
    pixels = on_day(Renderer(made, design), DAY)
    disc = near(pixels, "#0072B2")
    assert disc.sum() == pytest.approx(np.pi * 64, rel=0.12)
    rows, columns = np.nonzero(disc)
    assert (rows.mean(), columns.mean()) == pytest.approx((99.5, 99.5), abs=1.0)
    assert (
        on_day(Renderer(made, design), DAY + 1) == on_day(Renderer(whole, design), DAY - 5)
    ).all()


def test_dots_over_one_another_let_less_through() -> None:
    """Two of opacity a let (1 - a)² through, whatever their order."""
    whole = scene(Marks(table((5, 1, "1950-01-01")), when="when"))
    blank = np.asarray(rgb("#f4f1ea"), float)

    def middle(count: int) -> np.ndarray:
        days = np.tile(
            [DAY, DAY + 9, DAY, DAY + 9], (count, 1)
        )  # begun by one in ten on the first day
        cloud = Cloud("table-0", np.full((count, 2), (5.0, 1.0)), days, 0, "#0072B2", 8.0)
        made = type(whole)(whole.atlas, (), (), (), whole.scale, (cloud,))
        pixels = on_day(Renderer(made, Design((200, 200), scale=3.6, without=BARE)), DAY)
        return np.asarray(pixels[100, 100], float)

    ink = np.asarray(rgb("#0072B2"), float)
    through = [((middle(n) - ink) / (blank - ink)).mean() for n in (1, 2, 3)]
    assert through[1] == pytest.approx(through[0] ** 2, abs=0.02)
    assert through[2] == pytest.approx(through[0] ** 3, abs=0.02)


def test_values_of_a_column_are_classes_with_hues_of_their_own() -> None:
    rows = table((2, 1, "1950"), (8, 1, "1950"), (5, -2, "1950"), side=["south", "north", "south"])
    made = scene(Marks(rows, when="when", color="side"))
    assert [text["en"] for _, text in made.classes] == ["north", "south"]
    hues = {text["en"]: hue for hue, text in made.classes}
    assert [m.hue for m in made.marks] == [hues["south"], hues["north"], hues["south"]]
    given = table((2, 1, "1950"), (8, 1, "1950"), hue=["#aa0000", "#00aa00"])
    assert [m.hue for m in scene(Marks(given, when="when", color="hue")).marks] == [
        "#aa0000",
        "#00aa00",
    ]


def test_moves_advance_between_their_dates() -> None:
    line = shapely.LineString([(1, 1), (9, 1)])
    rows = gpd.GeoDataFrame({"a": ["1950-01-01"], "b": ["1950-01-20"]}, geometry=[line], crs=4326)
    made = scene(Marks(rows, start="a", end="b", moves=True, color="#d55e00"))
    assert [m.kind for m in made.marks] == ["move"]
    renderer = Renderer(made, Design((200, 200), scale=3.6, without=BARE))
    heads = [
        np.nonzero(near(on_day(renderer, DAY + d), "#d55e00"))[1].max() for d in (4, 9, 14, 19)
    ]
    assert heads == sorted(heads) and heads[0] < 80 < 160 < heads[-1]


def test_labels_and_title_are_in_the_film(tmp_path: Path) -> None:
    rows = crowd(MANY + 400, 30)
    names = table((3, 0, ""), (7, 3, ""), name=["平壤", "Seoul <b>"])
    film = placetime.animate(
        rows, tmp_path / "film.gif", when="when", base=None, labels=names, title="寻 finds",
        size=(320, 180), seconds=2, fps=5,
    )  # fmt: skip
    with Image.open(film.path) as image:
        assert image.size == (320, 180) and image.n_frames >= 8
    assert film._repr_html_().startswith('<img alt="time-lapse map" src="data:image/gif;base64,')
    video = placetime.animate(rows, tmp_path / "film.mp4", when="when", size=(320, 180), seconds=1)
    assert "<video controls loop" in video._repr_html_()


def test_a_film_of_a_table_keeps_a_budget_of_bytes(tmp_path: Path) -> None:
    rows, size = crowd(MANY + 400, 30), (480, 270)
    free = placetime.animate(rows, tmp_path / "free.gif", when="when", size=size, seconds=2)
    most = free.path.stat().st_size // 2
    kept = placetime.animate(
        rows, tmp_path / "kept.gif", when="when", size=size, seconds=2, max_bytes=most, jobs=1
    )
    assert 0 < kept.path.stat().st_size <= most


def test_without_a_path_the_film_shows_itself() -> None:
    film = placetime.animate(
        table((5, 1, "1950"), (6, 1, "1951")), when="when", size=(200, 120), fps=2
    )
    assert film.path.read_bytes().startswith(b"GIF89a")


def test_what_is_wrong_is_said() -> None:
    rows = table((5, 1, "1950-13"))
    with pytest.raises(ValueError, match="row 0: "):
        placetime.animate(rows, when="when")
    with pytest.raises(KeyError, match="no column 'date'; there are: when, geometry"):
        placetime.animate(rows, when="date")
    with pytest.raises(ValueError, match="no row has both a geometry and a date"):
        placetime.animate(table((5, 1, None)), when="when")
    with pytest.raises(ValueError, match="color 'red' is neither #rrggbb nor a column"):
        placetime.animate(table((5, 1, "1950")), when="when", color="red")
    with pytest.raises(ValueError, match="no role 'sea'; there are: land, lake"):
        placetime.animate(table((5, 1, "1950")), when="when", base={"sea": rows})  # type: ignore[dict-item]
