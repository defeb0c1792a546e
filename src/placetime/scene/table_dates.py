"""The dates of a table's rows as intervals: columns of EDTF text, dates, timestamps or years."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from placetime.edtf import EDTF, parse
from placetime.edtf.many import parse_many
from placetime.model.days import day_number
from placetime.model.interval import FUTURE, PAST, Interval


def interval_of(value: Any) -> Interval | None:
    """The days of one cell; None where it is empty.

    Text is EDTF; a whole number is an astronomical year; a date, datetime, timestamp or numpy
    datetime64 is its calendar day as it stands, in its own zone. ValueError or TypeError for anything else.
    """
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, Interval):
        return value
    if isinstance(value, EDTF):
        return value.interval
    if isinstance(value, str):
        return parse(value.strip()).interval if value.strip() else None
    if isinstance(value, pd.Period):
        return _between(value.start_time, value.end_time)
    if isinstance(value, datetime.date):  # datetime and pandas.Timestamp are dates, too
        return _between(value, value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return _year(int(value))
    if isinstance(value, Real) and float(value).is_integer():
        return _year(int(float(value)))
    if hasattr(value, "dtype") and str(value.dtype).startswith("datetime64"):
        stamp = pd.Timestamp(value)
        return _between(stamp, stamp) if isinstance(stamp, datetime.date) else None
    if value is pd.NA:
        return None
    raise TypeError(f"{value!r} is no date: give EDTF text, a date, a timestamp or a whole year")


def span_of(start: Any, end: Any) -> Interval | None:
    """From `start` to `end`; an empty side is open, a side of several days is vague; None if both are."""
    begin, finish = interval_of(start), interval_of(end)
    if begin is None and finish is None:
        return None
    first = begin.days[::3] if begin else (PAST, PAST)
    last = finish.days[::3] if finish else (FUTURE, FUTURE)
    if last[1] < first[0]:
        raise ValueError(f"it ends ({end}) before it begins ({start})")
    earliest, latest = first[0], last[1]
    return Interval(earliest, min(first[1], latest), max(last[0], earliest), latest)


def days_of(
    table: pd.DataFrame, when: str | None, start: str | None, end: str | None
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The four days of each row (n, 4), and which rows are dated (n,); see `intervals_of`.

    Columns of timestamps and of plain `YYYY-MM-DD` are read as a whole.
    """
    column = table[when] if when in table.columns and start is None and end is None else None
    if column is not None and isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
        stamps = column.to_numpy().astype("datetime64[D]")
        dated = ~np.isnat(stamps)
        day = np.where(dated, stamps.astype(np.int64), 0)
        return np.repeat(day[:, None], 4, axis=1), dated
    if column is not None and pd.api.types.is_string_dtype(column.dtype):
        days, refused = parse_many(column)
        if not refused:
            return days.astype(np.int64), np.ones(len(table), np.bool_)
    intervals = intervals_of(table, when, start, end)
    dated = np.array([interval is not None for interval in intervals], np.bool_)
    rows = [(0, 0, 0, 0) if interval is None else interval.days for interval in intervals]
    return np.array(rows, np.int64).reshape(-1, 4), dated


def intervals_of(
    table: pd.DataFrame, when: str | None, start: str | None, end: str | None
) -> list[Interval | None]:
    """The interval of each row from the column `when`, or from `start` or `end` or both.

    Raises KeyError for a missing column; ValueError that names the row for a date it cannot read.
    """
    if (when is None) == (start is None and end is None):
        raise ValueError("give either `when`, or `start` or `end` or both")
    names = [name for name in (when, start, end) if name is not None]
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise KeyError(f"no column {missing[0]!r}; there are: {', '.join(map(str, table.columns))}")
    empty: Sequence[None] = [None] * len(table)
    left: Sequence[Any] = list(table[when or start]) if (when or start) else empty
    right: Sequence[Any] = list(table[end]) if end else empty
    out = []
    for label, a, b in zip(table.index, left, right, strict=True):
        try:
            out.append(interval_of(a) if when else span_of(a, b))
        except (ValueError, TypeError) as error:
            raise ValueError(f"row {label!r}: {error}") from error
    return out


def _between(first: datetime.date, last: datetime.date) -> Interval:
    begin = day_number(first.year, first.month, first.day)
    end = day_number(last.year, last.month, last.day)
    return Interval(begin, begin, end, end)


def _year(year: int) -> Interval:
    begin, end = day_number(year, 1, 1), day_number(year, 12, 31)
    return Interval(begin, begin, end, end)
