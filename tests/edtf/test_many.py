"""parse_many says what parse says, row by row."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placetime.edtf import EDTFError, parse, parse_many
from placetime.edtf.many import REFUSED
from placetime.model.days import FIRST_DAY, LAST_DAY, from_iso, iso

from .grammar import TEXT

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
TEXTS = [case["text"] for case in CASES["accepted"] + CASES["refused"]]
ALMOST_PLAIN = st.from_regex(r"\A[0-9]{3}[0-9X]-[0-4][0-9]-[0-4][0-9]\Z")
PLAIN = st.integers(FIRST_DAY, LAST_DAY).map(iso)


def agree(texts: list[str]) -> None:
    days, errors = parse_many(texts)
    assert days.shape == (len(texts), 4)
    assert days.dtype == np.int32
    reasons = dict(errors)
    assert [row for row, _ in errors] == sorted(reasons)
    for row, text in enumerate(texts):
        try:
            meaning = parse(text).interval.days
        except EDTFError as error:
            assert str(reasons[row]) == str(error)
            meaning = REFUSED
        else:
            assert row not in reasons
        assert tuple(days[row].tolist()) == meaning


def test_all_cases_in_one_column() -> None:
    agree(TEXTS + TEXTS)


@given(st.lists(PLAIN | ALMOST_PLAIN | TEXT, max_size=20))
def test_any_column(texts: list[str]) -> None:
    agree(texts)


def test_every_plain_day_of_some_centuries() -> None:
    days = np.arange(from_iso("0000-01-01"), from_iso("0410-01-01"))
    texts = np.datetime_as_string(days.astype("datetime64[D]"))
    assert (parse_many(texts)[0] == days[:, np.newaxis]).all()


@pytest.mark.parametrize(
    "column",
    [
        ["1958-03-15", "195X"],
        np.array(["1958-03-15", "195X"]),
        np.array(["1958-03-15", "195X"], dtype=object),
        pd.Series(["1958-03-15", "195X"], index=[7, 9]),
        pd.Series(["1958-03-15", "195X"], dtype="category"),
    ],
    ids=["list", "str array", "object array", "series", "categorical"],
)
def test_kinds_of_column(column: object) -> None:
    days, errors = parse_many(column)  # type: ignore[arg-type]  # all of the kinds in turn
    expected = [parse("1958-03-15").interval.days, parse("195X").interval.days]
    assert days.tolist() == [list(row) for row in expected]
    assert errors == []


def test_missing_values_are_refused_rows() -> None:
    column = pd.Series(["1958", None, float("nan"), pd.NA, 1958], dtype=object)
    days, errors = parse_many(column)
    assert [row for row, _ in errors] == [1, 2, 3, 4]
    assert days[1:].tolist() == [list(REFUSED)] * 4


def test_an_empty_column() -> None:
    days, errors = parse_many([])
    assert days.shape == (0, 4)
    assert errors == []
