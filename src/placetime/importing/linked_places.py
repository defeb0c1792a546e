"""Linked Places JSON-LD that this project wrote, read back in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import shapely

from placetime.importing.atlas import NewAtlas, NewLayer, Shape
from placetime.render.gis.claims import plain_number

RECORD: Final = "placetime:record"
SHAPES: Final = "geo/shapes.geojson"


def is_whole(document: Mapping[str, Any]) -> bool:
    """Whether the file holds a whole atlas: what has no member of the format's own stands beside."""
    record = document.get(RECORD)
    return isinstance(record, dict) and isinstance(record.get("layers"), list)


def whole(document: Mapping[str, Any], layers: str | None = None) -> NewAtlas:
    """The atlas that was exported: places, names, layers, claims, numbers, sources.

    KeyError, TypeError or ValueError if the file was changed so that it can no longer be understood.
    """
    record = document[RECORD]
    new = NewAtlas(
        title=record["title"],
        about=record["about"],
        languages=tuple(record["languages"]),
        groups={key: {"title": title} for key, title in record["groups"].items()},
        actors=record["actors"],
        units=record.get("units", {}),
        sources=list(record["sources"]),
    )
    drawn = {entry["id"]: _layer(entry) for entry in record["layers"]}
    for feature in document["features"]:
        kind, _, key = str(feature["@id"]).partition(":")
        if kind == "place":
            _place(new, key, feature)
        elif kind == "event":
            own = feature[RECORD]
            drawn[own["layer"]].claims += [_claim(key, claim) for claim in own["claims"]]
    new.layers += drawn.values()
    return new


def _place(new: NewAtlas, place: str, feature: Mapping[str, Any]) -> None:
    record = feature[RECORD]
    values = {
        "id": place,
        "class": record["class"],
        "geometry": "none",
        "part_of": record["part_of"] or "",
        "coordinate_source": record["coordinate_source"],
        "links": "; ".join(record["links"]),
        "note": record["note"],
    }
    if record["label_at"]:
        values["lon"], values["lat"] = (plain_number(v) for v in record["label_at"])
    geometry = feature["geometry"]
    if geometry is not None:
        values["uncertainty_m"] = plain_number(record["uncertainty_m"])
        values["geometry"] = "point"
        if geometry["type"] != "Point":
            values["geometry"] = f"{SHAPES.removeprefix('geo/')}#{place}"
            new.shapes.append(Shape(SHAPES, place, shapely.geometry.shape(geometry)))
    new.places.append(values)
    for name in feature["names"]:
        lang = name.get("lang") or name.get("placetime:lang")
        if lang is None:  # a place without names has its id as one
            continue
        dates = name.get("when", {}).get("placetime:edtf", [""])
        note = name.get("placetime:note", "")
        own = {
            "place": place,
            "name": name["toponym"],
            "lang": lang,
            "when": dates[0],
            "note": note,
        }
        new.names.append(own)


def _layer(entry: Mapping[str, Any]) -> NewLayer:
    wanted = ("title", "meaning", "group", "order", "symbol", "legend", "trace", "kinds")
    settings = {name: entry[name] for name in wanted}
    if not entry["shown"]:
        settings["shown"] = False
    settings["series"] = {
        one["id"]: {name: one[name] for name in ("title", "unit", "actor") if one[name]}
        for one in entry["series"]
    }
    return NewLayer(
        entry["id"],
        settings,
        series=[
            {"series": one["id"], **_number(value)}
            for one in entry["series"]
            for value in one["values"]
        ],
    )


def _number(value: Mapping[str, Any]) -> dict[str, str]:
    texts = ("when", "value", "unit", "of", "status", "source", "passage", "note")
    made = {name: str(value.get(name) or "") for name in texts}
    return {**made, "who": "; ".join(value.get("who", []))}


def _claim(event: str, claim: Mapping[str, Any]) -> dict[str, str]:
    texts = (
        "when", "when_written", "kind", "status", "known", "quantity", "unit", "of", "source",
        "passage", "certainty", "note",
    )  # fmt: skip
    made = {name: str(claim[name] or "") for name in texts}
    made |= {"event": event, "who": "; ".join(claim["who"]), "differs": "; ".join(claim["differs"])}
    made |= {f"summary_{lang}": text for lang, text in claim["summary"].items()}
    for ref in claim["places"]:
        text = ref["place"] + ("?" if ref["inferred"] else "")
        text += f" = {ref['written']}" if ref["written"] else ""
        before = made.get(ref["role"], "")
        made[ref["role"]] = f"{before}; {text}" if before else text
    return made


def is_linked_places(document: Any) -> bool:
    """Whether a JSON value is a collection of Linked Places, by its context or its names."""
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        return False
    if re.search("linkedplaces|linked-places", str(document.get("@context", "")), re.IGNORECASE):
        return True
    first = document["features"][0] if document["features"] else None
    return isinstance(first, dict) and isinstance(first.get("names"), list)
