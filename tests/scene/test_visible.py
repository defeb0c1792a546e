"""The one rule of time, from the cases that its JavaScript must satisfy, too."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from placetime.model.days import from_iso
from placetime.model.interval import FUTURE, PAST, Interval
from placetime.scene.schedule import Schedule
from placetime.scene.visible import Showing, showing

CASES = json.loads((Path(__file__).parent.parent / "cases/visible.json").read_text("utf-8"))[
    "cases"
]
BOUNDS = {"past": PAST, "future": FUTURE}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    interval = Interval(*(BOUNDS.get(day, day) for day in case["days"]))
    first, last = case["window"]
    shown = showing(interval, first, last, case["trace_days"])
    assert shown.presence == pytest.approx(float(Fraction(case["presence"])), abs=1e-12)
    assert shown.trace == pytest.approx(float(Fraction(case["trace"])), abs=1e-12)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_in_a_schedule(case: dict[str, Any]) -> None:
    """The rule for many marks at once, among others that never show."""
    interval = Interval(*(BOUNDS.get(day, day) for day in case["days"]))
    schedule = Schedule.of([None, interval, None], [5, case["trace_days"], 0])
    shown = schedule.at(*case["window"])
    expected = float(Fraction(case["presence"])), float(Fraction(case["trace"]))
    assert list(shown.index) == ([1] if any(expected) else [])
    for presence, trace in zip(shown.presence, shown.trace, strict=True):
        assert (presence, trace) == pytest.approx(expected, abs=1e-12)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 40
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_the_days_of_the_cases_are_what_their_names_say() -> None:
    assert from_iso("-0043-03-15") == -735160
    assert from_iso("0000-01-01") == -719528
    assert from_iso("-9999-01-01") == -4371587
    assert from_iso("1850-01-01") == -43829


def test_a_window_that_grows_never_shows_less() -> None:
    interval = Interval(10, 19, 30, 44)
    for first in range(0, 60):
        shown = [showing(interval, first, last, 0).presence for last in range(first, 60)]
        assert shown == sorted(shown)


def test_showing_is_true_while_there_is_something_to_see() -> None:
    assert Showing(0.1, 0.0)
    assert Showing(0.0, 0.1)
    assert not Showing(0.0, 0.0)
