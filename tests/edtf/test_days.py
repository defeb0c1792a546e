"""Day numbers against numpy's proleptic Gregorian calendar, over all years."""

import numpy as np
import pytest

from placetime.model.days import (
    FIRST_DAY,
    LAST_DAY,
    civil,
    day_number,
    from_iso,
    is_leap,
    iso,
    month_length,
    weekday,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1970-01-01", 0),
        ("1958-03-15", -4310),
        ("0000-03-01", -719_468),
        ("0001-01-01", -719_162),
        ("-0044-03-15", -735_525),
        ("-9999-01-01", FIRST_DAY),
        ("9999-12-31", LAST_DAY),
    ],
)
def test_known_days(text: str, day: int) -> None:
    assert day == int(np.datetime64(text, "D").astype(int))
    assert from_iso(text) == day
    assert iso(day) == text


def test_every_month_of_every_year_against_numpy() -> None:
    months = np.arange(np.datetime64("-9999-01"), np.datetime64("10000-01"))
    firsts = months.astype("datetime64[D]").astype(int).tolist()
    lengths = np.diff([*firsts, LAST_DAY + 1]).tolist()
    for number, (first, length) in enumerate(zip(firsts, lengths, strict=True)):
        year, month = -9999 + number // 12, number % 12 + 1
        assert day_number(year, month, 1) == first
        assert civil(first) == (year, month, 1)
        assert civil(first + length - 1) == (year, month, length)
        assert month_length(year, month) == length


def test_every_day_comes_back() -> None:
    step = 7
    for day in range(FIRST_DAY, LAST_DAY + 1, step):
        assert day_number(*civil(day)) == day
        assert from_iso(iso(day)) == day


def test_year_zero_is_leap() -> None:
    assert [year for year in range(-9, 10) if is_leap(year)] == [-8, -4, 0, 4, 8]
    assert not is_leap(1900)
    assert not is_leap(-100)
    assert is_leap(2000)


def test_weekdays_follow_each_other() -> None:
    assert weekday(from_iso("1970-01-01")) == 3
    assert weekday(from_iso("1950-06-25")) == 6
    assert [weekday(day) for day in range(-4, 4)] == [6, 0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "text",
    [
        "1958-3-15",
        "1958-02-29",
        "1958-13-01",
        "-0000-01-01",
        "1958-03-15T00",
        "10000-01-01",
        "１９５８-01-01",
    ],
)
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|outside"):
        from_iso(text)


@pytest.mark.parametrize("day", [FIRST_DAY - 1, LAST_DAY + 1])
def test_days_beyond_the_years_are_refused(day: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        iso(day)
    with pytest.raises(ValueError, match="outside"):
        day_number(10_000 if day > 0 else -10_000, 1, 1)
