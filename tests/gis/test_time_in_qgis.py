"""Frames as QGIS draws them: each event on its days, in every time zone, in any era."""

from __future__ import annotations

from pathlib import Path

import pytest

from placetime.scene.scene import Scene
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


@pytest.mark.parametrize("tz", ZONES)
def test_an_event_shows_on_exactly_its_days(written: Path, qgis, tz: str) -> None:
    frames = [
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
        ([1958, 12, 31], [1959, 1, 1]),
        day(1959, 1, 1),
        day(2026, 7, 1),
    ]
    answer = qgis("frames", tz=tz, path=written / "atlas.qgz", frames=frames, points=POINTS)
    assert [shown(ink) for ink in answer["frames"]] == [
        {"before"},
        {"before"},
        {"before", "inyear"},
        {"before", "inyear"},
        {"before", "inyear", "open"},
        {"before", "inyear", "open"},
        {"before", "inyear", "open", "oneday"},
        {"inyear", "open"},
        {"before", "inyear", "open", "oneday"},
        {"inyear", "open"},
        {"inyear", "open"},
        {"open"},
        {"open"},
    ]


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
    frames = [day(-44, 3, 14), day(-44, 3, 15), day(-44, 3, 16), day(-1, 7, 1), day(1, 1, 1)]
    points = {"caesar": (129, 36, 0, 0), "year-zero": (130, 36, 0, 0)}
    answer = qgis("frames", tz=tz, path=tmp_path / "atlas.qgz", frames=frames, points=points)
    seen = [shown(ink) for ink in answer["frames"]]
    assert seen == [set(), {"caesar"}, set(), {"year-zero"}, set()]


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
    frames = [day(1958, 4, 5), day(1958, 5, 2), day(1958, 5, 20)]
    answer = qgis("frames", path=written / "atlas.qgz", frames=frames, points=points, reach=30)
    assert [shown(ink) for ink in answer["frames"]] == [{"arrow"}, {"area"}, set()]
