"""The tables for people with spreadsheets: events, claims, places, names, numbers, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from placetime.model.text import pick
from placetime.render.gis.claims import position
from placetime.render.gis.columns import Column, columns_of, typed
from placetime.render.gis.layers import PLACES_TITLE
from placetime.render.gis.places import places_frame
from placetime.render.gis.records import records_of
from placetime.scene.scene import Scene


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is ASCII, `title` in the reader's language; the frame has exactly these columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame


def sheets(scene: Scene) -> Iterator[Sheet]:
    """The record tables, and the gazetteer with longitude and latitude of each place."""
    atlas = scene.atlas
    lang = atlas.language
    for table in records_of(atlas):
        if table.name == "names":
            yield _places(scene)
        columns = tuple(columns_of(table.columns, atlas.languages))
        frame = typed(table.rows(scene), columns)
        yield Sheet(table.name, pick(table.title, lang), columns, frame)


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
