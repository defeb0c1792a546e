"""Columns of values, packed for the page; assets/packed.js unpacks them.

A column is one of

- `{"all": value}`: every row has it;
- `{"from": number}`: the numbers from there on, one by one;
- `{"u8" | "u16" | "i32": base64, "add": number, "per": number}`: little-endian whole numbers, to which
  `add` is added and which are divided by `per`, where these are given;
- `{"u8" | "u16" | "i32": base64, "of": list}`: numbers of the values in a list;
- a plain list, where nothing of this is shorter.

The same values give the same bytes: nothing is compressed.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

TYPES: Final = {"u8": "<u1", "u16": "<u2", "i32": "<i4"}
MOST_LISTED: Final = 65536
"""A list of values that a column refers to has no more than this."""


def whole_numbers(values: Iterable[int] | NDArray[np.int64]) -> dict[str, Any]:
    """A column of whole numbers of 32 bits, in its shortest form; OverflowError for others."""
    numbers = np.fromiter(values, np.int64) if not isinstance(values, np.ndarray) else values
    if not len(numbers):
        return {"all": 0}
    low, high = int(numbers.min()), int(numbers.max())
    if low < -(2**31) or high >= 2**31:
        raise OverflowError(f"{low if low < 0 else high} does not fit into 32 bits")
    if low == high:
        return {"all": low}
    if len(numbers) > 2 and (np.diff(numbers) == 1).all():
        return {"from": low}
    if high - low < 2**16:
        name = "u8" if high - low < 2**8 else "u16"
        return _raw(name, numbers - low) | ({"add": low} if low else {})
    listed, places = np.unique(numbers, return_inverse=True)
    if len(listed) <= MOST_LISTED and 12 * len(listed) < 2 * len(numbers):
        name = "u8" if len(listed) <= 2**8 else "u16"
        return _raw(name, places) | {"of": [int(number) for number in listed]}
    return _raw("i32", numbers)


def decimals(values: NDArray[np.float64]) -> dict[str, Any]:
    """A column of degrees, to 1e-7 of them (a centimetre) within ±214 degrees, else to 1e-6."""
    per = 10**7 if not len(values) or np.abs(values).max() < 214 else 10**6
    column = whole_numbers(np.rint(values * per).astype(np.int64))
    if "all" in column:
        return {"all": column["all"] / per}
    if "of" in column or "from" in column:
        column = _raw("i32", np.rint(values * per).astype(np.int64))
    return column | {"per": per}


def any_values(values: Iterable[Any]) -> Any:
    """A column of JSON values (texts, numbers, None, mappings)."""
    values = list(values)
    keys = [value if isinstance(value, str) else _key(value) for value in values]
    places: dict[Any, int] = {}
    for key in keys:
        places.setdefault(key, len(places))
    if len(places) == 1 and len(values) > 1:
        return {"all": values[0]}
    if len(places) > MOST_LISTED or 2 * len(places) > len(values) or len(values) < 8:
        return values
    listed: list[Any] = [None] * len(places)
    for key, value in zip(keys, values, strict=True):
        listed[places[key]] = value
    numbers = np.fromiter((places[key] for key in keys), np.int64)
    return _raw("u8" if len(listed) <= 2**8 else "u16", numbers) | {"of": listed}


def texts(values: Iterable[str | None]) -> Any:
    """A column of texts; those that are all whole numbers are packed as such, marked `"text": true`."""
    values = list(values)
    if len(values) > 8 and all(value and _is_plain_number(value) for value in values):
        return whole_numbers(int(value or 0) for value in values) | {"text": True}
    return any_values(values)


def _is_plain_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10 and (text[0] != "0" or text == "0")


def _key(value: Any) -> Any:
    """Something hashable that tells a value from others of another type or content."""
    if isinstance(value, dict):
        return dict, tuple((key, _key(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return list, tuple(map(_key, value))
    return type(value), value


def _raw(name: str, numbers: NDArray[np.int64]) -> dict[str, Any]:
    return {name: b64encode(numbers.astype(TYPES[name]).tobytes()).decode("ascii")}
