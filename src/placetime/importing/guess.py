"""Guesses which column is what, from its name and its values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from placetime.edtf import EDTFError, parse
from placetime.importing.plan import Plan
from placetime.importing.rows import SourceTable
from placetime.spec import load

WORDS: Final[Mapping[str, list[str]]] = load("column_names")
"""Names of columns by what they hold, the likeliest first; without case, hyphens and underscores."""

DATES: Final = ("when", "start", "end")
DAYS: Final = ("day", "tag", "jour", "día")
"""Names of columns of dates that are those of days of the month, too."""
SHARE: Final = 0.5
"""Of the values that are there, how many must fit."""


def guessed(table: SourceTable, plan: Plan) -> dict[str, str]:
    """A guess for each choice of columns that the plan leaves open; those that fit no column are left out.

    A column is guessed once; notes are the summary where there is no other. Dates, numbers and positions
    are guessed only if most values are such. Where no name fits, the one column whose type is a date is
    that of the date.
    """
    taken = {plan.get(name) for name in WORDS}
    guesses: dict[str, str] = {}
    dated = any(getattr(plan, name) is not None for name in DATES)
    if not dated and not any(_column(table, name, taken) for name in DATES):
        typed = [column for column in table.moments if column not in taken]
        if len(typed) == 1:
            guesses["when"] = typed[0]
            taken.add(typed[0])
    for name in WORDS:
        skip = name in guesses or (
            name in DATES and (dated or (name != "when" and "when" in guesses))
        )
        if getattr(plan, name) is not None or skip or (table.located and name in ("lon", "lat")):
            continue
        column = _column(table, name, taken)
        if column is not None:
            guesses[name] = column
            taken.add(column)
    if ("lon" in guesses) != ("lat" in guesses) and not (plan.lon or plan.lat):
        guesses.pop("lon", None), guesses.pop("lat", None)
    if "note" in guesses and "summary" not in guesses and plan.summary is None:
        guesses["summary"] = guesses.pop("note")
    return guesses


def slug(text: str, fallback: str) -> str:
    """A text as an id: lower-case ASCII letters, digits and hyphens; the fallback if none are left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or fallback


def _column(table: SourceTable, name: str, taken: set[str]) -> str | None:
    plain = {_plain(column): column for column in reversed(table.columns) if column not in taken}
    fits = FITS.get(name, bool)
    for word in WORDS[name]:
        column = plain.get(word)
        if column is None:
            continue
        values = [row.values.get(column, "") for row in table.rows]
        said = [value for value in values if value]
        if word in DAYS and all(re.fullmatch(r"\d\d?", value) for value in said):
            continue  # of a month
        if said and sum(fits(value) for value in said) >= SHARE * len(said):
            return column
    return None


def _plain(column: str) -> str:
    return re.sub(r"[\s_\-.:()]+", " ", column).strip().lower()


def _date(text: str) -> bool:
    if text == "..":
        return True
    try:
        parse(text)
    except EDTFError as error:
        return bool(error.suggestions)
    return True


def _degrees(limit: float) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        value = decimal(text)
        return value is not None and abs(value) <= limit

    return fits


def decimal(text: str) -> float | None:
    """A number with a decimal point or comma, None if it is none."""
    if not re.fullmatch(r"[+-−]?\d+([.,]\d+)?|[+−-]?\d+([.,]\d+)?([eE]-?\d+)?", text):
        return None
    return float(text.replace(",", ".").replace("−", "-"))


_STATUSES: Final = re.compile(
    "done|planned|ordered|proposed|promised|requested|alleged|reported|recalled|inferred|denied|cancelled"
)

FITS: Final[Mapping[str, Callable[[str], bool]]] = {
    "when": _date,
    "start": _date,
    "end": _date,
    "lon": _degrees(180),
    "lat": _degrees(90),
    "quantity": lambda text: bool(re.fullmatch(r"[~<>]? ?\d[\d.]*", text)),
    "status": lambda text: _STATUSES.fullmatch(text) is not None,
    "uncertainty": _degrees(1e7),
}
