"""Claims about one event disagree only where they cannot all be true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from placetime.build import read_atlas
from placetime.edtf import parse
from placetime.model.claim import Claim, PlaceRef, Quantity
from placetime.model.finding import Finding, Location
from placetime.model.place import Place
from placetime.model.source import Passage
from placetime.read.table import Cell
from placetime.resolve.events import disputes
from placetime.resolve.values import quantity

PLACES = {
    name: Place(name, "settlement", (), None, None, part_of=whole)
    for name, whole in {
        "korea": None,
        "pyongyang": "korea",
        "station": "pyongyang",
        "seoul": None,
    }.items()
}


def number(text: str) -> Quantity | None:
    found: list[Finding] = []
    value = quantity(Cell(text, Location("x")), found)
    assert not found
    return value


def claim(when: str = "", at: str = "", amount: str = "", unit: str = "persons") -> Claim:
    return Claim(
        event="e",
        layer="l",
        when=parse(when) if when else None,
        when_written="",
        places=tuple(PlaceRef("at", place) for place in at.split()),
        who=(),
        kind="k",
        status="done",
        quantity=number(amount),
        unit=unit,
        of="",
        source="s",
        passage=Passage(0, 1, "00000000"),
        summary={},
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (claim("1958-02-19"), claim("1958-02-20"), ("date",)),
        (claim("1958-02-19"), claim("1958-02"), ()),
        (claim("1955-03"), claim("1955-03/1955-04"), ("date",)),
        (claim("1955-03-15/1955-04-25"), claim("1955-03/1955-04"), ()),
        (claim("1958"), claim(""), ()),
        (claim("-0043-03-15"), claim("-0043"), ()),
        (claim(at="pyongyang"), claim(at="seoul"), ("place",)),
        (claim(at="pyongyang"), claim(at="station"), ()),
        (claim(at="korea"), claim(at="station"), ()),
        (claim(at="pyongyang seoul"), claim(at="seoul"), ()),
        (claim(at="pyongyang"), claim(), ()),
        (claim(amount="80000"), claim(amount="100000"), ("quantity",)),
        (claim(amount="80000"), claim(amount="~85000"), ()),
        (claim(amount="300000"), claim(amount=">250000"), ()),
        (claim(amount="5"), claim(amount="6..9"), ("quantity",)),
        (claim(amount="5"), claim(amount="19", unit="divisions"), ()),
        (claim("1950", "seoul", "5"), claim("1951", "korea", "6"), ("date", "place", "quantity")),
    ],
)
def test_disputes(a: Claim, b: Claim, expected: tuple[str, ...]) -> None:
    assert disputes([a, b], PLACES) == expected
    assert disputes([b, a], PLACES) == expected
    assert disputes([a, a], PLACES) == ()


def test_disputes_of_a_folder(hannibal: Path) -> None:
    events = {event.id: event for event in read_atlas(hannibal).events}
    assert events["cannae"].disputed == ("quantity",)
    assert events["trasimene"].disputed == ()
    interval = events["trasimene"].interval
    assert interval == parse("-0216-06-21").interval


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("80000", 80000, 80000),
        ("~100", 90, 110),
        (">5", 5, float("inf")),
        ("6..9", 6, 9),
        ("-2.5", -2.5, -2.5),
    ],
)
def test_quantities(text: str, low: float, high: float) -> None:
    value = number(text)
    assert value and (value.text, value.low, value.high) == (text, low, high)


@pytest.mark.parametrize("text", ["8万", "80,000", "9..6", "~", "1 2", "0x1F"])
def test_what_is_no_number(text: str) -> None:
    found: list[Finding] = []
    assert quantity(Cell(text, Location("x", 3, 7)), found) is None
    assert [(f.code, f.location.line, f.location.column) for f in found] == [("C505", 3, 7)]


def test_what_cannot_be_computed_is_said_by_a_claim() -> None:
    first, second = claim("1958"), replace(claim("1959"), differs=("content", "who"))
    assert disputes([first, second], PLACES) == ("date", "who", "content")
    assert disputes([second], PLACES) == ()
