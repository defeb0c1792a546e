"""Attribute tables without geometry: events, claims, claim places, names, sources, numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from placetime.model.atlas import Atlas
from placetime.model.claim import Quantity
from placetime.render.gis.claims import finite
from placetime.render.gis.columns import by_language
from placetime.render.gis.dates import iso_columns
from placetime.render.gis.tables import claim_key
from placetime.scene.scene import Scene

Rows: TypeAlias = Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """`columns` is a key of `spec/columns.json`; `foreign` maps a column to the table it points to.

    A referenced table's key column has the column's own name.
    """

    name: str
    title: Mapping[str, str]
    columns: str
    rows: Callable[[Scene], Rows]
    key: str | None = None
    foreign: tuple[tuple[str, str], ...] = ()


def events(scene: Scene) -> Rows:
    """One row an event; those that cannot be located are here too, with no marks."""
    atlas = scene.atlas
    drawn: dict[str, int] = {}
    for mark in scene.marks:
        drawn[mark.event] = drawn.get(mark.event, 0) + 1
    for event in atlas.events:
        first = event.principal
        yield {
            "event": event.id,
            "layer": event.layer,
            "kind": first.kind or None,
            "status": first.status,
            "who": "; ".join(first.who) or None,
            **by_language("summary", first.summary, atlas.languages),
            "edtf": first.when.text if first.when else None,
            **iso_columns(event.interval),
            "dated": event.interval is not None,
            "vague": event.interval is not None and event.interval.vague,
            "disputed": "; ".join(event.disputed) or None,
            "claims": len(event.claims),
            "marks": drawn.get(event.id, 0),
            "sources": "; ".join(dict.fromkeys(c.source for c in event.claims)),
        }


def claims(scene: Scene) -> Rows:
    """One row a claim: what one source says of one event."""
    for event in scene.atlas.events:
        for claim in event.claims:
            yield {
                "claim": claim_key(event, claim),
                "event": event.id,
                "source": claim.source,
                "layer": claim.layer,
                "kind": claim.kind or None,
                "status": claim.status,
                "edtf": claim.when.text if claim.when else None,
                "when_written": claim.when_written or None,
                "known": claim.known.text if claim.known else None,
                **iso_columns(claim.when.interval if claim.when else None),
                "who": "; ".join(claim.who) or None,
                **_quantity(claim.quantity),
                "unit": claim.unit or None,
                "of_what": claim.of or None,
                "passage_start": claim.passage.start,
                "passage_end": claim.passage.end,
                "passage_check": claim.passage.check,
                **by_language("summary", claim.summary, scene.atlas.languages),
                "certainty": claim.certainty,
                "differs": "; ".join(claim.differs) or None,
                "note": claim.note or None,
            }


def claim_places(scene: Scene) -> Rows:
    """One row for each place that a claim names, with its role."""
    for event in scene.atlas.events:
        for claim in event.claims:
            for ref in claim.places:
                yield {
                    "claim": claim_key(event, claim),
                    "role": ref.role,
                    "place": ref.place,
                    "place_written": ref.written or None,
                    "inferred": ref.inferred,
                }


def names(scene: Scene) -> Rows:
    """One row for each form of a place's name."""
    for place in scene.atlas.places.values():
        for name in place.names:
            yield {
                "place": place.id,
                "name": name.text,
                "lang": name.lang,
                "name_edtf": name.when.text if name.when else None,
                "note": name.note or None,
            }


def sources(scene: Scene) -> Rows:
    """One row a work of the bibliography, with its CSL-JSON."""
    for source in scene.atlas.sources.values():
        yield {
            "source": source.id,
            "type": source.item.get("type"),
            "title": source.title,
            "authors": source.authors or None,
            "year": source.year or None,
            "reference": source.reference,
            "csl": json.dumps(dict(source.item), ensure_ascii=False, sort_keys=True),
        }


def numbers(scene: Scene) -> Rows:
    """One row for each value of each series of numbers over time."""
    for layer in scene.atlas.layers:
        for series in layer.series:
            for value in series.values:
                yield {
                    "layer": layer.id,
                    "series": series.id,
                    **by_language("title", series.title, scene.atlas.languages),
                    "actor": series.actor,
                    "edtf": value.when.text,
                    **iso_columns(value.when.interval),
                    **_quantity(value.value),
                    "unit": value.unit or series.unit or None,
                    "of_what": value.of or None,
                    "who": "; ".join(value.who) or None,
                    "status": value.status or None,
                    "source": value.source,
                    "passage_start": value.passage.start,
                    "passage_end": value.passage.end,
                    "passage_check": value.passage.check,
                    "note": value.note or None,
                }


def _quantity(value: Quantity | None) -> dict[str, Any]:
    if value is None:
        return {}
    low, high = finite(value.low), finite(value.high)
    return {"quantity": value.text, "quantity_low": low, "quantity_high": high}


RECORDS: Final = (
    RecordTable("events", {"en": "Events", "zh": "事件"}, "event", events, "event"),
    RecordTable("sources", {"en": "Sources", "zh": "来源"}, "source", sources, "source"),
    RecordTable(
        "claims", {"en": "Claims", "zh": "记述"}, "claim", claims, "claim",
        (("event", "events"), ("source", "sources")),
    ),
    RecordTable(
        "claim_places", {"en": "Places of claims", "zh": "记述中的地点"}, "claim_place",
        claim_places, None, (("claim", "claims"), ("place", "places")),
    ),
    RecordTable(
        "names", {"en": "Names of places", "zh": "地名"}, "name", names, None, (("place", "places"),)
    ),
    RecordTable(
        "numbers", {"en": "Numbers over time", "zh": "历时数字"}, "number", numbers, None,
        (("source", "sources"),),
    ),
)  # fmt: skip
"""Parents come before children."""


def records_of(atlas: Atlas) -> list[RecordTable]:
    """The tables of an atlas: that of numbers only where a layer has a series."""
    has_series = any(layer.series for layer in atlas.layers)
    return [table for table in RECORDS if table.name != "numbers" or has_series]
