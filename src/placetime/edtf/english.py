"""English words for dates: `15 March 1958`, `44 BC`."""

from typing import Final

from placetime.edtf.hull import Point

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_PARTS: Final = {
    33: "first quarter",
    34: "second quarter",
    35: "third quarter",
    36: "fourth quarter",
    37: "first four months",
    38: "middle four months",
    39: "last four months",
    40: "first half",
    41: "second half",
}
FIRST_BARE_YEAR: Final = 1000
"""From this year on a number alone is read as a year; below it AD is written."""

ALWAYS = "always"
ANY_TIME = "at an unknown time"


def _year(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= FIRST_BARE_YEAR else f"AD {year}"


def date(point: Point) -> str:
    """`1958`, `March 1958` or `15 March 1958`."""
    month = "" if point.month is None else f"{_MONTHS[point.month - 1]} "
    day = "" if point.day is None else f"{point.day} "
    return f"{day}{month}{_year(point.year)}"


def pair(first: Point, last: Point) -> tuple[str, str]:
    """Both dates; the first leaves out what the last says again."""
    whole = date(first), date(last)
    if (first.month is None, first.day is None) != (last.month is None, last.day is None):
        return whole
    if first.month is None:
        both_bc = first.year <= 0 and last.year <= 0
        return (whole[0].removesuffix(" BC") if both_bc else whole[0]), whole[1]
    if first.year != last.year:
        return whole
    if first.day is not None and first.month == last.month:
        return str(first.day), whole[1]
    return whole[0].removesuffix(f" {_year(first.year)}"), whole[1]


def decade(year: int) -> str:
    """The ten years from `year`."""
    return f"the {year}s"


def subyear(year: int, code: int) -> str:
    """A season or another part 21…41 of a year."""
    if code in _PARTS:
        return f"{_PARTS[code]} of {_year(year)}"
    season = _SEASONS[(code - 21) % 4]
    ends_next_year = code in (24, 28, 30)
    years = f"{_year(year)}–{_year(year + 1)}" if ends_next_year else _year(year)
    where = ("", " (northern hemisphere)", " (southern hemisphere)")[(code - 21) // 4]
    return f"{season} {years}{where}"


def about(words: str) -> str:
    """An estimate."""
    return f"about {words}"


def doubtful(words: str) -> str:
    """An uncertain source."""
    return f"{words} (uncertain)"


def estimate(best: str, first: str, last: str) -> str:
    """A best guess within limits."""
    return f"about {best}, {between(first, last)}"


def between(first: str, last: str) -> str:
    """At some time from `first` to `last`."""
    return f"between {first} and {last}"


def from_to(begin: str, end: str) -> str:
    """The whole time from `begin` to `end`."""
    return f"from {begin} to {end}"


def since(begin: str, *, known: bool) -> str:
    """No end, or an unknown one."""
    return f"from {begin} on" if known else f"from {begin}, end unknown"


def until(end: str, *, known: bool) -> str:
    """No begin, or an unknown one."""
    return f"until {end}" if known else f"until {end}, beginning unknown"


def before(year: int) -> str:
    """At some time before a year begins."""
    return f"before {_year(year)}"


def no_later(words: str) -> str:
    """At some time up to and including."""
    return f"{words} or earlier"


def no_earlier(words: str) -> str:
    """At some time from this on."""
    return f"{words} or later"


def one_of(items: list[str]) -> str:
    """One of these."""
    return _listed(items, " or ")


def all_of(items: list[str]) -> str:
    """All of these."""
    return _listed(items, " and ")


def _listed(items: list[str], last: str) -> str:
    return last.join(filter(None, (", ".join(items[:-1]), items[-1])))
