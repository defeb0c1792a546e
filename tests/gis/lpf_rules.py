"""The rules by which the World Historical Gazetteer checks an upload in Linked Places format 2.0.

Written down from its public schema (JSON Schema draft 7), stricter in one point: every feature has a
`when`, which the gazetteer's guide asks for and its schema lets pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

URL = re.compile(r"https?://(www\.)?[a-zA-Z0-9.-]{2,256}\.[a-z]{2,63}(:[0-9]{1,5})?(/.*)?")
TERM = re.compile(r"\w+:\S+")
LINK = re.compile(r"(bnf|cerl|dbp|gn|gnd|gov|loc|pl|tgn|viaf|wd|wp):\S+")
DATE = re.compile(r"-\d{5,}|-?\d{1,4}(-(0[1-9]|1[0-2]))?(-([0-2]\d|3[01]))?")
LANG = re.compile(
    r"([A-Za-z]{2,3}(-[A-Za-z]{3}(-[A-Za-z]{3}){0,2})?|[A-Za-z]{4,8})(-[A-Za-z]{4})?"
    r"(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
)
CERTAINTY = ("certain", "less-certain", "uncertain")
FCLASSES = set("AHLPRSTUVX")
LINK_TYPES = ("closeMatch", "exactMatch", "primaryTopicOf", "subjectOf", "seeAlso")
DEPTH = {
    "Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
}  # fmt: skip


def errors(collection: dict[str, Any]) -> list[str]:
    """Everything that the rules refuse, each with the feature's @id; empty for a valid file."""
    found = []
    if collection.get("type") != "FeatureCollection" or not collection.get("features"):
        found.append("no FeatureCollection with features")
    for feature in collection.get("features", []):
        found += [f"{feature.get('@id')}: {text}" for text in _feature(feature)]
    return found


def _feature(f: dict[str, Any]) -> Iterator[str]:
    if f.get("type") != "Feature" or not _address(f.get("@id")):
        yield "type or @id"
    if not isinstance(f.get("properties", {}).get("title"), str):
        yield "properties.title"
    classes = f.get("properties", {}).get("fclasses")
    if classes is None and not f.get("types"):
        yield "neither fclasses nor types"
    if classes is not None and not (classes and set(classes) <= FCLASSES):
        yield f"fclasses {classes}"
    if "when" not in f:
        yield "no when"
    if not f.get("names"):
        yield "no names"
    for name in f.get("names", []):
        if not isinstance(name.get("toponym"), str):
            yield "a name without toponym"
        yield from _lang(name)
    for kind in f.get("types", []):
        if not _address(kind.get("identifier")) or not isinstance(kind.get("label"), str):
            yield f"type {kind}"
        if any("label" not in label for label in kind.get("sourceLabels", [])):
            yield "a source label without label"
    for link in f.get("links", []):
        key = link.get("identifier", "")
        if link.get("type") not in LINK_TYPES or not (URL.fullmatch(key) or LINK.fullmatch(key)):
            yield f"link {link}"
    for relation in f.get("relations", []):
        if not all(_address(relation.get(key)) for key in ("relationType", "relationTo")):
            yield f"relation {relation}"
    for text in f.get("descriptions", []):
        if not isinstance(text.get("value"), str):
            yield "a description without value"
        yield from _lang(text)
    if "geometry" not in f:
        yield "no geometry"
    yield from _geometry(f.get("geometry"))
    for part in _every(f):
        yield from _common(part)


def _common(part: dict[str, Any]) -> Iterator[str]:
    """What may stand at a feature, a name, a geometry or a relation alike."""
    if "certainty" in part and part["certainty"] not in CERTAINTY:
        yield f"certainty {part['certainty']}"
    for cited in part.get("citations", []):
        if not ("label" in cited or _address(cited.get("@id"))):
            yield "a citation without label and @id"
        if "@id" in cited and not _address(cited["@id"]):
            yield f"citation {cited['@id']}"
        if "year" in cited and not (
            isinstance(cited["year"], str) and re.fullmatch(r"-?\d+", cited["year"])
        ):
            yield f"the year {cited['year']!r} is no text of digits"
    if "when" in part:
        yield from _when(part["when"])


def _when(when: dict[str, Any]) -> Iterator[str]:
    if not isinstance(when.get("timespans"), list):
        yield "a when without timespans"
    if when.get("certainty", "certain") not in CERTAINTY:
        yield "certainty of a when"
    for span in when.get("timespans", []):
        if not set(span) <= {"start", "end"} or not span:
            yield f"timespan {span}"
        for side in span.values():
            keys = set(side)
            if not (keys == {"in"} or (keys and keys <= {"earliest", "latest"})):
                yield f"date {side}"
            if not all(isinstance(d, str) and DATE.fullmatch(d) for d in side.values()):
                yield f"date {side}"


def _geometry(geometry: Any) -> Iterator[str]:
    if geometry is None:
        return
    if geometry.get("type") == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _geometry(part)
            yield from _common(part)
        return
    if geometry.get("type") not in DEPTH:
        yield f"geometry {geometry.get('type')}"
        return
    positions = [geometry["coordinates"]]
    for _ in range(DEPTH[geometry["type"]]):
        positions = [part for whole in positions for part in whole]
    if not all(len(p) == 2 and abs(p[0]) <= 180 and abs(p[1]) <= 90 for p in positions):
        yield "a position out of range"


def _every(feature: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield feature
    yield from feature.get("names", [])
    yield from feature.get("relations", [])
    yield from feature.get("types", [])
    if isinstance(feature.get("geometry"), dict):
        yield feature["geometry"]


def _lang(part: dict[str, Any]) -> Iterator[str]:
    if "lang" in part and not LANG.fullmatch(part["lang"]):
        yield f"lang {part['lang']}"


def _address(text: Any) -> bool:
    return isinstance(text, str) and bool(URL.fullmatch(text) or TERM.fullmatch(text))
