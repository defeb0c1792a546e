"""When something held, as Linked Places says it: earliest and latest begin, earliest and latest end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from placetime.model.days import iso
from placetime.model.edtf import EDTF
from placetime.model.interval import FUTURE, PAST, Interval


def when(dates: Iterable[EDTF], certainty: str = "") -> dict[str, Any]:
    """A `when` with a timespan for each date; the EDTF texts stay beside, as the format takes no
    `~ ? X ..` in a date. Without dates there is no timespan."""
    dates = list(dates)
    made: dict[str, Any] = {"timespans": spans(date.interval for date in dates)}
    if dates:
        made["label"] = "; ".join(date.text for date in dates)
        made["placetime:edtf"] = [date.text for date in dates]
    if certainty:
        made["certainty"] = certainty
    return made


def spans(intervals: Iterable[Interval]) -> list[dict[str, Any]]:
    """The timespans of intervals, each once; none for what is open on both sides."""
    made: list[dict[str, Any]] = []
    for interval in intervals:
        span = timespan(interval)
        if span and span not in made:
            made.append(span)
    return made


def timespan(interval: Interval) -> dict[str, dict[str, str]]:
    """`start` and `end`, each `in` a day or from `earliest` to `latest`, as far as they are bounded.

    A timespan without an end would be read as the time of its start (Linked Places 1.2, “when”). So an
    open end is told as one that is not before the begin, an open begin as one not after the end.
    """
    first, begun, ended, last = interval.days
    known_begin = next((day for day in (begun, first) if PAST < day < FUTURE), None)
    known_end = next((day for day in (ended, last) if PAST < day < FUTURE), None)
    start = _side(first, begun) or ({"latest": iso(known_end)} if known_end is not None else {})
    end = _side(ended, last) or ({"earliest": iso(known_begin)} if known_begin is not None else {})
    return {name: side for name, side in (("start", start), ("end", end)) if side}


def _side(earliest: int, latest: int) -> dict[str, str]:
    if earliest == latest and PAST < earliest < FUTURE:
        return {"in": iso(earliest)}
    days = (("earliest", earliest), ("latest", latest))
    return {name: iso(day) for name, day in days if PAST < day < FUTURE}
