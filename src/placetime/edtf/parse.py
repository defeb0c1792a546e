"""Reads an EDTF text: a date, an interval or a set."""

import re
from typing import NoReturn

from placetime.edtf.date import read_date
from placetime.edtf.error import EDTFError
from placetime.edtf.mend import mended
from placetime.model.edtf import EDTF, AllOf, Bound, Date, OneOf, Side, Span
from placetime.model.interval import FUTURE, PAST, Interval

Days = tuple[int, int]
_SLASHED = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
"""A date as many write it, which is no interval."""

_CLOSING = {"[": "]", "{": "}"}


def parse(text: str) -> EDTF:
    """What `text` says, after LoC EDTF 2019-02-04, levels 0 to 2.

    Years -9999…9999. Raises EDTFError, whose message names an accepted text that may have been
    meant, where one can be told.
    """
    try:
        return _read(text)
    except EDTFError as error:
        _refuse(text, error)


def _refuse(text: str, error: EDTFError) -> NoReturn:
    suggestions = tuple(dict.fromkeys(meant for meant in mended(text) if _accepts(meant)))
    if not suggestions:
        raise error
    meant = " or ".join(repr(suggestion) for suggestion in suggestions)
    raise EDTFError(
        f"{error.message}; write {meant}", error.column, error.code, suggestions
    ) from None


def _accepts(text: str) -> bool:
    try:
        _read(text)
    except EDTFError:
        return False
    return True


def _read(text: str) -> EDTF:
    if not text or text == "/":
        raise EDTFError("there is no date here: leave the cell empty if nothing is known")
    if text[0] in _CLOSING:
        dates = _read_set(text)
        return EDTF(text, dates, _set_interval(dates), 2)
    if "/" in text:
        span = _read_span(text)
        return EDTF(text, span, _span_interval(span), _span_level(span))
    date = read_date(text, timed=True)
    return EDTF(text, date, Interval(date.first, date.last, date.first, date.last), date.level)


def _read_span(text: str) -> Span:
    begin_text, _, end_text = text.partition("/")
    end_column = len(begin_text) + 2
    if _SLASHED.fullmatch(text):
        message = f"{text!r} is not an EDTF date, which is YYYY-MM-DD"
        raise EDTFError(message, end_column + end_text.index("/"))
    if "/" in end_text:
        raise EDTFError("an interval has one slash: begin/end", end_column + end_text.index("/"))
    span = Span(_read_side(begin_text, 1), _read_side(end_text, end_column))
    _check_order(span, text, end_column)
    return span


def _read_side(text: str, column: int) -> Side:
    if text == "..":
        return Bound.OPEN
    return read_date(text, column) if text else Bound.UNKNOWN


def _check_order(span: Span, text: str, column: int) -> None:
    if _end_days(span.end)[1] < _begin_days(span.begin)[0]:
        raise EDTFError(f"the end comes before the begin in {text!r}", column, "order")


def _begin_days(side: Side) -> Days:
    if isinstance(side, Date):
        return side.first, side.last
    return (PAST, PAST) if side is Bound.OPEN else (PAST, FUTURE)


def _end_days(side: Side) -> Days:
    if isinstance(side, Date):
        return side.first, side.last
    return (FUTURE, FUTURE) if side is Bound.OPEN else (PAST, FUTURE)


def _span_interval(span: Span) -> Interval:
    """Each side's days, less the begins after every end and the ends before every begin."""
    begin, end = _begin_days(span.begin), _end_days(span.end)
    return Interval(begin[0], min(begin[1], end[1]), max(begin[0], end[0]), end[1])


def _span_level(span: Span) -> int:
    """Open, unknown and qualified sides are level 1, unspecified digits in a side level 2."""
    sides = [side for side in (span.begin, span.end) if isinstance(side, Date)]
    if any(side.masked for side in sides):
        return 2
    return max([side.level for side in sides] + [0 if len(sides) == 2 else 1])


def _read_set(text: str) -> OneOf | AllOf:
    closing = _CLOSING[text[0]]
    if text[-1] != closing:
        raise EDTFError(f"a set that opens with {text[0]} closes with {closing}", len(text))
    parts = text[1:-1].split(",")
    items = []
    column = 2
    for number, part in enumerate(parts):
        items.append(_read_item(part, column, number == 0, number == len(parts) - 1))
        column += len(part) + 1
    return (OneOf if closing == "]" else AllOf)(tuple(items))


def _read_item(text: str, column: int, is_first: bool, is_last: bool) -> Date | Span:
    begin_text, dots, end_text = text.partition("..")
    if not dots:
        return read_date(text, column)
    end_column = column + len(begin_text) + 2
    if not begin_text and not (end_text and is_first):
        raise EDTFError("'..' opens a set only before its first date", column)
    if not end_text and not is_last:
        raise EDTFError("'..' closes a set only after its last date", end_column - 2)
    span = Span(
        read_date(begin_text, column) if begin_text else Bound.OPEN,
        read_date(end_text, end_column) if end_text else Bound.OPEN,
    )
    _check_order(span, text, end_column)
    return span


def _set_interval(form: OneOf | AllOf) -> Interval:
    """One of: it fell within first to last. All of: it covers first to last."""
    begins = [_begin_days(i.begin if isinstance(i, Span) else i) for i in form.items]
    ends = [_end_days(i.end if isinstance(i, Span) else i) for i in form.items]
    first, last = min(day for day, _ in begins), max(day for _, day in ends)
    if isinstance(form, OneOf):
        return Interval(first, last, first, last)
    return Interval(first, min(day for _, day in begins), max(day for day, _ in ends), last)
