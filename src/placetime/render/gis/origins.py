"""Where each row of a table stands in the atlas' own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from placetime.model.atlas import Atlas
from placetime.model.finding import Location
from placetime.render.gis.layers import GisTable
from placetime.render.gis.records import RECORDS
from placetime.render.gis.tables import claim_key
from placetime.spec import load

FORMS: Final = {"places": "place", **{record.name: record.columns for record in RECORDS}}
"""The forms of the tables that are there once; every other table holds marks."""


def form_of(table: GisTable) -> str | None:
    """The table's key in `spec/origins.json`; None for base geography, which is not read back."""
    return None if table.room == "base" else FORMS.get(table.name, "mark")


def returning(form: str, columns: Iterable[str]) -> set[str]:
    """The columns of a table that are read back; the others are computed from them."""
    known = load("origins")[form]
    stems = tuple(name[:-1] for name in known if name.endswith("_*"))
    return {name for name in columns if name in known or (stems and name.startswith(stems))}


def places_of(atlas: Atlas, table: GisTable) -> Iterator[tuple[str, Location]]:
    """For each row in the table's order the key by which it is known, and where it stands."""
    match form_of(table):
        case "mark":
            for mark, layer in zip(table.frame["mark"], table.frame["layer"], strict=True):
                line = int(mark.split("/")[1])
                yield mark, Location(f"layers/{layer}/claims.csv", line)
        case "event":
            yield from ((event.id, event.principal.location) for event in atlas.events)
        case "claim" | "claim_place" as form:
            for event in atlas.events:
                for claim in event.claims:
                    for _ in range(1 if form == "claim" else len(claim.places)):
                        yield claim_key(event, claim), claim.location
        case "place":
            yield from ((place.id, place.location) for place in atlas.places.values())
        case "name":
            for place in atlas.places.values():
                for name in place.names:
                    yield f"{place.id}/{name.lang}/{name.text}", name.location
        case "source":
            yield from ((source.id, source.location) for source in atlas.sources.values())
        case "number":
            for layer in atlas.layers:
                for series in layer.series:
                    for value in series.values:
                        yield f"{layer.id}/{series.id}/{value.when.text}", value.location
