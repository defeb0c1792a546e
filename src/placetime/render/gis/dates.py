"""When something held, as columns that QGIS, SQL and people can use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from placetime.model.days import LAST_DAY, civil, day_number, iso
from placetime.model.interval import FUTURE, PAST, Interval

FIRST_DATETIME: Final = day_number(1, 1, 1)
"""The first day that a GeoPackage's DATETIME, and Python's, can hold: 0001-01-01."""

BOUNDS: Final = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


def bce(interval: Interval | None) -> bool:
    """Whether a bound lies before the year 1, where no DATETIME can hold it."""
    return interval is not None and any(PAST < day < FIRST_DATETIME for day in interval.days)


def iso_columns(interval: Interval | None) -> dict[str, str | None]:
    """The four bounds as ISO 8601 dates with astronomical years; None where unbounded."""
    days = interval.days if interval else (PAST, PAST, FUTURE, FUTURE)
    return {
        name: iso(d) if PAST < d < FUTURE else None for name, d in zip(BOUNDS, days, strict=True)
    }


def date_columns(interval: Interval | None, trace_days: int = 0) -> dict[str, Any]:
    """All date columns of a mark.

    `t_start` and `t_end` are UTC: the first moment of the earliest day, and the last millisecond of
    the latest (QGIS shows the right frames in every time zone only for an inclusive end). They are
    None where unbounded or before the year 1; the integers and ISO texts then still hold the date.
    `day_…` count days since 1970-01-01.
    """
    columns: dict[str, Any] = {
        **iso_columns(interval),
        "dated": interval is not None,
        "vague": interval is not None and interval.vague,
        "open_begin": interval is not None and interval.open_begin,
        "open_end": interval is not None and interval.open_end,
    }
    if interval is None:
        return columns
    for name, day in zip(BOUNDS, interval.days, strict=True):
        columns[f"day_{name}"] = day if PAST < day < FUTURE else None
    for side, day in (("begin", interval.begin_earliest), ("end", interval.end_latest)):
        if PAST < day < FUTURE:
            parts = civil(day)
            names = (f"{side}_year", f"{side}_month", f"{side}_day")
            columns.update(zip(names, parts, strict=True))
    columns["t_start"] = moment(interval.begin_earliest)
    columns["t_end"] = moment(interval.end_latest, last=True)
    if interval.end_latest < FUTURE:
        columns["t_trace"] = moment(min(interval.end_latest + trace_days, LAST_DAY), last=True)
    return columns


def moment(day: int, last: bool = False) -> datetime | None:
    """The first, or the last, millisecond of a day in UTC; None if a DATETIME cannot hold it."""
    if not FIRST_DATETIME <= day < FUTURE:
        return None
    year, month, day_of_month = civil(day)
    start = datetime(year, month, day_of_month, tzinfo=UTC)
    return start + timedelta(hours=23, minutes=59, seconds=59, milliseconds=999) if last else start
