"""A part of a scene: some of its layers, or what shows on some days."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from placetime.edtf import parse
from placetime.errors import PlacetimeError
from placetime.model.atlas import Atlas
from placetime.model.days import iso
from placetime.model.event import Event
from placetime.model.interval import FUTURE, PAST, Interval
from placetime.model.layer import Layer
from placetime.scene.cut import cut_scale
from placetime.scene.scene import Scene
from placetime.scene.timescale import TimeScale, timescale
from placetime.scene.visible import showing

Days = tuple[int, int]
"""First and last day, both inclusive; PAST and FUTURE where a side is open."""


def selected(scene: Scene, layers: Container[str] | None = None, days: Days | None = None) -> Scene:
    """The scene of these layers and days: marks, events, claims, places, numbers and sources alike.

    What shows in the days is told by the one rule of time; a trace is over and does not count, what
    is undated is left out. The time axis is that of the days. Claims stay together with their event.
    Marks keep their seats. Places are those that the claims name and those in which they lie. Without
    layers and days: the scene itself.
    """
    if layers is None and days is None:
        return scene
    atlas = scene.atlas
    chosen = tuple(one for one in atlas.layers if layers is None or one.id in layers)
    ids = {layer.id for layer in chosen}
    events = tuple(e for e in atlas.events if e.layer in ids and _event_shows(e, days))
    chosen = tuple(_with_numbers(layer, days) for layer in chosen)
    places = set(_places(atlas, events))
    sources = {claim.source for event in events for claim in event.claims}
    sources |= {v.source for one in chosen for series in one.series for v in series.values}
    marks = tuple(m for m in scene.marks if m.layer in ids and shows(m.interval, days))
    narrowed = replace(
        atlas,
        layers=chosen,
        events=events,
        places={key: place for key, place in atlas.places.items() if key in places},
        sources={key: source for key, source in atlas.sources.items() if key in sources},
        omissions=(),
    )
    scale = scene.scale if days is None else _scale(scene, *days)
    return replace(scene, atlas=narrowed, marks=marks, scale=scale).only(ids)


def _scale(scene: Scene, first: int, last: int) -> TimeScale:
    """What of the axis lies in the days; of days outside of it an axis of their own."""
    if not outside(scene, (first, last)):
        return cut_scale(scene.scale, first, last)
    ends = [day for day in (first, last) if PAST < day < FUTURE]
    return timescale(min(ends), max(ends), ())


def shows(interval: Interval | None, days: Days | None) -> bool:
    """Whether something with this interval may be there in the days; always if there are none."""
    if days is None:
        return True
    return interval is not None and showing(interval, *days, 0).presence > 0


def outside(scene: Scene, days: Days) -> str:
    """Where the days lie if it is wholly before or after the scene's time, in words; else ''."""
    first, last = days
    scale = scene.scale
    if first <= scale.last and last >= scale.first:
        return ""
    side = "before" if last < scale.first else "after"
    return f"it is {side} the atlas' time, {iso(scale.first)} to {iso(scale.last)}"


def _event_shows(event: Event, days: Days | None) -> bool:
    """By what its claims' dates allow together; where the date is disputed, by any of them."""
    if "date" not in event.disputed:
        return shows(event.interval, days)
    return any(shows(c.when.interval if c.when else None, days) for c in event.claims)


def _with_numbers(layer: Layer, days: Days | None) -> Layer:
    series = (
        replace(one, values=tuple(v for v in one.values if shows(v.when.interval, days)))
        for one in layer.series
    )
    return replace(layer, series=tuple(series))


def _places(atlas: Atlas, events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        for claim in event.claims:
            for ref in claim.places:
                place: str | None = ref.place
                seen: set[str] = set()
                while place is not None and place in atlas.places and place not in seen:
                    seen.add(place)
                    yield place
                    place = atlas.places[place].part_of


def days_of(at: str | None = None, start: str | None = None, end: str | None = None) -> Days | None:
    """The days that `at`, or `start` to `end`, name; each is any EDTF date, both ends inclusive.

    None if nothing is given; EDTFError for a text that is no date, PlacetimeError for `at` together
    with the others and for an end before the start.
    """
    if at is not None and (start is not None or end is not None):
        raise PlacetimeError("give either one date or a range, not both")
    if at is not None:
        interval = parse(at).interval
        return interval.begin_earliest, interval.end_latest
    if start is None and end is None:
        return None
    first = parse(start).interval.begin_earliest if start is not None else PAST
    last = parse(end).interval.end_latest if end is not None else FUTURE
    if last < first:
        raise PlacetimeError(f"the range ends ({end}) before it begins ({start})")
    return first, last
