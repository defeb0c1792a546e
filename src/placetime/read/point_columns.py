"""Columns of Arrow as numbers: positions of points, days of dates."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from placetime.edtf.error import EDTFError
from placetime.edtf.many import parse_many
from placetime.model.interval import PAST

WKB_POINT: Final = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
"""A point of two coordinates in little-endian WKB: 21 bytes."""
LITTLE_ENDIAN, POINT = 1, 1

Flags = NDArray[np.bool_]


def positions(column: Any) -> tuple[NDArray[np.float64], Flags]:
    """x and y (n, 2) of a column of WKB or of GeoArrow points, and which rows have a point (n,).

    The others are NaN. Where all are points of two coordinates the bytes are taken as they are.
    """
    from pyarrow import types

    if types.is_struct(column.type):
        x, y = (column.field(axis).to_numpy(zero_copy_only=False) for axis in ("x", "y"))
        there = column.is_valid().to_numpy(zero_copy_only=False)
    else:
        records = _records(column)
        if records is None:
            shapes = shapely.from_wkb(column.to_numpy(zero_copy_only=False))
            there = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
            shapes[~there] = None
            x, y = shapely.get_x(shapes), shapely.get_y(shapes)
        else:
            x, y = records["x"], records["y"]
            there = np.ones(len(records), np.bool_)
    lonlat = np.empty((2, len(x)))
    lonlat[0], lonlat[1] = x, y
    there &= ~np.isnan(lonlat[0])
    return lonlat.T, there


def _records(column: Any) -> NDArray[np.void] | None:
    """The bytes of a column of WKB as `WKB_POINT`; None if anything else is among them."""
    from pyarrow import types

    kinds = {types.is_binary: np.int32, types.is_large_binary: np.int64}
    width = next((own for is_kind, own in kinds.items() if is_kind(column.type)), None)
    if width is None or column.null_count:
        return None
    _, ends, data = column.buffers()
    edges = np.frombuffer(ends, width, len(column) + 1, column.offset * np.dtype(width).itemsize)
    if not len(column) or not (np.diff(edges) == WKB_POINT.itemsize).all():
        return None
    records: NDArray[np.void] = np.frombuffer(data, WKB_POINT, len(column), int(edges[0]))
    plain = (records["order"] == LITTLE_ENDIAN).all() and (records["type"] == POINT).all()
    return records if plain else None


def days_of_column(
    column: Any,
) -> tuple[NDArray[np.int64], Flags, dict[str, tuple[int, EDTFError]]]:
    """The first day of each row since 1970-01-01, which rows have one, and the texts that are no dates,
    each with its first row (from 0) and the reason.

    A blank text and a date without a first day count as none. TypeError for a column that holds no dates.
    """
    from pyarrow import types

    if types.is_date(column.type) or types.is_timestamp(column.type):
        stamps = column.to_numpy(zero_copy_only=False).astype("datetime64[D]")
        dated = ~np.isnat(stamps)
        return np.where(dated, stamps.astype(np.int64), 0), dated, {}
    if not types.is_dictionary(column.type):
        if not (types.is_string(column.type) or types.is_large_string(column.type)):
            raise TypeError(f"{column.type} is no type of dates")
        column = column.dictionary_encode()
    texts = column.dictionary.to_pylist()
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{column.type.value_type} is no type of dates")
    rows = column.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    days, errors = parse_many(texts)
    first = np.append(days[:, 0].astype(np.int64), PAST)
    bad = {}
    for number, error in errors:
        own = np.flatnonzero(rows == number)
        if len(own) and texts[number].strip():
            bad[texts[number]] = int(own[0]), error
    return first[rows], first[rows] > PAST, bad
