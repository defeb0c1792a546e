"""Changes the geometry of a feature in a GeoJSON text; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from placetime.read.structured import Document, KeyPath

DECIMALS: Final = 7

Piece: TypeAlias = tuple[int, int, str]
"""A stretch of the text, end exclusive, and what stands there instead."""


def reshaped(document: Document, index: int, geometry: BaseGeometry) -> list[Piece]:
    """What changes so that the feature at `index` has this geometry.

    Where only positions have moved only these are written; positions that stay keep their digits.
    """
    path: KeyPath = ("features", index, "geometry")
    old = document.value["features"][index]["geometry"]
    new = shapely.geometry.mapping(like(geometry, old["type"]))
    coordinates: KeyPath = (*path, "coordinates")
    kept = {
        _rounded(position): _stretch(document, (*coordinates, *at))
        for at, position in _positions(old["coordinates"])
    }
    comma = ", " if ", " in next(iter(kept.values()), "") else ","
    if new["type"] != old["type"]:
        made = f'{{"type":{comma[1:]}"{new["type"]}"{comma}"coordinates":{comma[1:]}'
        return [_piece(document, path, made + _written(new["coordinates"], kept, comma) + "}")]
    before, after = dict(_positions(old["coordinates"])), dict(_positions(new["coordinates"]))
    if before.keys() != after.keys():
        return [_piece(document, coordinates, _written(new["coordinates"], kept, comma))]
    return [
        _piece(document, (*coordinates, *at), _written(position, {}, comma))
        for at, position in after.items()
        if _rounded(position) != _rounded(before[at])
    ]


def like(geometry: BaseGeometry, kind: str) -> BaseGeometry:
    """A geometry of one part as a single one, where `kind` is one; tables hold them as multiple."""
    parts: Any = getattr(geometry, "geoms", ())
    if len(parts) == 1 and f"Multi{kind}" == geometry.geom_type:
        return parts[0]
    return geometry


def _positions(value: Any, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if value and isinstance(value[0], int | float):
        yield at, value
        return
    for index, part in enumerate(value):
        yield from _positions(part, (*at, index))


def _written(value: Any, kept: dict[tuple[float, ...], str], comma: str) -> str:
    if value and isinstance(value[0], int | float):
        return kept.get(_rounded(value)) or f"[{comma.join(_number(v) for v in value)}]"
    return f"[{comma.join(_written(part, kept, comma) for part in value)}]"


def _number(value: float) -> str:
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rounded(position: Any) -> tuple[float, ...]:
    return tuple(round(float(v), DECIMALS) for v in position)


def _stretch(document: Document, path: KeyPath) -> str:
    start, end, _ = _piece(document, path, "")
    return document.text[start:end]


def _piece(document: Document, path: KeyPath, text: str) -> Piece:
    span = document.span(*path)
    assert span is not None  # the value was read from there
    start, end = span
    return start, end, text
