"""The one rule of time: how surely a mark is there in a window of days, and how its trace fades.

The page, the animation and the GIS layers all follow this rule; `tests/cases/visible.json` holds the
cases that the Python and the JavaScript of it must both satisfy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from placetime.model.interval import FUTURE, PAST, Interval

UNKNOWN_PRESENCE: Final = 0.5
"""Presence on the side of an interval whose bound nobody knows."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How a mark shows: `presence` 0…1 while it may be there; `trace` 0…1 after it is over."""

    presence: float
    trace: float

    def __bool__(self) -> bool:
        return self.presence > 0 or self.trace > 0


HIDDEN: Final = Showing(0.0, 0.0)


def rise(interval: Interval, last: int) -> float:
    """How surely it has begun by the end of day `last`: 0 before the earliest begin, 1 from the latest."""
    if last < interval.begin_earliest:
        return 0.0
    if last >= interval.begin_latest:
        return 1.0
    if interval.begin_earliest == PAST:
        return UNKNOWN_PRESENCE
    days = interval.begin_latest - interval.begin_earliest + 1
    return (last - interval.begin_earliest + 1) / days


def fall(interval: Interval, first: int) -> float:
    """How surely it has not ended before day `first`: 1 up to the earliest end, 0 after the latest."""
    if first > interval.end_latest:
        return 0.0
    if first <= interval.end_earliest:
        return 1.0
    if interval.end_latest == FUTURE:
        return UNKNOWN_PRESENCE
    return (interval.end_latest - first + 1) / (interval.end_latest - interval.end_earliest + 1)


def showing(interval: Interval, first: int, last: int, trace_days: int) -> Showing:
    """How a mark with this interval shows in the days `first` to `last`, both inclusive.

    Presence is the lesser of `rise` and `fall`; the trace falls evenly from 1 to 0 over `trace_days`
    days after the latest end. What lies in the future is never shown.
    """
    presence = min(rise(interval, last), fall(interval, first))
    if presence > 0:
        return Showing(presence, 0.0)
    over = first - interval.end_latest
    if 0 < over <= trace_days:
        return Showing(0.0, 1 - over / (trace_days + 1))
    return HIDDEN
