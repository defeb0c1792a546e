"""The gazetteer as features of Linked Places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from placetime.model.atlas import Atlas
from placetime.model.edtf import EDTF
from placetime.model.interval import Interval
from placetime.model.place import Name, Place
from placetime.render.gis.geometry import geojson_geometry
from placetime.render.gis.linked_places.when import spans, when
from placetime.spec import load

LANG: Final = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)
"""BCP 47 without extensions (RFC 5646, section 2.1); the format takes nothing else."""


def place_feature(atlas: Atlas, place: Place, dates: Sequence[Interval]) -> dict[str, Any]:
    """A place with all its names; `dates` are those of the events that name it.

    It is in time when its names were used and when events name it; if neither is known, over the
    atlas' span, with certainty “uncertain”: the format wants a time of every place.
    """
    known = [name.when.interval for name in place.names if name.when]
    intervals = [*known, *([_covering(dates)] if dates else [])]
    time: dict[str, Any] = {"timespans": spans(intervals)}
    if not time["timespans"]:
        time = {
            "timespans": spans([atlas.span]),
            "certainty": "uncertain",
            "label": "the span of the atlas",
        }
    feature: dict[str, Any] = {
        "@id": f"place:{place.id}",
        "type": "Feature",
        "properties": {"title": place.name(atlas.language), "fclasses": [_class(place)]},
        "when": time,
        "names": [_name(name) for name in place.names] or [{"toponym": place.id}],
        "types": [{"identifier": f"placetime:{place.feature_class}", "label": place.feature_class}],
        "geometry": _geometry(place),
    }
    links = [link for text in place.links if (link := linked(text))]
    if links:
        feature["links"] = [{"type": "closeMatch", "identifier": link} for link in links]
    if place.part_of:
        feature["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"place:{place.part_of}",
                "label": "part of " + atlas.places[place.part_of].name(atlas.language),
            }
        ]
    if place.note:
        feature["descriptions"] = [{"value": place.note}]
    feature["placetime:record"] = _record(place)
    return feature


def linked(text: str) -> str | None:
    """A link as the format takes it: an address, or one of its gazetteers' prefixes and a key."""
    prefix, _, key = text.partition(":")
    if prefix in ("http", "https"):
        return text
    short: Mapping[str, str] = load("gazetteers")
    return f"{short[prefix]}:{key}" if prefix in short and key else None


def _covering(intervals: Sequence[Interval]) -> Interval:
    """From the first of their begins to the last of their ends."""
    begins, begun, ends, last = zip(*(interval.days for interval in intervals), strict=True)
    return Interval(min(begins), min(begun), max(ends), max(last))


def _class(place: Place) -> str:
    """The GeoNames feature class of its class."""
    classes: Mapping[str, str] = load("vocabulary")["feature_class"]
    return classes.get(place.feature_class, "L")


def _name(name: Name) -> dict[str, Any]:
    made: dict[str, Any] = {"toponym": name.text}
    made["lang" if LANG.fullmatch(name.lang) else "placetime:lang"] = name.lang
    dates: list[EDTF] = [name.when] if name.when else []
    if dates:
        made["when"] = when(dates)
    if name.note:
        made["placetime:note"] = name.note
    return made


def _geometry(place: Place) -> dict[str, Any] | None:
    if place.geometry is None:
        return None
    made = geojson_geometry(place.geometry)
    made["certainty"] = "less-certain" if place.uncertainty_m else "certain"
    if place.coordinate_source:
        made["citations"] = [{"label": place.coordinate_source}]
    return made


def _record(place: Place) -> dict[str, Any]:
    """What the format has no member for, or only in other words."""
    return {
        "class": place.feature_class,
        "label_at": list(place.label_at) if place.label_at else None,
        "uncertainty_m": place.uncertainty_m,
        "part_of": place.part_of,
        "coordinate_source": place.coordinate_source,
        "links": list(place.links),
        "note": place.note,
    }
