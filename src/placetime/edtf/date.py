"""Reads one date: LoC EDTF 2019-02-04 levels 0, 1, 2, without intervals or sets."""

import re
from typing import Final

from placetime.edtf.error import EDTFError
from placetime.edtf.hull import (
    APPROXIMATE,
    Amount,
    Point,
    earliest_day,
    first_and_last,
    latest_day,
    numbers,
)
from placetime.edtf.subyear import SUBYEAR_MONTHS
from placetime.model.days import MAX_YEAR, month_length
from placetime.model.edtf import Date

_DATE = re.compile(
    r"(?P<ly>[?~%]?)(?P<year>-?[0-9X]{4})(?![0-9X])(?:S(?P<sig>[0-9]{1,3}))?(?P<ry>[?~%]?)"
    r"(?:-(?P<lm>[?~%]?)(?P<month>[0-9X]{2})(?![0-9X])(?P<rm>[?~%]?)"
    r"(?:-(?P<ld>[?~%]?)(?P<day>[0-9X]{2})(?![0-9X])(?P<rd>[?~%]?)"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<zone>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
)
_LONG_YEAR = re.compile(r"[?~%]?Y?(-?)([0-9]+)(?:E([0-9]{1,9}))?(?:S[0-9]+)?[?~%]?")
_MARKS: Final = (("year", "ly", "ry"), ("month", "lm", "rm"), ("day", "ld", "rd"))
_LEVEL_1_MASK = re.compile(r"[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(-XX)?|[0-9]{4}-[0-9]{2}-XX")


def read_date(text: str, column: int = 1, *, timed: bool = False) -> Date:
    """The date that `text` is; `column` is where it stands; a time only if `timed`.

    EDTFError if it is not one. A time of day is checked and then left aside: the day is the
    one written, whatever the zone.
    """
    match = _DATE.match(text)
    if match is None or match.end() < len(text):
        _refuse_long_year(text, column)
        at = 0 if match is None else match.end()
        if at >= len(text):
            raise EDTFError("a date is missing here", column + at)
        raise EDTFError(
            f"{text[at:]!r} is not understood in a date (YYYY, YYYY-MM or YYYY-MM-DD)", column + at
        )
    _check_marks(match, column)
    if match["time"] is not None:
        _check_time(match, column, timed)
    first, last = _days(match, column)
    return Date(
        year=match["year"],
        month=match["month"],
        day=match["day"],
        significant=None if match["sig"] is None else int(match["sig"]),
        level=_level(match),
        uncertain="?" in text or "%" in text,
        approximate="~" in text or "%" in text,
        first=first,
        last=last,
    )


def _refuse_long_year(text: str, column: int) -> None:
    match = _LONG_YEAR.fullmatch(text)
    if match is None or ("Y" not in text and len(match[2]) in (0, 1, 2, 3, 4, 6, 8)):
        return  # six and eight digits are rather a date without its hyphens
    digits, exponent = match[2].lstrip("0") or "0", int(match[3] or 0)
    if len(digits) + exponent > len(str(MAX_YEAR)):
        raise EDTFError(
            f"the year is beyond -{MAX_YEAR}…{MAX_YEAR}, all that can be drawn", column, "range"
        )
    year = f"{match[1]}{int(digits) * 10**exponent:04d}"
    raise EDTFError(f"a year of up to four digits is written {year!r}", column)


def _check_marks(match: re.Match[str], column: int) -> None:
    for name, left, right in _MARKS:
        if match[left] and match[right]:
            raise EDTFError(
                f"the {name} is qualified on both sides: keep one of ? ~ % (% is both)",
                column + match.start(right),
            )
    if match["sig"] is not None:
        if "X" in match["year"] or match["month"] is not None:
            raise EDTFError(
                "significant digits (S) go with a year of four digits alone",
                column + match.end("year"),
            )
        if match["year"].removeprefix("-").startswith("0"):
            raise EDTFError(
                "significant digits (S) of a year with leading zeros are ambiguous: "
                "write the years as [a..b]",
                column + match.end("year"),
            )
        if not 1 <= int(match["sig"]) <= 4:
            raise EDTFError(
                "a year has one to four significant digits: S1…S4", column + match.start("sig")
            )


def _check_time(match: re.Match[str], column: int, timed: bool) -> None:
    at = column + match.start("time")
    if not timed:
        raise EDTFError("dates in an interval or a set have no time of day: leave it out", at - 1)
    if any(match.group(mark) for marks in _MARKS for mark in marks[1:]):
        raise EDTFError("a date with a time of day takes no ? ~ %", at - 1)
    hour, minute, second = (int(number) for number in match["time"].split(":"))
    zone_hour, _, zone_minute = (match["zone"] or "").lstrip("+-Z").partition(":")
    if (
        hour > 23
        or minute > 59
        or second > 60  # a leap second
        or int(zone_hour or 0) > 23
        or int(zone_minute or 0) > 59
    ):
        raise EDTFError("there is no such time of day", at, "calendar")


def _days(match: re.Match[str], column: int) -> tuple[int, int]:
    years = _years(match, column)
    code = match["month"]
    if code is not None and code.isdigit() and int(code) in SUBYEAR_MONTHS:
        begin, end = _subyear(match, years, column)
    else:
        begin, end = _calendar(match, years, column)
    off = _off(match)
    return earliest_day(begin, off), latest_day(end, off)


def _years(match: re.Match[str], column: int) -> tuple[int, ...]:
    year = match["year"]
    if match["sig"] is not None:
        kept = len(year) - 4 + int(match["sig"])
        year = year[:kept] + "X" * (len(year) - kept)
    years = numbers(year)
    if not years:
        raise EDTFError("year 0 (1 BC) has no sign: write '0000'", column + match.start("year"))
    return years


def _subyear(match: re.Match[str], years: tuple[int, ...], column: int) -> tuple[Point, Point]:
    if match["day"] is not None:
        raise EDTFError(
            f"{match['month']} is a part of a year, which has no days",
            column + match.start("day"),
            "calendar",
        )
    first_month, last_month = SUBYEAR_MONTHS[int(match["month"])]
    years_on, month0 = divmod(last_month - 1, 12)
    if years[-1] + years_on > MAX_YEAR:
        raise EDTFError(
            f"this season ends after the year {MAX_YEAR}", column + match.start("year"), "range"
        )
    return Point(years[0], first_month, None), Point(years[-1] + years_on, month0 + 1, None)


def _calendar(match: re.Match[str], years: tuple[int, ...], column: int) -> tuple[Point, Point]:
    months = _within(match, "month", 12, column)
    days = _within(match, "day", 31, column)
    if days is not None and months is None:
        months = tuple(range(1, 13))
    ends = first_and_last(years, months, days)
    if ends is None:
        raise EDTFError(
            f"there is no day {match['day']} in {match['year']}-{match['month']}"
            + (
                f": that month has {month_length(years[0], months[0])} days"
                if months and len(years) == len(months) == 1
                else ""
            ),
            column + match.start("day"),
            "calendar",
        )
    return ends


def _within(match: re.Match[str], name: str, most: int, column: int) -> tuple[int, ...] | None:
    """The numbers of a month or day, 1…`most`; None if it is absent or wholly unspecified."""
    mask = match[name]
    if mask in (None, "XX"):
        return None
    fits = tuple(number for number in numbers(mask) if 1 <= number <= most)
    if not fits:
        raise EDTFError(
            f"there is no {name} {mask}: 01…{most}"
            + (", or 21…41 for seasons and other parts of a year" if name == "month" else ""),
            column + match.start(name),
            "calendar",
        )
    return fits


def _off(match: re.Match[str]) -> Amount:
    """The sum over the `~` and `%` as written: each counts for the component it stands at."""
    amounts = [
        APPROXIMATE[name]
        for name, left, right in _MARKS
        if {match[left], match[right]} & {"~", "%"}
    ]
    return Amount(*(sum(units) for units in zip(Amount(0, 0, 0), *amounts, strict=True)))


def _level(match: re.Match[str]) -> int:
    year, month, day = match["year"], match["month"], match["day"]
    written = "-".join(part for part in (year, month, day) if part is not None)
    last_mark = "rd" if day is not None else "rm" if month is not None else "ry"
    marks = {mark for marks in _MARKS for mark in marks[1:] if match[mark]}
    subyear = month is not None and month.isdigit() and int(month) > 12
    if (
        match["sig"] is not None
        or marks - {last_mark}
        or ("X" in written and not _LEVEL_1_MASK.fullmatch(written.removeprefix("-")))
        or (subyear and (int(month or 0) > 24 or "X" in year))
    ):
        return 2
    return 1 if marks or subyear or "X" in written or year.startswith("-") else 0
