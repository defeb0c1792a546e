"""Rows of Linked Places that others wrote: names with languages and times, links, timespans."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from placetime.importing.rows import Draft, SourceTable, Toponym, worded
from placetime.model.days import civil, day_number, from_iso, iso, month_length

COLUMNS = ("title", "when", "description", "type", "certainty", "source")


def read_gazetteer(path: Path, document: Mapping[str, Any]) -> SourceTable:
    """The features of the collection; a line is a feature's number, from 1."""
    return worded(path.name, COLUMNS, _drafts(document["features"]))


def _drafts(features: list[Any]) -> Iterator[Draft]:
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            continue
        names = tuple(
            Toponym(str(n["toponym"]), str(n.get("lang", "")), date_of(n.get("when")))
            for n in _dicts(feature.get("names"))
            if n.get("toponym")
        )
        title = _member(feature.get("properties"), "title") or (names[0].text if names else "")
        kinds = [
            _member(t, "label") or _member(t, "identifier") for t in _dicts(feature.get("types"))
        ]
        said = [_member(d, "value") for d in _dicts(feature.get("descriptions"))]
        cited = [_member(c, "label") for c in _dicts(_member_of(feature, "when", "citations"))]
        yield Draft(
            number,
            {
                "title": title,
                "when": date_of(feature.get("when")),
                "description": next(iter(said), ""),
                "type": next(iter(kinds), ""),
                "certainty": _member(feature.get("when"), "certainty"),
                "source": "; ".join(c for c in cited if c),
                "names": "; ".join(n.text for n in names),
                "timespans": _said(feature.get("when")),
            },
            _geometry(feature.get("geometry")),
            names,
            tuple(_member(link, "identifier") for link in _dicts(feature.get("links"))),
        )


def date_of(when: Any) -> str:
    """A `when` as EDTF: its own text if there is one, else from the first begin to the last end.

    A side from an earliest to a latest day that is no year or month has no EDTF in an interval: it is
    then the outer day. '' if nothing is said.
    """
    if not isinstance(when, dict):
        return ""
    own = when.get("placetime:edtf")
    if isinstance(own, list) and len(own) == 1:
        return str(own[0])
    spans = _dicts(when.get("timespans"))
    if not spans:
        return ""
    start, end = _side(spans[0].get("start"), 0), _side(spans[-1].get("end"), 1)
    if start == end or (start and spans[-1].get("end") is None):
        return start
    return f"{start or ''}/{end or ''}" if start or end else ""


def _side(side: Any, last: int) -> str:
    if not isinstance(side, dict):
        return ""
    if side.get("in"):
        return str(side["in"])
    days = [str(side[name]) for name in ("earliest", "latest") if side.get(name)]
    if len(days) == 2:
        return _whole(*days) or days[last]
    return ""


def _whole(first: str, last: str) -> str | None:
    """The year or the month that two days enclose, or None."""
    try:
        a, b = from_iso(first), from_iso(last)
    except ValueError:
        return None
    year, month, day = civil(a)
    sign, digits = ("-" if year < 0 else ""), f"{abs(year):04d}"
    if a == day_number(year, 1, 1) and b == day_number(year, 12, 31):
        return sign + digits
    if day == 1 and b == day_number(year, month, month_length(year, month)):
        return iso(a)[:-3]
    return None


def _geometry(value: Any) -> BaseGeometry | None:
    """The geometry, the first of a collection; None if there is none that can be read."""
    if isinstance(value, dict) and value.get("type") == "GeometryCollection":
        value = next(iter(_dicts(value.get("geometries"))), None)
    if not isinstance(value, dict):
        return None
    try:
        shape = shapely.force_2d(shapely.geometry.shape(value))
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return None if shape.is_empty else shape


def _said(when: Any) -> str:
    return (
        json.dumps(when["timespans"], ensure_ascii=False)
        if isinstance(when, dict) and when.get("timespans")
        else ""
    )


def _member(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def _member_of(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
