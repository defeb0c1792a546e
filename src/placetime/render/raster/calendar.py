"""The date caption of a frame, in the reader's language."""

from __future__ import annotations

from typing import Final

from placetime.edtf.words import describe
from placetime.model.days import MAX_YEAR, MIN_YEAR, civil, day_number, month_length
from placetime.model.interval import Interval

DAYS: Final = 20
"""Frames of more days than this show the month of their last day."""
MONTHS: Final = 300
"""Frames of more days than this show the year."""


def date_caption(first: int, last: int, lang: str) -> str:
    """The last day of a frame as `15 March 1958`, or its month or year if the frame is long."""
    year, month, _ = civil(last)
    covered = last - first + 1
    if covered > MONTHS and MIN_YEAR < year < MAX_YEAR:
        begin, end = day_number(year, 1, 1), day_number(year, 12, 31)
    elif covered > DAYS:
        begin = day_number(year, month, 1)
        end = day_number(year, month, month_length(year, month))
    else:
        begin = end = last
    return describe(Interval(begin, begin, end, end) if begin == end else _some(begin, end), lang)


def _some(first: int, last: int) -> Interval:
    """Some time from first to last, which is told as the month or the year that it is."""
    return Interval(first, last, first, last)
