"""The first and last day that a date with gaps in it allows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from placetime.model.days import FIRST_DAY, LAST_DAY, MAX_YEAR, MIN_YEAR, day_number, month_length


class Amount(NamedTuple):
    """How far a date may be off, either way."""

    years: int
    months: int
    days: int


APPROXIMATE: Final = {
    "year": Amount(5, 0, 0),
    "month": Amount(0, 1, 0),
    "day": Amount(0, 0, 3),
}
"""What a `~` or `%` on a component adds on both sides; see .github/decisions/0002-edtf.md."""


class Point(NamedTuple):
    """A date whose month or day may be left out: then any of them will do."""

    year: int
    month: int | None
    day: int | None


@lru_cache(maxsize=4096)
def numbers(mask: str) -> tuple[int, ...]:
    """All numbers that fit a mask of digits and X, ascending: `1X` is 10…19, `-X1` -91…-1."""
    digits = mask.removeprefix("-")
    fits = [0]
    for digit in digits:
        choices = range(10) if digit == "X" else (int(digit),)
        fits = [fit * 10 + choice for fit in fits for choice in choices]
    if mask != digits:
        return tuple(-fit for fit in reversed(fits) if fit)
    return tuple(fits)


def first_and_last(
    years: Sequence[int], months: Sequence[int] | None, days: Sequence[int] | None
) -> tuple[Point, Point] | None:
    """The first and last real date made of these ascending numbers; None if there is none."""
    first = _first_real(years, months, days)
    if first is None:
        return None
    last = _first_real(
        reversed(years), months and tuple(reversed(months)), days and tuple(reversed(days))
    )
    assert last is not None  # there is a first
    return first, last


def _first_real(
    years: Iterable[int], months: Sequence[int] | None, days: Sequence[int] | None
) -> Point | None:
    for year in years:
        if months is None:
            return Point(year, None, None)
        for month in months:
            if days is None:
                return Point(year, month, None)
            for day in days:
                if day <= month_length(year, month):
                    return Point(year, month, day)
    return None


def earliest_day(point: Point, off: Amount) -> int:
    """The first day of `point`, `off` earlier; not before the first day of year -9999."""
    return _moved(point, off, -1)


def latest_day(point: Point, off: Amount) -> int:
    """The last day of `point`, `off` later; not after the last day of year 9999."""
    return _moved(point, off, 1)


def _moved(point: Point, off: Amount, sign: int) -> int:
    """A moved day that its new month does not have becomes that month's last."""
    month = point.month or (1 if sign < 0 else 12)
    year, month0 = divmod(point.year * 12 + month - 1 + sign * (12 * off.years + off.months), 12)
    if year < MIN_YEAR:
        return FIRST_DAY
    if year > MAX_YEAR:
        return LAST_DAY
    length = month_length(year, month0 + 1)
    day = min(point.day or (1 if sign < 0 else length), length)
    return min(max(day_number(year, month0 + 1, day) + sign * off.days, FIRST_DAY), LAST_DAY)
