"""Joins ids and turns text into meaning: records → an atlas and findings."""

from __future__ import annotations

from pathlib import Path

from placetime.model.atlas import Atlas
from placetime.model.crs import AUTO, suited
from placetime.model.days import FIRST_DAY, LAST_DAY, day_number
from placetime.model.event import Event
from placetime.model.finding import Finding
from placetime.model.interval import Interval
from placetime.model.place import Place
from placetime.read.folder import Records
from placetime.resolve.base import read_base
from placetime.resolve.bibliography import read_sources
from placetime.resolve.events import read_events
from placetime.resolve.gazetteer import read_places
from placetime.resolve.layers import Context, read_layer
from placetime.resolve.omissions import read_omissions
from placetime.resolve.settings import WORLD, read_settings
from placetime.resolve.style import read_style


def resolve(records: Records, documents: Path | None = None) -> tuple[Atlas, list[Finding]]:
    """The atlas, as far as it can be understood, and all that was wrong with its records.

    `documents` is the folder of the reader's own copies, instead of the one in atlas.toml.
    """
    found: list[Finding] = []
    settings = read_settings(records.atlas, found)
    places = read_places(records, settings.languages, found)
    sources = read_sources(records, documents, found)
    context = Context(settings, places, sources, found)
    pairs = [read_layer(layer, context) for layer in records.layers]
    claims = [claim for _, own in pairs for claim in own]
    events = read_events(claims, places, found)
    bbox = settings.bbox or _reach(events, places)
    views = [chapter.bbox for chapter in settings.chapters] or [bbox]
    atlas = Atlas(
        title=settings.title,
        about=settings.about,
        languages=settings.languages,
        span=settings.span or _span(events),
        bbox=bbox,
        crs=suited(views) if settings.crs == AUTO else settings.crs,
        chapters=settings.chapters,
        groups=settings.groups,
        actors=settings.actors,
        sources=sources,
        places=places,
        layers=tuple(sorted((layer for layer, _ in pairs), key=lambda x: (x.order, x.id))),
        events=tuple(events),
        base=tuple(read_base(records, found)),
        units=settings.units,
        tiles=settings.tiles,
        style=read_style(records.style, found) if records.style else {},
        omissions=tuple(read_omissions(records, context)),
    )
    return atlas, found


def _span(events: list[Event]) -> Interval:
    """From the first to the last bounded day of any event; the year 2000 if there is none."""
    days = [day for event in events if event.interval for day in event.interval.days]
    bounded = [day for day in days if FIRST_DAY <= day <= LAST_DAY]
    first = min(bounded, default=day_number(2000, 1, 1))
    last = max(bounded, default=day_number(2000, 12, 31))
    return Interval(first, first, last, last)


def _reach(events: list[Event], places: dict[str, Place]) -> tuple[float, float, float, float]:
    """The box of all places that events name, with a tenth around it; the world if there is none."""
    used = {ref.place for event in events for claim in event.claims for ref in claim.places}
    shapes = [places[place].geometry for place in sorted(used)]
    bounds = [shape.bounds for shape in shapes if shape is not None]
    if not bounds:
        return WORLD
    wests, souths, easts, norths = zip(*bounds, strict=True)
    west, south, east, north = min(wests), min(souths), max(easts), max(norths)
    pad = 0.1 * max(east - west, north - south, 1.0)
    return west - pad, max(-85.0, south - pad), east + pad, min(85.0, north + pad)
