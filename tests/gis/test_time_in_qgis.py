"""Frames as QGIS draws them: each event on its days, in every time zone, in any era."""

from __future__ import annotations

from pathlib import Path

import pytest

from placetime.model.days import day_number
from placetime.scene.scene import Scene
from placetime.scene.visible import showing
from placetime.spec import load
from placetime.write.gpkg import write_gpkg
from placetime.write.qgis import write_qgz

POINTS = {
    "oneday": (125, 39, 0, 0),
    "inyear": (126, 39, 0, 0),
    "open": (127, 39, 0, 0),
    "before": (128, 39, 0, 0),
    "undated": (129, 39, 0, 0),
    "odd": (130, 39, 0, 0),
}
ZONES = ["UTC", "Asia/Shanghai", "America/New_York"]


def shown(ink: dict[str, int]) -> set[str]:
    return {name for name, strength in ink.items() if strength > 20}


def day(year: int, month: int, day_: int) -> tuple[list[int], list[int]]:
    return [year, month, day_], [year, month, day_ + 1]


def days(begin: list[int], end: list[int]) -> tuple[int, int]:
    """First and last day of a frame [begin, end)."""
    return day_number(*begin), day_number(*end) - 1


def expected(scene: Scene, event: str, first: int, last: int) -> float:
    """Opacity of an event's first mark in these days by the one rule of time and the style; 0 if hidden."""
    mark = next(m for m in scene.marks if m.event == event)
    if mark.interval is None:
        return 0.0
    style = load("style")["opacity"]
    shown = showing(mark.interval, first, last, mark.trace_days)
    if shown.presence > 0:
        return style["least"] + (style["most"] - style["least"]) * shown.presence
    if shown.trace > 0:
        return style["trace_to"] + (style["trace_from"] - style["trace_to"]) * shown.trace
    return 0.0


FRAMES = [
    day(1957, 12, 30),
    ([1957, 12, 31], [1958, 1, 1]),
    day(1958, 1, 1),
    day(1958, 3, 9),
    day(1958, 3, 10),
    day(1958, 3, 14),
    day(1958, 3, 15),
    day(1958, 3, 16),
    ([1958, 3, 1], [1958, 4, 1]),
    ([1958, 4, 1], [1958, 5, 1]),
    day(1958, 4, 29),
    day(1958, 6, 13),
    day(1958, 6, 14),
    ([1958, 12, 31], [1959, 1, 1]),
    day(1959, 1, 1),
    ([1959, 3, 31], [1959, 4, 1]),
    day(1959, 4, 1),
    day(2026, 7, 1),
]
"""Before, in and after the events, to the last day of their traces and the day after it."""


def agrees(scene: Scene, frame: tuple[list[int], list[int]], ink: dict[str, int]) -> None:
    """The ink of the North's filled symbols on white is 255 times their opacity."""
    for event, strength in ink.items():
        if event != "odd":  # its symbol is not full in the middle
            wanted = 255 * expected(scene, event, *days(*frame))
            assert strength == pytest.approx(wanted, abs=4), (event, frame)


@pytest.mark.parametrize("tz", ZONES)
def test_an_event_is_as_strong_as_the_rule_says_until_its_trace_is_over(
    written: Path, scene: Scene, qgis, tz: str
) -> None:
    answer = qgis("frames", tz=tz, path=written / "atlas.qgz", frames=FRAMES, points=POINTS)
    for frame, ink in zip(FRAMES, answer["frames"], strict=True):
        agrees(scene, frame, ink)
    seen = [shown(ink) for ink in answer["frames"]]
    assert seen[6] - {"odd"} == {"before", "inyear", "open", "oneday"}
    assert seen[0] == {"before"} and seen[-1] == {"open"}


def test_what_may_be_is_fainter_than_what_is(written: Path, qgis) -> None:
    frames = [day(1958, 1, 1), ([1958, 1, 1], [1959, 1, 1])]
    maybe, sure = qgis("frames", path=written / "atlas.qgz", frames=frames, points=POINTS)["frames"]
    assert 0 < maybe["inyear"] < sure["inyear"] - 50


@pytest.mark.parametrize("tz", ZONES)
def test_dates_before_christ_show_on_their_days_and_warn(
    early: Scene, qgis, tz: str, tmp_path: Path
) -> None:
    warnings = write_gpkg(early, tmp_path / "atlas.gpkg")
    write_qgz(early, "atlas.gpkg", tmp_path / "atlas.qgz")
    assert len(warnings) == 1 and "marches_points" in warnings[0]
    # traces of 90 days: 13 June 44 BC is the last of one, 31 March of the year 1 that of the other
    frames = [
        day(-44, 3, 14), day(-44, 3, 15), day(-44, 3, 16), day(-44, 6, 13), day(-44, 6, 14),
        day(-1, 7, 1), day(1, 3, 30), day(1, 4, 1),
    ]  # fmt: skip
    points = {"caesar": (129, 36, 0, 0), "year-zero": (130, 36, 0, 0)}
    answer = qgis("frames", tz=tz, path=tmp_path / "atlas.qgz", frames=frames, points=points)
    seen = [shown(ink) for ink in answer["frames"]]
    caesar, zero = {"caesar"}, {"year-zero"}
    assert seen == [set(), caesar, caesar, caesar, set(), zero, zero, set()]
    assert seen and answer["frames"][1]["caesar"] > 2 * answer["frames"][2]["caesar"]


def test_a_limit_has_its_ticks_on_the_left(written: Path, qgis) -> None:
    strips = {
        f"{side}{x}": (x, 38, 0, dy)
        for side, dy in (("left", -4), ("right", 4))
        for x in (126.5, 127.0, 127.5, 128.0)
    }
    answer = qgis(
        "frames", path=written / "atlas.qgz", frames=[day(1958, 5, 1)], points=strips, reach=1
    )
    (ink,) = answer["frames"]
    wide = {f"{s}{x}": (x, 38, 0, dy) for s, dy in (("l", -5), ("r", 5)) for x in (127.0, 127.5)}
    (more,) = qgis(
        "frames", path=written / "atlas.qgz", frames=[day(1958, 5, 1)], points=wide, reach=2
    )["frames"]
    right = [v for k, v in {**ink, **more}.items() if k.startswith("r")]
    left = [v for k, v in {**ink, **more}.items() if k.startswith("l")]
    assert max(left) > 100 and max(right) < 20


def test_moves_and_areas_are_drawn(written: Path, qgis) -> None:
    points = {"arrow": (127, 36, 0, 0), "area": (127.5, 37, 0, 0)}
    frames = [day(1958, 4, 5), day(1958, 5, 2), day(1958, 5, 20), day(1958, 12, 20)]
    answer = qgis("frames", path=written / "atlas.qgz", frames=frames, points=points, reach=30)
    assert [shown(ink) for ink in answer["frames"]] == [
        {"arrow"}, {"arrow", "area"}, {"arrow"}, set(),
    ]  # fmt: skip
    during, after, later, over = answer["frames"]
    assert after["area"] > later["area"] > over["area"] == 0  # the tint of an area's trace
    assert during["arrow"] > 2 * after["arrow"]  # what a generator draws fades too
