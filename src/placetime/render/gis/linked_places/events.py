"""Events as features of Linked Places: when, by whom it is said, and which places it relates to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim, PlaceRef
from placetime.model.event import Event
from placetime.model.source import Source
from placetime.model.text import pick
from placetime.render.gis.geometry import geojson_geometry
from placetime.render.gis.linked_places.places import LANG
from placetime.render.gis.linked_places.when import spans, when
from placetime.scene.mark import Mark


def event_feature(atlas: Atlas, event: Event, marks: Sequence[Mark]) -> dict[str, Any]:
    """An event with its marks as geometry (null if it has none), and every claim in full.

    Undated events have a `when` without timespans. Names are required: they are the summaries.
    """
    first = event.principal
    title = pick(first.summary, atlas.language) or event.id
    return {
        "@id": f"event:{event.id}",
        "type": "Feature",
        "properties": {"title": title, "layer": event.layer, "status": first.status},
        "when": _when(event),
        "names": [
            {"toponym": text, **({"lang": lang} if LANG.fullmatch(lang) else {})}
            for lang, text in first.summary.items()
            if text
        ]
        or [{"toponym": event.id}],
        "types": [
            {
                "identifier": "placetime:event",
                "label": "event",
                "sourceLabels": [{"label": first.kind or event.layer}],
            }
        ],
        "geometry": _geometry(marks),
        "relations": [_relation(atlas, c, ref) for c in event.claims for ref in c.places],
        "descriptions": [
            {"value": text, **({"lang": lang} if LANG.fullmatch(lang) else {})}
            for claim in event.claims
            for lang, text in claim.summary.items()
            if text
        ],
        "placetime:citations": [citation(atlas.sources[c.source], c) for c in event.claims],
        "placetime:record": {
            "layer": event.layer,
            "disputed": list(event.disputed),
            "claims": [record(claim) for claim in event.claims],
        },
    }


def _when(event: Event) -> dict[str, Any]:
    """What the claims' dates allow together; where they disagree, the date of each."""
    dates = [claim.when for claim in event.claims if claim.when]
    made = when(dates, event.principal.certainty if dates else "")
    if event.interval is not None and "date" not in event.disputed:
        made["timespans"] = spans([event.interval])
    if not dates:
        made["label"] = "undated"
    return made


def _geometry(marks: Sequence[Mark]) -> dict[str, Any] | None:
    parts = []
    for mark in marks:
        made = geojson_geometry(mark.geometry)
        sure = not (mark.inferred or mark.radius_m)
        made["certainty"] = "certain" if sure else "less-certain"
        if mark.interval is not None:
            made["when"] = {"timespans": spans([mark.interval])}
        parts.append(made)
    if not parts:
        return None
    return {"type": "GeometryCollection", "geometries": parts} if len(parts) > 1 else parts[0]


def _relation(atlas: Atlas, claim: Claim, ref: PlaceRef) -> dict[str, Any]:
    made: dict[str, Any] = {
        "relationType": f"placetime:{ref.role}",
        "relationTo": f"place:{ref.place}",
        "label": f"{ref.role} {ref.written or atlas.places[ref.place].name(atlas.language)}",
        "citations": [citation(atlas.sources[claim.source], claim)],
        "certainty": "less-certain" if ref.inferred else claim.certainty,
    }
    if claim.when:
        made["when"] = when([claim.when])
    return made


def citation(source: Source, claim: Claim) -> dict[str, Any]:
    """The source by its reference, its year as text, and the passage that the claim rests on."""
    address = str(source.item.get("URL", ""))
    made = {
        "label": source.reference,
        "@id": address if re.match(r"https?://", address) else f"source:{source.id}",
    }
    if re.fullmatch(r"-?\d+", source.year):
        made["year"] = source.year
    return {**made, "placetime:source": source.id, "placetime:passage": str(claim.passage)}


def record(claim: Claim) -> dict[str, Any]:
    """A claim in full: dates as EDTF, the quantity as entered, the passage as in claims.csv."""
    return {
        "when": claim.when.text if claim.when else None,
        "when_written": claim.when_written,
        "places": [
            {"role": r.role, "place": r.place, "written": r.written, "inferred": r.inferred}
            for r in claim.places
        ],
        "who": list(claim.who),
        "kind": claim.kind,
        "status": claim.status,
        "known": claim.known.text if claim.known else None,
        "quantity": claim.quantity.text if claim.quantity else None,
        "unit": claim.unit,
        "of": claim.of,
        "source": claim.source,
        "passage": str(claim.passage),
        "summary": dict(claim.summary),
        "certainty": claim.certainty,
        "differs": list(claim.differs),
        "note": claim.note,
    }
