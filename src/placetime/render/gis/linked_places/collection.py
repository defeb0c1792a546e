"""The whole atlas as one FeatureCollection of Linked Places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from placetime.model.atlas import Atlas
from placetime.model.interval import Interval
from placetime.model.layer import Layer
from placetime.render.gis.linked_places.events import event_feature
from placetime.render.gis.linked_places.places import linked, place_feature
from placetime.scene.mark import Mark
from placetime.scene.scene import Scene

CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld",
    {
        "place": "urn:placetime:place:",
        "event": "urn:placetime:event:",
        "source": "urn:placetime:source:",
        "placetime": "urn:placetime:",
        "placetime:record": {"@id": "urn:placetime:record", "@type": "@json"},
    },
)
"""The format's own terms, and those of this atlas. A record is kept as it is (JSON-LD 1.1, @json)."""


def heading(scene: Scene) -> dict[str, Any]:
    """The collection without its features: context, and what belongs to the atlas as a whole."""
    atlas = scene.atlas
    return {
        "type": "FeatureCollection",
        "@context": list(CONTEXT),
        "placetime:record": {
            "title": dict(atlas.title),
            "about": dict(atlas.about),
            "languages": list(atlas.languages),
            "groups": {key: dict(title) for key, title in atlas.groups.items()},
            "actors": {a.id: {"name": dict(a.name), "hue": a.hue} for a in atlas.actors.values()},
            "units": {key: dict(words) for key, words in atlas.units.items()},
            "layers": [_layer(layer) for layer in atlas.layers],
            "sources": [dict(source.item) for source in atlas.sources.values()],
        },
    }


def features(scene: Scene) -> Iterator[dict[str, Any]]:
    """The places in the gazetteer's order, then the events in the atlas' order."""
    atlas = scene.atlas
    dates = _dates(atlas)
    for place in atlas.places.values():
        yield place_feature(atlas, place, dates[place.id])
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in scene.marks:
        marks[mark.event].append(mark)
    for event in atlas.events:
        yield event_feature(atlas, event, marks[event.id])


def notes(scene: Scene) -> list[str]:
    """What the format cannot say, by number of features; the namespaced members keep all of it."""
    atlas = scene.atlas
    dates = _dates(atlas)
    intervals = [event.interval for event in atlas.events]
    open_ = sum(i is not None and (i.open_begin or i.open_end) for i in intervals)
    timeless = sum(
        not dates[p.id] and not any(n.when for n in p.names) for p in atlas.places.values()
    )
    foreign = sum(any(linked(text) is None for text in p.links) for p in atlas.places.values())
    said = (
        (open_, "events with an open begin or end have it as “not after” or “not before”"),
        (intervals.count(None), "undated events have a `when` without timespans"),
        (timeless, "places that nothing dates have the atlas' span, as uncertain"),
        (foreign, "places link to gazetteers that the format does not know: see placetime:record"),
    )
    return [f"{number} {what}" for number, what in said if number]


def _dates(atlas: Atlas) -> dict[str, list[Interval]]:
    """The dates of the events that name a place."""
    dates: dict[str, list[Interval]] = defaultdict(list)
    for event in atlas.events:
        if event.interval is not None:
            for place in {ref.place for claim in event.claims for ref in claim.places}:
                dates[place].append(event.interval)
    return dates


def _layer(layer: Layer) -> dict[str, Any]:
    return {
        "id": layer.id,
        "title": dict(layer.title),
        "meaning": dict(layer.meaning),
        "group": layer.group,
        "order": layer.order,
        "symbol": layer.symbol,
        "legend": dict(layer.legend),
        "trace": layer.trace_days,
        "shown": layer.shown,
        "kinds": {
            k: {"symbol": v.symbol, "legend": dict(v.legend)} for k, v in layer.kinds.items()
        },
        "series": [
            {
                "id": series.id,
                "title": dict(series.title),
                "unit": series.unit,
                "actor": series.actor,
                "values": [
                    {
                        "when": value.when.text,
                        "value": value.value.text,
                        "unit": value.unit,
                        "of": value.of,
                        "who": list(value.who),
                        "status": value.status,
                        "source": value.source,
                        "passage": str(value.passage),
                        "note": value.note,
                    }
                    for value in series.values
                ],
            }
            for series in layer.series
        ],
    }
