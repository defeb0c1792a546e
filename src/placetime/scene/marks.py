"""Marks from events: which claims are drawn, with what geometry, symbol, hue and look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import sqrt
from typing import Final

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim, PlaceRef, Quantity
from placetime.model.event import Event
from placetime.model.interval import Interval
from placetime.model.layer import Layer
from placetime.model.place import Place
from placetime.model.text import Translated, pick, primary
from placetime.scene.mark import Mark, MarkKind
from placetime.scene.path import move_path
from placetime.scene.seats import seated
from placetime.spec import current_style, load


def marks_of(atlas: Atlas) -> list[Mark]:
    """All marks of the atlas in drawing order: areas, lines, moves, points; then by layer and event."""
    order: dict[MarkKind, int] = {"area": 0, "line": 1, "move": 2, "point": 3}
    layers = {layer.id: (i, layer) for i, layer in enumerate(atlas.layers)}
    marks = [m for event in atlas.events for m in event_marks(atlas, layers[event.layer][1], event)]
    marks.sort(key=lambda m: (order[m.kind], layers[m.layer][0]))
    return seated(marks)


def event_marks(atlas: Atlas, layer: Layer, event: Event) -> list[Mark]:
    """The marks of one event: those of its principal claim; if disputed, those of every claim.

    Where the date is disputed each claim's mark shows over its own date, so that nothing shows on a
    day that no source names; else all show over what the dates allow together.
    """
    own_dates = "date" in event.disputed
    marks: dict[tuple[bytes, Interval | None], Mark] = {}
    for claim in event.claims if event.disputed else event.claims[:1]:
        if own_dates and claim.when is None:
            continue
        interval = claim.when.interval if own_dates and claim.when else event.interval
        for mark in claim_marks(atlas, layer, claim, interval, bool(event.disputed)):
            marks.setdefault((mark.geometry.wkb, interval), mark)
    return list(marks.values())


def chosen_marks(atlas: Atlas, marks: Iterable[Mark]) -> list[Mark]:
    """For each disputed event, the marks of each of its claims as if that claim were the only one.

    A claim that names no place that can be drawn is drawn where the first that does has the event.
    They stand where `marks`, those that are drawn as long as no claim is chosen, have their seats.
    """
    layers = {layer.id: layer for layer in atlas.layers}
    seats = {(m.layer, m.event, m.geometry.wkb): m.slot for m in marks if m.kind == "point"}
    return [
        replace(mark, alone=index, slot=seats.get((mark.layer, mark.event, mark.geometry.wkb), 0))
        for event in atlas.events
        if event.disputed
        for index, claim in enumerate(event.claims)
        for mark in claim_marks(
            atlas,
            layers[event.layer],
            placed(atlas, event, claim),
            claim.when.interval if claim.when else None,
            disputed=True,
        )
    ]


def placed(atlas: Atlas, event: Event, claim: Claim) -> Claim:
    """The claim, with the places of the event's first claim that can be drawn if it cannot be itself."""
    for candidate in (claim, *event.claims):
        if any(claim_geometries(atlas, candidate)):
            return replace(claim, places=candidate.places)
    return claim


def claim_marks(
    atlas: Atlas, layer: Layer, claim: Claim, interval: Interval | None, disputed: bool = False
) -> Iterator[Mark]:
    """The marks of one claim, drawn over `interval`."""
    actor = next((atlas.actors[who] for who in claim.who if who in atlas.actors), None)
    hue = actor.hue if actor else current_style()["fallback_hue"]
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
    """What a claim draws: arrows for from–to, symbols for `at`, else the line or the area."""

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
        for kind, geometry in place_shapes(place, ref.role in ("along", "within")):
            yield kind, geometry, ref


def place_shapes(place: Place, extended: bool) -> Iterator[tuple[MarkKind, BaseGeometry]]:
    """How a located place is drawn: its line or area if `extended`, else a symbol where its name is.

    A country is never hatched: a hatch over all of it would say no more, and hide the rest.
    """
    geometry = place.geometry
    assert geometry is not None
    if geometry.geom_type == "Point":
        yield "point", geometry
    elif place.label_at is not None and (not extended or place.feature_class == "country"):
        yield "point", Point(place.label_at)
    elif geometry.geom_type in ("LineString", "MultiLineString"):
        yield "line", geometry
    elif geometry.geom_type == "MultiPoint":
        yield from (("point", Point(point)) for point in geometry.geoms)
    else:
        yield "area", geometry


def mark_size(kind: MarkKind, claim: Claim) -> float:
    """Symbol radius or arrow width in px: the square root of the number of persons, within limits."""
    if kind == "move":
        persons = claim.quantity.middle if claim.quantity and claim.unit == "persons" else 0.0
        return min(14.0, max(3.5, sqrt(persons) / 30))
    return float(current_style()["symbol"]["radius"])


_SIGNS: Final = {
    "~": {"en": "about ", "zh": "约"},
    ">": {"en": "over ", "zh": "逾"},
    "<": {"en": "under ", "zh": "不足"},
}


def quantity_text(atlas: Atlas, claim: Claim) -> Translated:
    """The number to write beside the mark, with its unit's word, in each language.

    Nothing is written for a single one: the mark itself is that.
    """
    if claim.quantity is None or claim.quantity.text == "1":
        return {}
    return amount_text(atlas, claim.quantity, claim.unit)


def amount_text(atlas: Atlas, quantity: Quantity, unit: str) -> Translated:
    """A number as its source gives it, with its unit's word, in each language: about 440,000 persons."""
    text = quantity.text
    sign = text[0] if text[0] in _SIGNS else ""
    number = "–".join(_grouped(part) for part in text.removeprefix(sign).strip().split(".."))
    written = {}
    for lang in atlas.languages:
        words = _SIGNS.get(sign, {})
        before = words.get(primary(lang), sign) if sign else ""
        after = unit_text(atlas, unit, lang)
        space = " " if after and after[0].isascii() else ""
        written[lang] = before + number + space + after
    return written


def unit_text(atlas: Atlas, unit: str, lang: str) -> str:
    """What is written after numbers of a unit."""
    words = atlas.units.get(unit, {})
    return pick(words, lang) if words else unit


def _grouped(number: str) -> str:
    """Digits in groups of three: `80000` → `80,000`."""
    whole, point, decimals = number.partition(".")
    return f"{int(whole):,}{point}{decimals}"
