"""What a refused text may have meant.

Each rule turns one habit of writing dates into EDTF. A rule may be wrong about the rest of the
text: the parser tries what comes out before it is suggested, so that no suggestion is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

LONGEST: Final = 200
"""Characters; a longer text is not a date."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_MONTH_NAMES: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_SEASON_NAMES: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = (
    r"(?P<name>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b)\.?"
)
_CIRCA = r"(?:c|ca|circa|about|around|approx|approximately|约)"


def _named(match: re.Match[str]) -> str:
    month = _MONTH_NAMES.index(match["name"][:3].lower()) + 1
    day = match.groupdict().get("day")
    return f"{match['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _padded(match: re.Match[str]) -> str:
    year, month, day = match["year"], match["month"], match.groupdict().get("day")
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _before_christ(match: re.Match[str]) -> str:
    year = int(match["year"]) - 1
    return f"-{year:04d}" if year else "0000"


def _century(match: re.Match[str]) -> str:
    return f"{int(match['century']) - 1:02d}XX"


def _rule(pattern: str, meant: Callable[[re.Match[str]], str] | str) -> Rule:
    def expand(match: re.Match[str]) -> str:
        return match.expand(meant) if isinstance(meant, str) else meant(match)

    return re.compile(pattern, re.IGNORECASE), expand


_YEAR = r"(?P<year>[0-9]{4})"
_LOWER_CASE: Final = re.compile(r"[0-9xuyestz./,:?~%+\[\]{}-]*")
RULES: Final[tuple[Rule, ...]] = (
    _rule(_CIRCA + r"\.? ?(?P<rest>[0-9X][^~?%]*)", r"\g<rest>~"),
    _rule(r"(?P<decade>[0-9]{3})0'?s", r"\g<decade>X"),
    _rule(r"(?P<decade>[0-9]{3})", r"\g<decade>X"),
    _rule(r"(?P<century>[0-9]{2})", r"\g<century>XX"),
    _rule(r"(?P<year>[0-9]{1,3})", lambda match: f"{int(match['year']):04d}"),
    _rule(r"(?P<century>[1-9][0-9]?)(?:st|nd|rd|th) c(?:entury|\.)?", _century),
    _rule(r"(?P<century>[1-9][0-9]?)世纪", _century),
    _rule(r"(?P<year>[0-9]{1,4}) ?(?:BCE?|B\.C\.(?:E\.)?)", _before_christ),
    _rule(r"(?:公元)?前 ?(?P<year>[0-9]{1,4})年?", _before_christ),
    _rule(
        r"(?:AD ?(?P<year>[0-9]{1,4})|(?P<late>[0-9]{1,4}) ?(?:AD|CE))",
        lambda match: f"{int(match['year'] or match['late']):04d}",
    ),
    _rule(_MONTH + r",? " + _YEAR, _named),
    _rule(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? " + _MONTH + r",? " + _YEAR, _named),
    _rule(_MONTH + r" (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[, ]+" + _YEAR, _named),
    _rule(
        r"(?P<season>spring|summer|autumn|fall|winter) " + _YEAR,
        lambda match: f"{match['year']}-{_SEASON_NAMES[match['season'].lower()]}",
    ),
    _rule(
        _YEAR + r"年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?",
        lambda match: _padded(match) if match["month"] else match["year"],
    ),
    _rule(_YEAR + r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})?", _padded),
    _rule(_YEAR + r"(?P<a>[-/. ])(?P<month>[0-9]{1,2})(?:(?P=a)(?P<day>[0-9]{1,2}))?", _padded),
    _rule(r"(?P<day>[0-9]{1,2})([-/. ])(?P<month>[0-9]{1,2})\2" + _YEAR, _padded),
    _rule(r"(?P<month>[0-9]{1,2})([-/. ])(?P<day>[0-9]{1,2})\2" + _YEAR, _padded),
    _rule(r"(?P<month>[0-9]{1,2})[-/. ]" + _YEAR, _padded),
    _rule(_YEAR + r"-(?P<end>[0-9]{4})", r"\g<year>/\g<end>"),
    _rule(
        r"(?P<century>[0-9]{2})(?P<year>[0-9]{2})-(?P<end>[0-9]{2})",
        r"\g<century>\g<year>/\g<century>\g<end>",
    ),
    _rule(r"(?:before|by) (?P<date>.+)", r"[..\g<date>]"),
    _rule(r"after (?P<date>.+)", r"[\g<date>..]"),
    _rule(r"(?:until|to) (?P<date>.+)", r"../\g<date>"),
    _rule(r"(?:since|from) (?P<date>[^ ]+)", r"\g<date>/.."),
    _rule(r"between (?P<a>.+) and (?P<b>.+)", r"[\g<a>..\g<b>]"),
    _rule(r"(?:from )?(?P<a>[^ ]+) (?:to|until) (?P<b>[^ ]+)", r"\g<a>/\g<b>"),
    _rule(r"(?P<a>[^ ]+) or (?P<b>[^ ]+)", r"[\g<a>,\g<b>]"),
    _rule(r"(?P<a>[^/]*)/(?:open|now|present|ongoing)", r"\g<a>/.."),
    _rule(r"(?P<a>[^/]*)/unknown", r"\g<a>/"),
    _rule(r"unknown/(?P<b>[^/]*)", r"/\g<b>"),
    _rule(r"(?P<a>[^/.]+)\.\.(?P<b>[^/.]+)", r"[\g<a>..\g<b>]"),
    _rule(r"(?P<date>[^?~%]+)(?:\?~|~\?)", r"\g<date>%"),
    _rule(r"-0000(?P<rest>.*)", r"0000\g<rest>"),
    _rule(
        r"Y(?P<sign>-?)(?P<year>[0-9]{1,4})",
        lambda match: f"{match['sign']}{int(match['year']):04d}",
    ),
    _rule(
        r"(?P<date>[0-9-]{10})[ T](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?).*",
        lambda match: match["date"],
    ),
)
"""Tried on the whole text; what makes a pair: pattern, ignoring case → EDTF."""


def mended(text: str) -> Iterator[str]:
    """Texts to try instead, the likeliest first; not all of them are EDTF."""
    if len(text) > LONGEST:
        return
    plain = _plain(text)
    yield plain
    yield plain.replace(" ", "")
    for pattern, meant in RULES:
        match = pattern.fullmatch(plain)
        if match is not None:
            yield meant(match)


def _plain(text: str) -> str:
    """Full-width forms, dashes and spaces as ASCII; `x` and the draft's `u` as X."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s*[\u2010-\u2015\u2212]\s*", "-", plain)
    plain = re.sub(r"\s+", " ", plain).strip().replace("…", "..")
    plain = re.sub(r"\s*([-/,])\s*", r"\1", plain)
    return plain.upper().replace("U", "X") if _LOWER_CASE.fullmatch(plain) else plain
