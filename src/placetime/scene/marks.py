"""Marks from events: which claims are drawn, with what geometry, symbol, hue and look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import sqrt

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim, PlaceRef
from placetime.model.event import Event
from placetime.model.interval import Interval
from placetime.model.layer import Layer
from placetime.model.place import Place
from placetime.model.text import Translated
from placetime.scene.mark import Mark, MarkKind
from placetime.scene.path import move_path
from placetime.scene.seats import seated
from placetime.spec import load


def marks_of(atlas: Atlas) -> list[Mark]:
    """All marks of the atlas in drawing order: areas, lines, moves, points; then by layer and event."""
    order: dict[MarkKind, int] = {"area": 0, "line": 1, "move": 2, "point": 3}
    layers = {layer.id: (i, layer) for i, layer in enumerate(atlas.layers)}
    marks = [m for event in atlas.events for m in event_marks(atlas, layers[event.layer][1], event)]
    marks.sort(key=lambda m: (order[m.kind], layers[m.layer][0]))
    return seated(marks)


def event_marks(atlas: Atlas, layer: Layer, event: Event) -> list[Mark]:
    """The marks of one event: those of its principal claim and, where the place or the number is
    disputed, those of the other claims. All show over the hull of the claims' dates."""
    drawn = event.claims if {"place", "quantity"} & set(event.disputed) else event.claims[:1]
    marks: dict[bytes, Mark] = {}
    for claim in drawn:
        for mark in claim_marks(atlas, layer, claim, event.interval, bool(event.disputed)):
            marks.setdefault(mark.geometry.wkb, mark)
    return list(marks.values())


def claim_marks(
    atlas: Atlas, layer: Layer, claim: Claim, interval: Interval | None, disputed: bool = False
) -> Iterator[Mark]:
    """The marks of one claim, drawn over `interval`."""
    actor = next((atlas.actors[who] for who in claim.who if who in atlas.actors), None)
    hue = actor.hue if actor else load("style")["fallback_hue"]
    look = load("vocabulary")["status"][claim.status]["look"]
    text = quantity_text(atlas, claim)
    geometries = list(claim_geometries(atlas, claim))
    for number, (kind, geometry, ref) in enumerate(geometries):
        place = atlas.places[ref.place]
        yield Mark(
            id=f"{claim.event}/{claim.location.line}/{number}",
            event=claim.event,
            layer=layer.id,
            kind=kind,
            geometry=geometry,
            interval=interval,
            trace_days=layer.trace_days,
            symbol=layer.symbol_of(claim.kind),
            hue=hue,
            look=look,
            size=mark_size(kind, claim),
            text=text if number == 0 else {},
            radius_m=place.uncertainty_m if kind == "point" else 0.0,
            disputed=disputed,
            inferred=ref.inferred,
            place=place.id,
        )


def claim_geometries(
    atlas: Atlas, claim: Claim
) -> Iterator[tuple[MarkKind, BaseGeometry, PlaceRef]]:
    """What a claim draws: arrows for from–to, symbols or shapes for `at`, else the line or the area."""

    def located(refs: Iterable[PlaceRef]) -> list[tuple[PlaceRef, Place]]:
        pairs = [(ref, atlas.places[ref.place]) for ref in refs]
        return [(ref, place) for ref, place in pairs if place.geometry is not None]

    starts = [(r, p) for r, p in located(claim.in_role("from")) if p.label_at]
    heads = [(r, p) for r, p in located(claim.in_role("to")) if p.label_at]
    stops = [p.label_at for _, p in located(claim.in_role("via")) if p.label_at]
    lines = located(claim.in_role("along"))
    if starts and heads:
        along = lines[0][1].geometry if lines else None
        for (_, start), (ref, head) in product(starts, heads):
            assert start.label_at and head.label_at
            path = move_path([start.label_at, *stops, head.label_at], along)
            if path is not None:
                yield "move", path, ref
    shaped = located(claim.in_role("at"))
    if not (starts and heads):
        shaped += lines + located(claim.in_role("to", "from", "via"))
    shaped += located(claim.in_role("within")) if not shaped and not (starts and heads) else []
    for ref, place in shaped:
        assert place.geometry is not None
        match place.geometry.geom_type:
            case "Point":
                yield "point", place.geometry, ref
            case "LineString" | "MultiLineString":
                yield "line", place.geometry, ref
            case "MultiPoint":
                for point in place.geometry.geoms:
                    yield "point", Point(point), ref
            case _:
                yield "area", place.geometry, ref


def mark_size(kind: MarkKind, claim: Claim) -> float:
    """Symbol radius or arrow width in px: the square root of the number of persons, within limits."""
    if kind == "move":
        persons = claim.quantity.middle if claim.quantity and claim.unit == "persons" else 0.0
        return min(14.0, max(3.5, sqrt(persons) / 30))
    return float(load("style")["symbol"]["radius"])


def quantity_text(atlas: Atlas, claim: Claim) -> Translated:
    """The number to write beside the mark, in each language: as entered, with digits grouped."""
    if claim.quantity is None:
        return {}
    value = claim.quantity
    if value.text.lstrip("~<>≈").replace(".", "", 1).isdigit():
        digits = value.text.lstrip("~<>≈")
        grouped = f"{float(digits):,.10g}" if "." in digits else f"{int(digits):,}"
        sign = value.text[0] if value.text[0] in "~<>≈" else ""
    else:
        grouped, sign = value.text.replace("..", "–"), ""
    about = {"en": "about ", "zh": "约"}
    over = {"en": "over ", "zh": "逾"}
    under = {"en": "under ", "zh": "不足"}
    words = {"~": about, "≈": about, ">": over, "<": under}.get(sign)
    return {
        lang: (words.get(lang[:2], sign) if words else "") + grouped for lang in atlas.languages
    }
