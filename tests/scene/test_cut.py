"""Cuts: some layers, some days, another pace; frames of whole units of the calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placetime.errors import PlacetimeError
from placetime.model.atlas import Chapter
from placetime.model.days import civil, day_number
from placetime.scene.cut import UNITS, cut, cut_scale, paced
from placetime.scene.frames import frames, whole
from placetime.scene.scene import Scene
from placetime.scene.timescale import Unit, timescale

BOX = (0.0, 0.0, 1.0, 1.0)
CHAPTERS = (Chapter({}, 10, 19, 5.0, BOX), Chapter({}, 40, 59, 10.0, BOX))


def test_a_cut_keeps_pace_and_chapters() -> None:
    scale = timescale(0, 69, CHAPTERS)
    part = cut_scale(scale, 15, 49)
    assert (part.first, part.last) == (15, 49)
    assert [(s.first, s.last, s.chapter) for s in part.segments] == [
        (15, 19, 0), (20, 39, None), (40, 49, 1),
    ]  # fmt: skip
    assert [s.end - s.start for s in part.segments] == pytest.approx([2.5, 0.8, 5.0])
    assert part.segments[0].start == 0 and part.seconds == pytest.approx(8.3)


def test_nothing_within_the_days_is_an_error() -> None:
    with pytest.raises(PlacetimeError, match="nothing of the atlas' time"):
        cut_scale(timescale(0, 69, ()), 70, 90)


def test_another_pace_keeps_the_shares() -> None:
    scale = timescale(0, 69, CHAPTERS)
    slow = paced(scale, 100)
    assert slow.seconds == pytest.approx(100)
    for day in (0, 12, 30, 55, 70):
        assert slow.position(day) / 100 == pytest.approx(scale.position(day) / scale.seconds)


def test_layers_are_those_that_start_switched_on(flagship_scene: Scene) -> None:
    atlas = flagship_scene.atlas
    off = {layer.id for layer in atlas.layers if not layer.shown}
    assert off, "the flagship has layers that start off"
    assert off.isdisjoint({m.layer for m in cut(flagship_scene).marks})
    one = sorted(off)[0]
    assert {m.layer for m in cut(flagship_scene, layers=[one]).marks} == {one}
    with pytest.raises(PlacetimeError, match="no layer 'nowhere'; there are: "):
        cut(flagship_scene, layers=["nowhere"])
    with pytest.raises(PlacetimeError, match="more than no seconds"):
        cut(flagship_scene, seconds=0)


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("day", (1958, 3, 15), (1958, 3, 15)),
        ("week", (1958, 3, 10), (1958, 3, 16)),
        ("month", (1958, 3, 1), (1958, 3, 31)),
        ("year", (1958, 1, 1), (1958, 12, 31)),
        ("decade", (1950, 1, 1), (1959, 12, 31)),
        ("century", (1900, 1, 1), (1999, 12, 31)),
    ],
)
def test_units_of_the_calendar(
    unit: Unit, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    begin, end = whole(day_number(1958, 3, 15), unit)
    assert (civil(begin), civil(end)) == (first, last)
    assert unit in UNITS


def test_units_before_the_year_1_and_at_the_ends_of_time() -> None:
    assert [civil(day)[0] for day in whole(day_number(-43, 3, 15), "decade")] == [-50, -41]
    assert civil(whole(day_number(-9999, 1, 1), "century")[0]) == (-9999, 1, 1)
    assert civil(whole(day_number(9999, 12, 31), "century")[1]) == (9999, 12, 31)
    assert whole(day_number(1970, 1, 1), "week") == (-3, 3)


def test_frames_show_whole_units() -> None:
    first, last = day_number(1950, 1, 10), day_number(1951, 3, 20)
    scale = cut_scale(timescale(first, last, ()), first, last)
    months = list(frames(replace(scale, unit="month"), 2))
    assert {civil(f.first)[2] for f in months} == {1}
    assert len({f.first for f in months}) == 15, "every month from January 1950 to March 1951"
