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
from placetime.scene.timescale import END_SECONDS, Unit, timescale

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


def test_holds_take_no_room_on_the_axis_and_are_part_of_the_wanted_time() -> None:
    held = (CHAPTERS[0], replace(CHAPTERS[1], hold=1.5))
    scale = timescale(0, 69, held)
    assert scale.seconds == timescale(0, 69, CHAPTERS).seconds
    assert scale.lasting == pytest.approx(scale.seconds + 1.5 + END_SECONDS)
    half = paced(scale, scale.lasting / 2)
    assert half.lasting == pytest.approx(scale.lasting / 2)
    assert [s.hold for s in half.segments] == [0, 0, 0, 0.75, 0]
    assert cut_scale(scale, 15, 59).segments[-1].hold == 1.5
    assert cut_scale(scale, 15, 58).segments[-1].hold == 0, "the end of the chapter is cut off"


def test_the_last_frame_of_a_chapter_with_a_hold_is_repeated() -> None:
    held = (replace(CHAPTERS[0], hold=1.5), CHAPTERS[1])
    plain, made = (list(frames(timescale(0, 69, c), 10)) for c in (CHAPTERS, held))
    assert [frame.index for frame in made] == list(range(len(plain) + 15))
    last = max(i for i, frame in enumerate(plain) if frame.chapter == 0)
    assert made[last : last + 16] == [replace(plain[last], index=last + i) for i in range(16)]
    assert [replace(f, index=0) for f in made[last + 16 :]] == [
        replace(f, index=0) for f in plain[last + 1 :]
    ]


def test_the_last_frame_of_a_chapter_is_before_its_end_at_any_pace() -> None:
    scale = paced(timescale(0, 69, CHAPTERS), 7.77)
    for frame in frames(scale, 10):
        segment = next(s for s in scale.segments if s.first <= frame.first <= s.last)
        assert segment.start <= frame.seconds < segment.end


def test_nothing_within_the_days_is_an_error() -> None:
    with pytest.raises(PlacetimeError, match="nothing of the atlas' time"):
        cut_scale(timescale(0, 69, ()), 70, 90)


def test_another_pace_keeps_the_shares() -> None:
    scale = timescale(0, 69, CHAPTERS)
    slow = paced(scale, 100)
    assert slow.lasting == pytest.approx(100), "with the last picture"
    assert slow.still / slow.seconds == pytest.approx(scale.still / scale.seconds)
    for day in (0, 12, 30, 55, 70):
        assert slow.position(day) / slow.seconds == pytest.approx(
            scale.position(day) / scale.seconds
        )


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
