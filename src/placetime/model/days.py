"""Day numbers ⇄ proleptic Gregorian dates for the years -9999…9999.

A day number counts days since 1970-01-01. Years are astronomical: 0 is 1 BC and a leap year.
`datetime` stops at year 1, so the arithmetic is written out here; it follows Howard Hinnant,
"chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days), whose eras of
400 years have 146,097 days and whose years begin in March.
"""

import re
from typing import Final

MIN_YEAR: Final = -9999
MAX_YEAR: Final = 9999
ERA_YEARS: Final = 400
ERA_DAYS: Final = 146_097
DAYS_0000_03_01_TO_EPOCH: Final = 719_468
MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ISO = re.compile(r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})")


def is_leap(year: int) -> bool:
    """True if the astronomical `year` has a 29 February; year 0 has one."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in `month` (1…12) of `year`."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a calendar date; ValueError if there is no such date."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise ValueError(f"year {year} is outside {MIN_YEAR}…{MAX_YEAR}")
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is outside 1…12")
    if not 1 <= day <= month_length(year, month):
        raise ValueError(f"day {day} is outside 1…{month_length(year, month)}")
    shifted_year = year - (month <= 2)
    era, year_of_era = divmod(shifted_year, ERA_YEARS)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * ERA_DAYS + day_of_era - DAYS_0000_03_01_TO_EPOCH


FIRST_DAY: Final = day_number(MIN_YEAR, 1, 1)
LAST_DAY: Final = day_number(MAX_YEAR, 12, 31)


def civil(day: int) -> tuple[int, int, int]:
    """(year, month, day of month) of a day number; ValueError outside -9999…9999."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"day number {day} is outside the years {MIN_YEAR}…{MAX_YEAR}")
    era, day_of_era = divmod(day + DAYS_0000_03_01_TO_EPOCH, ERA_DAYS)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    month = (month_from_march + 2) % 12 + 1
    year = era * ERA_YEARS + year_of_era + (month <= 2)
    return year, month, day_of_year - (153 * month_from_march + 2) // 5 + 1


def weekday(day: int) -> int:
    """0 Monday … 6 Sunday (1970-01-01 was a Thursday)."""
    return (day + 3) % 7


def iso(day: int) -> str:
    """`1958-03-15`, or `-0043-03-15` for 15 March 44 BC; ValueError outside -9999…9999."""
    year, month, day_of_month = civil(day)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day_of_month:02d}"


def from_iso(text: str) -> int:
    """The day number of exactly `[-]YYYY-MM-DD`; ValueError for anything else."""
    match = _ISO.fullmatch(text)
    if match is None or match[1] == "-0000":
        raise ValueError(f"{text!r} is not a date of the form YYYY-MM-DD")
    return day_number(int(match[1]), int(match[2]), int(match[3]))
