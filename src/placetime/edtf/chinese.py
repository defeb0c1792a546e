"""Chinese words for dates, in simplified characters: `1958年3月15日`, `公元前44年`."""

from typing import Final

from placetime.edtf.hull import Point

_SEASONS: Final = "春夏秋冬"
_PARTS: Final = {
    33: "第一季度",
    34: "第二季度",
    35: "第三季度",
    36: "第四季度",
    37: "1月至4月",
    38: "5月至8月",
    39: "9月至12月",
    40: "上半年",
    41: "下半年",
}
FIRST_BARE_YEAR: Final = 1000
"""From this year on a number alone is read as a year; below it 公元 is written."""

ALWAYS = "始终"
ANY_TIME = "时间不详"


def _year(year: int) -> str:
    if year <= 0:
        return f"公元前{1 - year}年"
    return f"{year}年" if year >= FIRST_BARE_YEAR else f"公元{year}年"


def date(point: Point) -> str:
    """`1958年`, `1958年3月` or `1958年3月15日`."""
    month = "" if point.month is None else f"{point.month}月"
    day = "" if point.day is None else f"{point.day}日"
    return f"{_year(point.year)}{month}{day}"


def pair(first: Point, last: Point) -> tuple[str, str]:
    """Both dates; the last leaves out what the first has said."""
    whole = date(first), date(last)
    if (
        first.year != last.year
        or first.month is None
        or last.month is None
        or (first.day is None) != (last.day is None)
    ):
        return whole
    if first.day is not None and first.month == last.month:
        return whole[0], f"{last.day}日"
    return whole[0], whole[1].removeprefix(_year(last.year))


def decade(year: int) -> str:
    """The ten years from `year`."""
    return f"{year}年代"


def subyear(year: int, code: int) -> str:
    """A season or another part 21…41 of a year."""
    if code in _PARTS:
        return f"{_year(year)}{_PARTS[code]}"
    ends_next_year = code in (24, 28, 30)
    years = f"{_year(year)}至{_year(year + 1)}" if ends_next_year else _year(year)
    where = ("", "（北半球）", "（南半球）")[(code - 21) // 4]
    return f"{years}{_SEASONS[(code - 21) % 4]}{where}"


def about(words: str) -> str:
    """An estimate."""
    return f"约{words}"


def doubtful(words: str) -> str:
    """An uncertain source."""
    return f"{words}（存疑）"


def estimate(best: str, first: str, last: str) -> str:
    """A best guess within limits."""
    return f"约{best}，{between(first, last)}"


def between(first: str, last: str) -> str:
    """At some time from `first` to `last`."""
    return f"{first}至{last}间"


def from_to(begin: str, end: str) -> str:
    """The whole time from `begin` to `end`."""
    return f"{begin}至{end}"


def since(begin: str, *, known: bool) -> str:
    """No end, or an unknown one."""
    return f"{begin}起" if known else f"{begin}起，结束时间不详"


def until(end: str, *, known: bool) -> str:
    """No begin, or an unknown one."""
    return f"至{end}" if known else f"至{end}，开始时间不详"


def before(year: int) -> str:
    """At some time before a year begins."""
    return f"{_year(year)}以前"


def no_later(words: str) -> str:
    """At some time up to and including."""
    return f"{words}或更早"


def no_earlier(words: str) -> str:
    """At some time from this on."""
    return f"{words}或更晚"


def one_of(items: list[str]) -> str:
    """One of these."""
    return _listed(items, "或")


def all_of(items: list[str]) -> str:
    """All of these."""
    return _listed(items, "及")


def _listed(items: list[str], last: str) -> str:
    return last.join(filter(None, ("、".join(items[:-1]), items[-1])))
