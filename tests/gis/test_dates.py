"""Columns of time and the step of the clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from placetime.edtf import parse
from placetime.render.gis.dates import bce, date_columns
from placetime.render.gis.step import step_of


def test_a_reduced_date_has_outer_bounds() -> None:
    columns = date_columns(parse("1958-03").interval, trace_days=1)
    assert columns["t_start"] == datetime(1958, 3, 1, tzinfo=UTC)
    assert columns["t_end"] == datetime(1958, 3, 31, 23, 59, 59, 999000, tzinfo=UTC)
    assert columns["t_trace"] == datetime(1958, 4, 1, 23, 59, 59, 999000, tzinfo=UTC)
    assert columns["vague"] and columns["dated"]


def test_unknown_is_not_open() -> None:
    unknown, open_ = (date_columns(parse(text).interval) for text in ("1958/", "1958/.."))
    assert unknown["end_latest"] is None and open_["end_latest"] is None
    assert (unknown["open_end"], open_["open_end"]) == (False, True)


def test_early_dates_have_no_datetime() -> None:
    interval = parse("-0043-03-15").interval
    assert bce(interval) and not bce(parse("0001").interval) and not bce(parse("../1958").interval)
    columns = date_columns(interval)
    assert columns["t_start"] is None and columns["begin_year"] == -43


@pytest.mark.parametrize(
    ("span", "unit"),
    [("1958", "days"), ("1950/1958", "weeks"), ("1950/1994", "months"), ("1500/1994", "years")],
)
def test_the_step_fits_the_span(span: str, unit: str) -> None:
    interval = parse(span).interval
    found, _, frames = step_of(interval.begin_earliest, interval.end_latest)
    assert found == unit and frames <= 750
