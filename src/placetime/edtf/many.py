"""Reads a column of EDTF texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from placetime.edtf.error import EDTFError
from placetime.edtf.parse import parse
from placetime.model.days import DAYS_0000_03_01_TO_EPOCH, ERA_DAYS, ERA_YEARS, MONTH_LENGTHS
from placetime.model.interval import FUTURE, PAST

if TYPE_CHECKING:
    import pandas as pd

Days = tuple[int, int, int, int]

REFUSED: Final[Days] = (PAST, FUTURE, PAST, FUTURE)
"""The days of a refused text: nothing is known."""

_PLAIN = "YYYY-MM-DD"
_LENGTHS = np.array((0, *MONTH_LENGTHS), dtype=np.int32)


def parse_many(
    texts: Sequence[str] | NDArray[Any] | pd.Series[str],
) -> tuple[NDArray[np.int32], list[tuple[int, EDTFError]]]:
    """The days of every text, and the refused rows with their reasons.

    The array has shape (n, 4), dtype int32, its columns in the order of Interval's fields. Rows
    count from 0; a refused row holds `REFUSED`. What is not a string (None, NaN) is refused.
    Plain `YYYY-MM-DD` is read without a Python call for each row; any other text once for each
    distinct text.
    """
    rows: list[Any] = texts.tolist() if hasattr(texts, "tolist") else list(texts)
    days = np.empty((len(rows), 4), dtype=np.int32)
    plain = _plain_days(rows, days)
    errors: list[tuple[int, EDTFError]] = []
    known: dict[object, Days | EDTFError] = {}
    for row in np.flatnonzero(~plain).tolist():
        text = rows[row] if isinstance(rows[row], str) else None
        meaning = known.get(text)
        if meaning is None:
            meaning = known[text] = _read(text)
        if isinstance(meaning, EDTFError):
            errors.append((row, meaning))
            meaning = REFUSED
        days[row] = meaning
    return days, errors


def _read(text: object) -> Days | EDTFError:
    try:
        return parse(text if isinstance(text, str) else "").interval.days
    except EDTFError as error:
        return error


def _plain_days(rows: list[Any], days: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Fills `days` where a row is a real date YYYY-MM-DD; true there."""
    plain = np.fromiter(
        (type(row) is str and len(row) == len(_PLAIN) for row in rows), np.bool_, len(rows)
    )
    at = np.flatnonzero(plain)
    joined = "".join(rows[row] for row in at.tolist())
    # one byte for each character: what is not ASCII becomes "?", which is no digit
    characters = np.frombuffer(joined.encode("ascii", "replace"), np.uint8)
    characters = characters.reshape(-1, len(_PLAIN))
    digits = characters[:, [0, 1, 2, 3, 5, 6, 8, 9]] - np.uint8(ord("0"))
    hyphens = characters[:, [4, 7]] == ord("-")
    number = digits.astype(np.int32)
    year = number[:, 0] * 1000 + number[:, 1] * 100 + number[:, 2] * 10 + number[:, 3]
    month = number[:, 4] * 10 + number[:, 5]
    day = number[:, 6] * 10 + number[:, 7]
    real = (digits <= 9).all(axis=1) & hyphens.all(axis=1)
    real &= (month >= 1) & (month <= 12)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = _LENGTHS[np.where(real, month, 0)] + (leap & (month == 2))
    real &= (day >= 1) & (day <= length)
    plain[at] = real
    days[at] = _day_numbers(year, month, day)[:, np.newaxis]
    return plain


def _day_numbers(
    year: NDArray[np.int32], month: NDArray[np.int32], day: NDArray[np.int32]
) -> NDArray[np.int32]:
    """`days.day_number` for whole columns, unchecked."""
    shifted_year = year - (month <= 2)
    era, year_of_era = np.divmod(shifted_year, ERA_YEARS)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    numbers: NDArray[np.int32] = era * ERA_DAYS + day_of_era - DAYS_0000_03_01_TO_EPOCH
    return numbers
