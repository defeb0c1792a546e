"""What a date means, in words for captions."""

from typing import Protocol

from placetime.edtf import chinese, english
from placetime.edtf.hull import Point
from placetime.model.days import MAX_YEAR, civil, month_length
from placetime.model.edtf import EDTF, AllOf, Bound, Date, Form, Side, Span
from placetime.model.interval import FUTURE, PAST, Interval


class Language(Protocol):
    """The phrases of one language; see `english` for what each means."""

    @property
    def ALWAYS(self) -> str: ...
    @property
    def ANY_TIME(self) -> str: ...
    def date(self, point: Point) -> str: ...
    def pair(self, first: Point, last: Point) -> tuple[str, str]: ...
    def decade(self, year: int) -> str: ...
    def subyear(self, year: int, code: int) -> str: ...
    def about(self, words: str) -> str: ...
    def doubtful(self, words: str) -> str: ...
    def estimate(self, best: str, first: str, last: str) -> str: ...
    def between(self, first: str, last: str) -> str: ...
    def from_to(self, begin: str, end: str) -> str: ...
    def since(self, begin: str, *, known: bool) -> str: ...
    def until(self, end: str, *, known: bool) -> str: ...
    def before(self, year: int) -> str: ...
    def no_later(self, words: str) -> str: ...
    def no_earlier(self, words: str) -> str: ...
    def one_of(self, items: list[str]) -> str: ...
    def all_of(self, items: list[str]) -> str: ...


Term = Point | str | Bound
"""A side of a span: a plain date (it may share its year with the other), words, or no date."""


def describe(what: EDTF | Interval, lang: str = "en") -> str:
    """`about 1850`, `from 15 March to 25 April 1958`; English unless `lang` is Chinese (zh…).

    An EDTF is told as written (`about 1850`), an Interval by its days (`between 1845 and 1855`).
    """
    language: Language = (
        chinese if lang.lower().replace("_", "-").split("-")[0] == "zh" else english
    )
    if isinstance(what, EDTF):
        return _form(what.form, language)
    return _interval(what, language)


def _form(form: Form, language: Language) -> str:
    if isinstance(form, Date):
        return _words(_term(form, language), language)
    if isinstance(form, Span):
        return _span(_side(form.begin, language), _side(form.end, language), language)
    if isinstance(form, AllOf):
        return language.all_of([_form(item, language) for item in form.items])
    return language.one_of([_choice(item, language) for item in form.items])


def _choice(item: Date | Span, language: Language) -> str:
    if isinstance(item, Date):
        return _form(item, language)
    return _some_time(_side(item.begin, language), _side(item.end, language), language)


def _side(side: Side, language: Language) -> Term:
    return side if isinstance(side, Bound) else _term(side, language)


def _term(date: Date, language: Language) -> Point | str:
    term: Point | str | None = _plain(date) or _named(date, language)
    if term is None:
        # a mask has no short name: its days are told, which are widened already
        term = _range(date.first, date.last, language)
    elif date.approximate:
        term = language.about(_words(term, language))
    return language.doubtful(_words(term, language)) if date.uncertain else term


def _plain(date: Date) -> Point | None:
    """The date by its numbers, if at most its whole month or its whole day is unspecified."""
    month = None if date.month == "XX" else date.month
    day = None if date.day == "XX" else date.day
    if (
        date.significant is not None
        or "X" in f"{date.year}{month}{day}"
        or (month is None and day is not None)
        or int(month or 1) > 12
    ):
        return None
    return Point(int(date.year), int(month) if month else None, int(day) if day else None)


def _named(date: Date, language: Language) -> str | None:
    """The name of a year with significant digits, of a decade or of a part of a year."""
    if date.significant is not None:
        best = Point(int(date.year), None, None)
        first, last = (Point(civil(day)[0], None, None) for day in (date.first, date.last))
        return language.estimate(language.date(best), *language.pair(first, last))
    if date.month is None:
        decade = date.year.removesuffix("X")
        # the first decade of a century would be read as all of it
        is_named = decade.isdigit() and len(decade) == 3 and not decade.endswith("0")
        return language.decade(int(decade) * 10) if is_named else None
    if "X" in date.year + date.month or int(date.month) <= 12:
        return None
    return language.subyear(int(date.year), int(date.month))


def _interval(interval: Interval, language: Language) -> str:
    begin, end = interval.days[:2], interval.days[2:]
    if begin == end:
        return _words(_within(*begin, language), language)
    return _span(_begin(*begin, language), _end(*end, language), language)


def _begin(earliest: int, latest: int, language: Language) -> Term:
    if earliest == PAST:
        return Bound.OPEN if latest == PAST else Bound.UNKNOWN
    return _within(earliest, latest, language)


def _end(earliest: int, latest: int, language: Language) -> Term:
    if latest == FUTURE:
        return Bound.OPEN if earliest == FUTURE else Bound.UNKNOWN
    return _within(earliest, latest, language)


def _within(first: int, last: int, language: Language) -> Point | str:
    """Some day of first…last, either of which may be unbounded."""
    if first == PAST or last == FUTURE:
        return _some_time(
            Bound.OPEN if first == PAST else _opening(first),
            Bound.OPEN if last == FUTURE else _closing(last),
            language,
        )
    return _range(first, last, language)


def _range(first: int, last: int, language: Language) -> Point | str:
    """The year, month or day that is first…last, or words with the coarsest that fit."""
    begin, end = _opening(first), _closing(last)
    if begin.month is not None or end.month is not None:
        begin, end = Point(*civil(first)), Point(*civil(last))
        if begin.day == 1 and end.day == month_length(end.year, end.month or 12):
            begin, end = begin._replace(day=None), end._replace(day=None)
    return begin if begin == end else language.between(*language.pair(begin, end))


def _opening(day: int) -> Point:
    """The year that begins on a day, else the day."""
    year, month, day_of_month = civil(day)
    return Point(year, None, None) if (month, day_of_month) == (1, 1) else Point(*civil(day))


def _closing(day: int) -> Point:
    """The year that ends on a day, else the day."""
    year, month, day_of_month = civil(day)
    return Point(year, None, None) if (month, day_of_month) == (12, 31) else Point(*civil(day))


def _some_time(first: Term, last: Term, language: Language) -> str:
    """At some time from `first` to `last`."""
    if isinstance(last, Bound):
        if isinstance(first, Bound):
            return language.ANY_TIME
        return language.no_earlier(_words(first, language))
    if isinstance(first, Bound):
        if isinstance(last, Point) and last.month is None and last.year < MAX_YEAR:
            return language.before(last.year + 1)
        return language.no_later(_words(last, language))
    return language.between(*_both(first, last, language))


def _span(begin: Term, end: Term, language: Language) -> str:
    """The whole time from `begin` to `end`."""
    if isinstance(begin, Bound):
        if isinstance(end, Bound):
            return language.ALWAYS if begin is end is Bound.OPEN else language.ANY_TIME
        return language.until(_words(end, language), known=begin is Bound.OPEN)
    if isinstance(end, Bound):
        return language.since(_words(begin, language), known=end is Bound.OPEN)
    if begin == end:
        return _words(begin, language)
    return language.from_to(*_both(begin, end, language))


def _both(first: Point | str, last: Point | str, language: Language) -> tuple[str, str]:
    if isinstance(first, Point) and isinstance(last, Point):
        return language.pair(first, last)
    return _words(first, language), _words(last, language)


def _words(term: Point | str, language: Language) -> str:
    return language.date(term) if isinstance(term, Point) else term
