"""The time axis: even within a chapter, squeezed outside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from placetime.model.atlas import Chapter

Unit: TypeAlias = Literal["day", "week", "month", "year", "decade", "century"]
GAP_SECONDS: Final = 0.8
"""Seconds that a stretch outside all chapters takes, however long it is."""
END_SECONDS: Final = 1.5
"""Seconds for which the last picture of a film stays, if nothing else is wanted."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Days `first` to `last` (inclusive) drawn between positions `start` and `end` (seconds).

    When its last day has passed time stands still for `hold` seconds, which take no room on the axis.
    """

    first: int
    last: int
    start: float
    end: float
    chapter: int | None
    hold: float = 0.0

    @property
    def days(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Contiguous segments; position 0 is the start of the first day, `seconds` the end of the last.

    `unit` is of the calendar: a frame shows all of the one in which its last day lies. The last picture of
    a film stays for `still` seconds.
    """

    segments: tuple[Segment, ...]
    unit: Unit = "day"
    still: float = END_SECONDS

    @property
    def seconds(self) -> float:
        return self.segments[-1].end

    @property
    def lasting(self) -> float:
        """How long a film of it takes: `seconds`, the holds, and the last picture."""
        return self.seconds + sum(segment.hold for segment in self.segments) + self.still

    @property
    def first(self) -> int:
        return self.segments[0].first

    @property
    def last(self) -> int:
        return self.segments[-1].last

    def position(self, day: float) -> float:
        """Where the start of a day lies, in seconds, clipped to the axis."""
        for segment in self.segments:
            if day < segment.last + 1:
                share = max(0.0, day - segment.first) / segment.days
                return segment.start + share * (segment.end - segment.start)
        return self.seconds

    def positions(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """`position` of many days."""
        edges = [self.first, *(segment.last + 1 for segment in self.segments)]
        return np.interp(days, edges, [0.0, *(segment.end for segment in self.segments)])

    def day(self, position: float) -> int:
        """The day at a position in seconds, clipped to the axis."""
        starts = [segment.start for segment in self.segments]
        segment = self.segments[max(0, bisect_right(starts, position) - 1)]
        share = (position - segment.start) / (segment.end - segment.start)
        return min(segment.last, max(segment.first, segment.first + int(share * segment.days)))


def timescale(
    first: int, last: int, chapters: Sequence[Chapter], seconds: float = 20.0
) -> TimeScale:
    """The axis from day `first` to `last` (inclusive): chapters even, the rest squeezed.

    Without chapters the whole axis is one even segment of `seconds`.
    """
    segments: list[Segment] = []
    at, day = 0.0, first

    def add(until: int, duration: float, chapter: int | None, hold: float = 0.0) -> None:
        nonlocal at, day
        segments.append(Segment(day, until, at, at + duration, chapter, hold))
        at, day = at + duration, until + 1

    for index, chapter in enumerate(chapters):
        if chapter.first > day:
            add(chapter.first - 1, GAP_SECONDS, None)
        add(chapter.last, chapter.seconds, index, chapter.hold)
    if day <= last:
        add(last, GAP_SECONDS if segments else seconds, None)
    return TimeScale(tuple(segments))
