"""Marks, seats, labels, time axis and frames of a real small atlas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point

from placetime.build import read_atlas
from placetime.model.atlas import Chapter
from placetime.model.days import from_iso
from placetime.model.interval import FUTURE, PAST, Interval
from placetime.scene.frames import frames
from placetime.scene.mark import Mark
from placetime.scene.path import curve, move_path
from placetime.scene.scene import Scene, scene_of
from placetime.scene.seats import offset, seated
from placetime.scene.timescale import GAP_SECONDS, timescale
from tests.conftest import TEMPLATE


@pytest.fixture(scope="module")
def scene(hannibal: Path) -> Scene:
    return scene_of(read_atlas(hannibal))


def by_event(scene: Scene) -> dict[str, list[Mark]]:
    marks = defaultdict(list)
    for mark in scene.marks:
        marks[mark.event].append(mark)
    return marks


def test_roles_decide_what_is_drawn(scene: Scene) -> None:
    kinds = {event: [m.kind for m in marks] for event, marks in by_event(scene).items()}
    assert kinds["departure"] == ["point"]
    assert kinds["alps"] == ["move"]
    assert kinds["italy"] == ["area"]
    assert kinds["recall"] == ["move"]


def test_a_move_follows_its_line_from_origin_to_head(scene: Scene) -> None:
    (mark,) = by_event(scene)["alps"]
    places = scene.atlas.places
    path = list(mark.geometry.coords)
    assert path[0] == places["rhone-crossing"].label_at
    assert path[-1] == places["po-plain"].label_at
    assert (6.6, 45.2) in path


def test_look_hue_and_disputes(scene: Scene) -> None:
    marks = by_event(scene)
    assert marks["recall"][0].look == "hollow" and marks["recall"][0].place == "carthage"
    assert marks["italy"][0].inferred
    assert {m.disputed for m in marks["cannae"]} == {True}
    assert not marks["zama"][0].disputed
    assert marks["zama"][0].hue == "#0072B2"
    assert marks["zama"][0].radius_m == 60000
    assert marks["departure"][0].text == {"en": "about 90,000 persons", "fr": "~90,000 persons"}


def test_drawing_order(scene: Scene) -> None:
    order = [mark.kind for mark in scene.marks]
    assert order == sorted(order, key=["area", "line", "move", "point"].index)


def test_at_shows_what_there_is_on_a_day(scene: Scene) -> None:
    from placetime.model.days import day_number

    def events(*day: int) -> dict[str, tuple[float, float]]:
        at = scene.at(day_number(*day))
        return {mark.event: (how.presence, how.trace) for mark, how in at}

    on_the_day = events(-216, 6, 21)
    assert on_the_day["trasimene"][0] > 0
    assert events(-215, 8, 2)["cannae"][0] > 0
    assert "cannae" not in events(-215, 5, 31)
    assert events(-215, 9, 5)["cannae"] == (0.0, pytest.approx(1 - 34 / 61))
    assert "zama" not in events(-202, 12, 31)


def test_a_disputed_date_shows_on_no_day_between() -> None:
    scene = scene_of(read_atlas(TEMPLATE))
    marks = [mark for mark in scene.marks if mark.event == "departure"]
    days = [mark.interval.days for mark in marks if mark.interval]
    assert sorted(days) == [(day,) * 4 for day in (from_iso("1911-05-03"), from_iso("1911-05-04"))]
    assert all(mark.disputed for mark in marks)


def test_the_future_never_shows(scene: Scene) -> None:
    for mark in scene.marks:
        if mark.interval and mark.interval.begin_earliest > PAST:
            shown = {m.id for m, _ in scene.at(mark.interval.begin_earliest - 1)}
            assert mark.id not in shown


def test_labels_are_ranked_by_use(scene: Scene) -> None:
    assert [label.rank for label in scene.labels] == list(range(len(scene.labels)))
    places = [label.place for label in scene.labels]
    assert places[0] == "cannae"
    assert places[-1] == "po-plain"  # a region comes after the towns
    assert next(label for label in scene.labels if label.place == "trebia").water


def test_the_legend_has_each_kind_of_mark_once(scene: Scene) -> None:
    entries = [(entry.layer, entry.kind) for entry in scene.legend]
    assert sorted(entries) == [
        ("battles", "point"),
        ("march", "area"),
        ("march", "move"),
        ("march", "point"),
    ]


def point(name: str, first: int, last: int, trace: int = 0) -> Mark:
    interval = Interval(first, first, last, last)
    return Mark(
        name, name, "l", "point", Point(1, 2), interval, trace, "circle", "#000000", "solid", 8, {}
    )


def test_marks_that_share_a_position_and_a_time_have_seats_of_their_own() -> None:
    marks = seated(
        [point("a", 0, 10), point("b", 5, 20), point("c", 11, 12), point("d", 12, 30, trace=5)]
    )
    assert [mark.slot for mark in marks] == [0, 1, 0, 2]
    for one in marks:
        for other in marks:
            if one is not other and one.slot == other.slot:
                assert one.interval and other.interval
                assert (
                    one.interval.end_latest + one.trace_days < other.interval.begin_earliest
                    or other.interval.end_latest + other.trace_days < one.interval.begin_earliest
                )


def test_seats_are_apart() -> None:
    places = [offset(slot, 10) for slot in range(37)]
    for i, (x, y) in enumerate(places):
        assert all((x - u) ** 2 + (y - v) ** 2 > 9.5**2 for u, v in places[:i])
    assert places[0] == (0, 0)


def test_an_undated_mark_keeps_its_seat_for_ever() -> None:
    undated = replace(point("u", 0, 0), interval=None)
    assert [m.slot for m in seated([point("a", 0, 3), undated, point("b", 9, 9)])] == [1, 0, 1]


def test_a_curve_ends_where_it_should_and_swings_left() -> None:
    line = curve((0, 0), (10, 0))
    assert (line.coords[0], line.coords[-1]) == ((0, 0), (10, 0))
    assert max(y for _, y in line.coords) == pytest.approx(1.4, abs=0.01)


def test_paths() -> None:
    assert move_path([(0, 0), (0, 0)]) is None
    through = move_path([(0, 0), (1, 1), (2, 0)])
    assert through and list(through.coords) == [(0, 0), (1, 1), (2, 0)]
    along = move_path([(0, 1), (4, 1)], LineString([(5, 0), (3, 0), (-1, 0)]))
    assert along and list(along.coords) == [(0, 1), (0, 0), (3, 0), (4, 0), (4, 1)]


CHAPTERS = [
    Chapter({}, 100, 199, 10.0, (0, 0, 1, 1)),
    Chapter({}, 1000, 1099, 5.0, (0, 0, 1, 1)),
]


def test_time_is_even_within_a_chapter_and_squeezed_between() -> None:
    scale = timescale(50, 1200, CHAPTERS)
    assert [s.chapter for s in scale.segments] == [None, 0, None, 1, None]
    assert scale.seconds == pytest.approx(15 + 3 * GAP_SECONDS)
    assert (scale.first, scale.last) == (50, 1200)
    start = scale.position(100)
    assert scale.position(150) - start == pytest.approx(5.0)
    assert scale.position(1000) - scale.position(200) == pytest.approx(GAP_SECONDS)
    assert scale.position(-999) == 0 and scale.position(9999) == scale.seconds
    for day in (50, 99, 100, 150, 199, 200, 999, 1000, 1099, 1200):
        assert scale.day(scale.position(day) + 1e-9) == day


def test_frames_cover_every_day_once() -> None:
    scale = timescale(50, 1200, CHAPTERS)
    made = list(frames(scale, 10))
    assert [frame.index for frame in made] == list(range(len(made)))
    assert len(made) == 174
    days = [day for frame in made for day in range(frame.first, frame.last + 1)]
    assert sorted(set(days)) == list(range(50, 1201))
    assert len(days) == len(set(days))


def test_frames_shorter_than_a_day_repeat_it() -> None:
    made = list(frames(timescale(0, 1, [], seconds=1.0), 10))
    assert [(f.first, f.last) for f in made] == [(0, 0)] * 5 + [(1, 1)] * 5


def test_open_intervals_show_for_ever(scene: Scene) -> None:
    mark = replace(point("o", 0, 0), interval=Interval(5, 5, FUTURE, FUTURE))
    endless = replace(scene, marks=(mark,))
    assert [bool(list(endless.at(day))) for day in (4, 5, 2_000_000)] == [False, True, True]


def test_a_scene_of_some_layers_has_their_marks_labels_and_legend(scene: Scene) -> None:
    wanted = scene.atlas.layers[0].id
    part = scene.only({wanted})
    assert {mark.layer for mark in part.marks} == {wanted} != {m.layer for m in scene.marks}
    assert {entry.layer for entry in part.legend} == {wanted}
    places = {mark.place for mark in part.marks}
    marks = {mark.id for mark in part.marks}
    assert all(set(label.marks) <= marks for label in part.labels)
    assert places & {label.place for label in part.labels}
