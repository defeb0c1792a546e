"""The tables for people with spreadsheets: events, claims, places, names, numbers, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim, Role
from placetime.model.text import pick
from placetime.render.gis.claims import position
from placetime.render.gis.columns import Column, columns_of, typed
from placetime.render.gis.layers import PLACES_TITLE
from placetime.render.gis.places import places_frame
from placetime.render.gis.records import records_of
from placetime.render.gis.tables import PLURAL
from placetime.scene.scene import Scene

ROLES: Final[tuple[Role, ...]] = ("at", "to", "within", "along", "from", "via")
"""Where a claim is first looked for: where it happened, or a move ended."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is ASCII, `title` in the reader's language; the frame has exactly these columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame


def sheets(scene: Scene) -> Iterator[Sheet]:
    """The record tables and the gazetteer; claims and places have a longitude and a latitude."""
    atlas = scene.atlas
    lang = atlas.language
    for table in records_of(atlas):
        if table.name == "names":
            yield _places(scene)
        columns = tuple(columns_of(table.columns, atlas.languages))
        frame = typed(table.rows(scene), columns)
        if table.name == "claims":
            frame, columns = _with_place(atlas, frame, columns)
        yield Sheet(table.name, pick(table.title, lang), columns, frame)


def notes(scene: Scene) -> list[str]:
    """What sheets have no shapes for: marks, by kind."""
    counts = {plural: sum(m.kind == kind for m in scene.marks) for kind, plural in PLURAL.items()}
    kinds = ", ".join(f"{number} {plural}" for plural, number in counts.items() if number)
    if not kinds:
        return []
    return [
        f"{len(scene.marks)} marks ({kinds}) are left out: claims and places have lon and lat instead"
    ]


def _with_place(
    atlas: Atlas, frame: pd.DataFrame, columns: tuple[Column, ...]
) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """The claims with the first place that has a position, in the order of ROLES, and where that is."""
    claims = [claim for event in atlas.events for claim in event.claims]
    found = [_located(atlas, claim) for claim in claims]
    frame = frame.copy()
    frame["place"] = pd.Series([place for place, _ in found], dtype="object")
    for index, axis in enumerate(("lon", "lat")):
        frame[axis] = pd.Series([at[index] for _, at in found], dtype="Float64")
    own = {column.name: column for column in columns_of("claim_place", ())}
    return frame, (*columns, own["place"], *columns_of("at", ()))


def _located(
    atlas: Atlas, claim: Claim
) -> tuple[str | None, tuple[float, float] | tuple[None, None]]:
    for role in ROLES:
        for ref in claim.in_role(role):
            at = position(atlas.places[ref.place])
            if at is not None:
                return ref.place, at
    return None, (None, None)


def _places(scene: Scene) -> Sheet:
    atlas = scene.atlas
    columns = columns_of("place", atlas.languages)
    frame = pd.DataFrame(places_frame(atlas).drop(columns="geometry"))
    at = [position(place) or (None, None) for place in atlas.places.values()]
    for index, (name, column) in enumerate(zip(("lon", "lat"), columns_of("at", ()), strict=True)):
        frame[name] = pd.Series([pair[index] for pair in at], dtype="Float64")
        columns.append(column)
    title = pick(PLACES_TITLE, atlas.language)
    return Sheet("places", title, tuple(columns), frame[[column.name for column in columns]])
