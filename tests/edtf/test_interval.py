"""Interval: what it refuses, what its properties mean, the laws of hull and agrees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placetime.edtf import parse
from placetime.model.days import FIRST_DAY, LAST_DAY
from placetime.model.interval import FUTURE, PAST, Interval

DAYS = st.sampled_from([PAST, FUTURE]) | st.integers(-6, 6) | st.integers(FIRST_DAY, LAST_DAY)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, middle, other, last = sorted(draw(st.tuples(DAYS, DAYS, DAYS, DAYS)))
    if draw(st.booleans()):
        middle, other = other, middle
    return Interval(first, middle, other, last)


@pytest.mark.parametrize(
    "days",
    [
        (1, 0, 1, 1),
        (0, 0, 1, 0),
        (2, 2, 1, 2),
        (0, 3, 2, 2),
        (PAST - 1, 0, 0, 0),
        (0, 0, 0, FUTURE + 1),
    ],
)
def test_days_out_of_order_are_refused(days: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        Interval(*days)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("1958-03-15", {"exact"}),
        ("1958-03-15/1958-03-16", set()),
        ("1958", {"vague"}),
        ("1958-03-15/..", {"open_end"}),
        ("1958-03-15/", {"unknown_end", "vague"}),
        ("../1958-03-15", {"open_begin"}),
        ("/1958-03-15", {"unknown_begin", "vague"}),
        ("../..", {"open_begin", "open_end"}),
        ("../", {"open_begin", "unknown_end", "vague"}),
        ("/..", {"unknown_begin", "open_end", "vague"}),
        ("[..1958-03-15]", {"unknown_begin", "vague"}),
        ("[1958-03-15..]", {"unknown_end", "vague"}),
    ],
)
def test_properties(text: str, true: set[str]) -> None:
    names = ("open_begin", "open_end", "unknown_begin", "unknown_end", "exact", "vague")
    assert {name for name in names if getattr(parse(text).interval, name)} == true


def test_unbounded_days_are_exact_in_float32_beyond_all_years() -> None:
    assert PAST < FIRST_DAY < LAST_DAY < FUTURE
    assert [int(np.float32(day)) for day in (PAST, PAST + 1, FUTURE - 1, FUTURE)] == [
        PAST,
        PAST + 1,
        FUTURE - 1,
        FUTURE,
    ]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1958-03", "1958-03-15", True),
        ("1958-03", "1958-04", False),
        ("1850~", "1851", True),
        ("1850", "1851", False),
        ("1950/1953", "1950-06-25/1953-07-27", True),
        ("1950/1953", "1950/1954", False),
        ("1950/..", "1950/", True),
        ("1950/1953", "1950/", True),
        ("/1953", "1950/1953", True),
        ("../1953", "1950/1953", False),
    ],
)
def test_agrees(one: str, other: str, agree: bool) -> None:
    assert parse(one).interval.agrees(parse(other).interval) is agree


@given(intervals(), intervals(), intervals())
def test_hull_laws(a: Interval, b: Interval, c: Interval) -> None:
    assert a.hull(a) == a
    assert a.hull(b) == b.hull(a)
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    assert a.hull(b).agrees(a)
    assert a.hull(b).agrees(b)


@given(intervals(), intervals(), intervals())
def test_agrees_laws(a: Interval, b: Interval, c: Interval) -> None:
    assert a.agrees(a)
    assert a.agrees(b) == b.agrees(a)
    if a.agrees(b):
        assert a.hull(c).agrees(b)
