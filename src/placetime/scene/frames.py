"""Frames: the windows of days that an animation shows one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placetime.model.days import MAX_YEAR, MIN_YEAR, civil, day_number, month_length
from placetime.scene.timescale import TimeScale, Unit


@dataclass(frozen=True, slots=True)
class Frame:
    """Frame `index`, at `seconds` on the axis, shows the days `first` to `last` (inclusive); `chapter` may
    be None."""

    index: int
    seconds: float
    first: int
    last: int
    chapter: int | None


def frames(scale: TimeScale, fps: float) -> Iterator[Frame]:
    """The frames at `fps` per second; together they cover every day of the axis exactly once or more.

    Where a frame is shorter than a day, successive frames show the same day. The last frame of a segment
    with a hold is repeated for as long.
    """
    index = 0
    for segment in scale.segments:
        count = max(1, round((segment.end - segment.start) * fps))
        for i in range(count):
            first = segment.first + i * segment.days // count
            last = max(first, segment.first + (i + 1) * segment.days // count - 1)
            if scale.unit != "day":
                first, last = whole(last, scale.unit)
            at = segment.start + (segment.end - segment.start) * i / count
            again = round(segment.hold * fps) if i == count - 1 else 0
            for _ in range(1 + again):
                yield Frame(index, at, first, last, segment.chapter)
                index += 1


def whole(day: int, unit: Unit) -> tuple[int, int]:
    """The first and last day of the unit of the calendar in which a day lies.

    Weeks begin on Monday; decades and centuries with the years that end in 0 and 00.
    """
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - (day + 3) % 7  # 1970-01-01, day 0, was a Thursday
        return monday, monday + 6
    year, month, _ = civil(day)
    if unit == "month":
        return day_number(year, month, 1), day_number(year, month, month_length(year, month))
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    begin = max(year // years * years, MIN_YEAR)
    end = min(year // years * years + years - 1, MAX_YEAR)
    return day_number(begin, 1, 1), day_number(end, 12, 31)
