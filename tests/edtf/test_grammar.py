"""What holds for every text of the grammar, and for any text at all."""

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from placetime.edtf import EDTF, EDTFError, describe, format, parse
from placetime.model.days import MAX_YEAR, MIN_YEAR, day_number, month_length
from placetime.model.interval import FUTURE, PAST

from .grammar import DATE, DAY, MONTH, TEXT, YEAR


def accepted(text: str) -> EDTF:
    """The meaning; texts of the grammar are refused only for their meaning."""
    try:
        return parse(text)
    except EDTFError as error:
        assert error.code != "syntax" or text == "/" or "-0000" in text, error
        assume(False)
        raise


@given(TEXT)
def test_format_gives_back_the_text(text: str) -> None:
    assert format(accepted(text)) == text


@given(TEXT)
def test_days_are_in_the_calendar_or_unbounded(text: str) -> None:
    first, last = day_number(MIN_YEAR, 1, 1), day_number(MAX_YEAR, 12, 31)
    assert all(
        day in (PAST, FUTURE) or first <= day <= last for day in accepted(text).interval.days
    )


@given(TEXT, st.sampled_from(["en", "zh"]))
def test_every_text_can_be_told_in_words(text: str, lang: str) -> None:
    edtf = accepted(text)
    assert describe(edtf, lang)
    assert describe(edtf.interval, lang)
    assert "None" not in describe(edtf, lang) + describe(edtf.interval, lang)


@given(DATE)
def test_doubt_changes_no_day_and_an_estimate_widens(text: str) -> None:
    plain = accepted(text.translate({ord(mark): None for mark in "?~%"})).interval
    doubted = parse("".join("?" if mark in "?~%" else mark for mark in text)).interval
    assert doubted == plain
    estimated = parse(text).interval
    assert estimated.begin_earliest <= plain.begin_earliest
    assert estimated.end_latest >= plain.end_latest


def numbers(mask: str, least: int, most: int) -> list[int]:
    """The numbers least…most whose digits fit a mask, by trying all of them."""
    return [
        number
        for number in range(least, most + 1)
        if all(
            wanted in ("X", digit)
            for wanted, digit in zip(mask, f"{number:0{len(mask)}d}", strict=True)
        )
    ]


@given(YEAR, MONTH.filter(lambda month: "X" in month or int(month) <= 12), DAY)
def test_hull_of_digits_is_that_of_all_the_dates(year: str, month: str, day: str) -> None:
    assume(year != "-0000")
    sign = -1 if year.startswith("-") else 1
    years = [
        sign * number
        for number in numbers(year.removeprefix("-"), 0, MAX_YEAR)
        if number or sign > 0
    ]
    years = sorted(years)
    if (month, day) != ("02", "29"):
        years = years[:9] + years[-9:]  # the first and the last date are in one of these
    fits = [
        day_number(y, m, d)
        for y, m, d in itertools.product(years, numbers(month, 1, 12), numbers(day, 1, 31))
        if d <= month_length(y, m)
    ]
    text = f"{year}-{month}-{day}"
    try:
        interval = parse(text).interval
    except EDTFError as error:
        assert error.code == "calendar"
        assert not fits
        return
    assert interval.days == (min(fits), max(fits), min(fits), max(fits))


@given(st.text(alphabet="0123456789X-/.,[]{}?~%TZYES: +c年", max_size=14) | st.text(max_size=30))
def test_any_text_is_accepted_or_refused_with_a_place(text: str) -> None:
    try:
        assert format(parse(text)) == text
    except EDTFError as error:
        assert 1 <= error.column <= len(text) + 1
        assert str(error)
        assert all(format(parse(meant)) == meant for meant in error.suggestions)
