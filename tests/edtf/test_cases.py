"""Every case of cases.json: what is accepted and what it means, what is refused and why."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from placetime.edtf import EDTFError, format, parse
from placetime.model.days import from_iso
from placetime.model.interval import FUTURE, PAST

CASES: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)
UNBOUNDED = {"past": PAST, "future": FUTURE}


@pytest.mark.parametrize("case", CASES["accepted"], ids=lambda case: case["text"])
def test_accepted(case: dict[str, Any]) -> None:
    edtf = parse(case["text"])
    days = tuple(UNBOUNDED[day] if day in UNBOUNDED else from_iso(day) for day in case["days"])
    assert edtf.interval.days == days
    assert edtf.level == case["level"]
    assert format(edtf) == case["text"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["text"])
def test_refused(case: dict[str, Any]) -> None:
    with pytest.raises(EDTFError) as caught:
        parse(case["text"])
    assert (caught.value.code, caught.value.column) == (case["code"], case["column"])
    assert case["hint"] in str(caught.value)


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["text"])
def test_a_suggestion_is_accepted(case: dict[str, Any]) -> None:
    with pytest.raises(EDTFError) as caught:
        parse(case["text"])
    for suggestion in caught.value.suggestions:
        assert format(parse(suggestion)) == suggestion


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1984", False, False),
        ("1984?", True, False),
        ("1984~", False, True),
        ("1984%", True, True),
        ("?2004-06-~11", True, True),
        ("1984/2004~", False, True),
        ("[1984?,1985]", True, False),
    ],
)
def test_qualifiers(text: str, uncertain: bool, approximate: bool) -> None:
    edtf = parse(text)
    assert (edtf.uncertain, edtf.approximate) == (uncertain, approximate)


def test_an_error_is_a_value_error_that_can_be_pickled() -> None:
    with pytest.raises(ValueError, match="'195X' or '0195'") as caught:
        parse("195")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.suggestions) == (str(caught.value), ("195X", "0195"))


@pytest.mark.parametrize(
    "text", ["9" * 10_000, "Y" + "0" * 10_000 + "1", "1950S" + "9" * 5000, "[" * 999]
)
def test_long_rubbish_is_refused(text: str) -> None:
    with pytest.raises(EDTFError):
        parse(text)
