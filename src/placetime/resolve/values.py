"""Meaning of single cells: ids, dates, numbers, places as written, passages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from math import inf

from placetime.edtf import EDTF, EDTFError, parse
from placetime.edtf.error import FINDINGS
from placetime.model.claim import PlaceRef, Quantity, Role
from placetime.model.finding import Finding, Location
from placetime.model.source import CHECK_DIGITS, Passage
from placetime.read.table import Cell
from placetime.resolve.nearest import did_you_mean

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PASSAGE = re.compile(rf"(\d+)-(\d+):([0-9a-f]{{{CHECK_DIGITS}}})")


def is_id(text: str) -> bool:
    """Whether a text is an id: lower-case ASCII letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None


def date_at(location: Location, text: str, found: list[Finding]) -> EDTF | None:
    """The EDTF in a text, or None (with a finding unless it is empty)."""
    if not text:
        return None
    try:
        return parse(text)
    except EDTFError as error:
        at = Location(location.file, location.line, location.column + error.column - 1)
        found.append(Finding(at, FINDINGS[error.code], f"“{text}”: {error.message}"))
        return None


def number(cell: Cell, found: list[Finding]) -> float | None:
    """A plain decimal number, or None."""
    if not cell.text:
        return None
    if not _NUMBER.fullmatch(cell.text):
        message = f"“{cell.text}” is not a number; write digits with a point, such as 39.03"
        found.append(Finding(cell.location, "C505", message))
        return None
    return float(cell.text)


def quantity(cell: Cell, found: list[Finding]) -> Quantity | None:
    """A number with `~`, `>`, `<` before it, or a range `a..b`; about means ten per cent either way."""
    text = cell.text.replace("−", "-")
    if not text:
        return None
    low, dots, high = text.partition("..")
    if dots and _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high) and float(low) <= float(high):
        return Quantity(text, float(low), float(high))
    sign, digits = (text[0], text[1:].strip()) if text[0] in "~<>" else ("", text)
    if not _NUMBER.fullmatch(digits):
        message = (
            f"“{cell.text}” is not a number; write digits without separators, "
            "such as 80000, ~80000, >80000 or 70000..80000"
        )
        found.append(Finding(cell.location, "C505", message))
        return None
    value = float(digits)
    slack = abs(value) * 0.1
    bounds = {"": (value, value), "~": (value - slack, value + slack)}
    return Quantity(text, *{**bounds, ">": (value, inf), "<": (-inf, value)}[sign])


def place_refs(
    cell: Cell, role: Role, places: Container[str], known: Iterable[str], found: list[Finding]
) -> list[PlaceRef]:
    """The places of a cell: `id`, `id?` if inferred, `id = words as written`, several with `;`."""
    refs = []
    offset = 0
    for part in cell.text.split(";"):
        at = Location(
            cell.location.file,
            cell.location.line,
            cell.location.column + offset + len(part) - len(part.lstrip()),
        )
        offset += len(part) + 1
        head, _, written = (piece.strip() for piece in part.partition("="))
        if not head:
            continue
        place = head.removesuffix("?").strip()
        if place not in places:
            message = (
                f"unknown place “{place}”{did_you_mean(place, known)}; add it to geo/places.csv"
            )
            found.append(Finding(at, "C501", message))
            continue
        refs.append(PlaceRef(role, place, written, head.endswith("?")))
    return refs


def passage(cell: Cell, found: list[Finding]) -> Passage | None:
    """A `start-end:check` selector, or None and a finding."""
    if not cell.text:
        return None
    match = _PASSAGE.fullmatch(cell.text)
    if not match or int(match[1]) >= int(match[2]):
        message = (
            f"“{cell.text}” is not a passage; write start-end:check with start before end, "
            "as `placetime cite` prints it"
        )
        found.append(Finding(cell.location, "S601", message))
        return None
    return Passage(int(match[1]), int(match[2]), match[3])


def listed(cell: Cell) -> list[str]:
    """The parts of a cell between semicolons."""
    return [part.strip() for part in cell.text.split(";") if part.strip()]
