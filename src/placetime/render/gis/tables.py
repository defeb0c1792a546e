"""Marks as tables: a row for each mark, with what its event and its claim say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import geopandas as gpd

from placetime.edtf.words import describe
from placetime.model.claim import Claim
from placetime.model.event import Event
from placetime.model.text import primary
from placetime.render.gis.citation import citations, passages
from placetime.render.gis.claims import claims_frame
from placetime.render.gis.columns import by_language, columns_of, typed
from placetime.render.gis.dates import date_columns
from placetime.render.gis.places import places_frame
from placetime.render.gis.twins import drawn_days
from placetime.scene.mark import Mark, MarkKind
from placetime.scene.scene import Scene

__all__ = ["claims_frame", "event_layers", "events_frame", "places_frame", "undated_layers"]

CRS: Final = "EPSG:4326"
PLURAL: Final[dict[MarkKind, str]] = {
    "point": "points",
    "move": "moves",
    "line": "lines",
    "area": "areas",
}


def events_frame(scene: Scene) -> gpd.GeoDataFrame:
    """All marks in drawing order, one row each; an event that cannot be located has none."""
    return _frame(scene, scene.marks)


def event_layers(scene: Scene) -> dict[str, gpd.GeoDataFrame]:
    """The dated marks by table name, such as `air_bases_points`: one for each layer and kind of mark."""
    dated = [mark for mark in scene.marks if mark.interval is not None]
    return {
        table_name(layer.id, kind): _frame(scene, chosen)
        for layer in scene.atlas.layers
        for kind in PLURAL
        if (chosen := [m for m in dated if m.layer == layer.id and m.kind == kind])
    }


def undated_layers(scene: Scene) -> dict[str, gpd.GeoDataFrame]:
    """The undated marks of all layers by table name, `undated_points` …: no clock may show them."""
    return {
        table_name("undated", kind): _frame(scene, chosen)
        for kind in PLURAL
        if (chosen := [m for m in scene.undated if m.kind == kind])
    }


def table_name(layer: str, kind: MarkKind) -> str:
    """The table of a layer's marks of one kind, ASCII without hyphens."""
    return f"{layer.replace('-', '_')}_{PLURAL[kind]}"


def _frame(scene: Scene, marks: Iterable[Mark]) -> gpd.GeoDataFrame:
    marks = list(marks)
    table = typed(_rows(scene, marks), columns_of("mark", scene.atlas.languages))
    return gpd.GeoDataFrame(table, geometry=[mark.geometry for mark in marks], crs=CRS)


def claim_key(event: Event, claim: Claim) -> str:
    """The key of a claim: its event and its number in it, from 1 for the principal claim."""
    return f"{event.id}/{event.claims.index(claim) + 1}"


def claim_of(event: Event, mark: Mark) -> Claim:
    """The claim that a mark was made from; a mark's id is event/line/number."""
    line = mark.id.split("/")[1]
    return next((c for c in event.claims if str(c.location.line) == line), event.principal)


def principal_actor(scene: Scene, claim: Claim) -> str | None:
    """The first of a claim's actors that the atlas knows: the one whose hue its marks wear."""
    return next((who for who in claim.who if who in scene.atlas.actors), None)


def style_key(mark: Mark, claim: Claim, actor: str | None) -> str:
    """What a mark's look depends on; the renderer's categories are these."""
    return "/".join((mark.layer, claim.kind or "-", actor or "-", mark.look))


def _departure(scene: Scene, mark: Mark, claim: Claim) -> str | None:
    """The place that a move comes from: that of its line's first position."""
    if mark.kind != "move":
        return None
    places, first = scene.atlas.places, mark.geometry.coords[0]
    starts = (ref.place for ref in claim.in_role("from") if places[ref.place].label_at == first)
    return next(starts, None)


def _words(claim: Claim, tongues: Mapping[str, str]) -> dict[str, str]:
    """When, in words of each language: `between 2 November and 31 December 1950`."""
    if claim.when is None:
        return {}
    return {lang: describe(claim.when.interval, tongue) for lang, tongue in tongues.items()}


def _rows(scene: Scene, marks: Iterable[Mark]) -> Iterator[dict[str, Any]]:
    atlas = scene.atlas
    tongues = {lang: primary(lang) for lang in atlas.languages}
    twins = drawn_days(scene.marks)
    events = {event.id: event for event in atlas.events}
    for mark in marks:
        event = events[mark.event]
        claim = claim_of(event, mark)
        actor = principal_actor(scene, claim)
        names = {}
        if mark.place:
            place = atlas.places[mark.place]
            names = {lang: place.name(lang) for lang in atlas.languages}
        yield {
            "mark": mark.id,
            "event": mark.event,
            "claim": claim_key(event, claim),
            "layer": mark.layer,
            "style": style_key(mark, claim, actor),
            "kind": claim.kind or None,
            "status": claim.status,
            "look": mark.look,
            "symbol": mark.symbol,
            "actor": actor,
            "who": "; ".join(claim.who) or None,
            "hue": mark.hue,
            "place": mark.place,
            "from_place": _departure(scene, mark, claim),
            **by_language("place", names, atlas.languages),
            **by_language("label", mark.text, atlas.languages),
            **by_language("summary", claim.summary, atlas.languages),
            "sources": "; ".join(dict.fromkeys(c.source for c in event.claims)),
            "citation": citations(atlas, event),
            "passages": passages(event),
            **by_language("when", _words(claim, tongues), atlas.languages),
            "edtf": claim.when.text if claim.when else None,
            "when_written": claim.when_written or None,
            **date_columns(mark.interval, mark.trace_days),
            "disputed": "; ".join(event.disputed) or None,
            "inferred": mark.inferred,
            "certainty": claim.certainty,
            "radius_m": mark.radius_m,
            "size": round(mark.size, 2),
            "slot": mark.slot,
            "trace_days": mark.trace_days,
            "drawn_days": twins.get(mark.id),
        }
