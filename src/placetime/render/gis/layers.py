"""The tables of the GeoPackage, each with its title and style: what both writers go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

import geopandas as gpd
import pandas as pd

from placetime.model.text import Translated, pick
from placetime.render.gis import qml
from placetime.render.gis.base import base_tables
from placetime.render.gis.columns import Column, columns_of, typed
from placetime.render.gis.places import label_points
from placetime.render.gis.records import records_of
from placetime.render.gis.tables import PLURAL, event_layers, table_name, undated_layers
from placetime.scene.mark import MarkKind
from placetime.scene.scene import Scene

Room: TypeAlias = Literal["places", "marks", "undated", "records", "base"]

GEOMETRY: Final[dict[MarkKind, str]] = {
    "point": "Point",
    "move": "LineString",
    "line": "MultiLineString",
    "area": "MultiPolygon",
}
KIND_TITLE: Final[dict[MarkKind, Translated]] = {
    "point": {"en": "places", "zh": "地点"},
    "move": {"en": "moves", "zh": "移动"},
    "line": {"en": "lines", "zh": "线"},
    "area": {"en": "areas", "zh": "区域"},
}
PLACES_TITLE: Final[Translated] = {"en": "Place names", "zh": "地名标注"}
UNDATED_TITLE: Final[Translated] = {"en": "Undated", "zh": "无日期"}


@dataclass(frozen=True, slots=True)
class GisTable:
    """One table: `geometry` is its OGC type, or None; `style` gives QML elements for a language.

    `layer` and `kind` are those of marks; `early` says that a date lies before the year 1.
    """

    name: str
    room: Room
    title: Callable[[str], str]
    geometry: str | None
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    style: Callable[[str], list[Element]]
    layer: str | None = None
    kind: MarkKind | None = None
    early: bool = False
    origin: str = ""


def gis_tables(scene: Scene) -> list[GisTable]:
    """All tables in listing order: names, marks by layer, undated marks, records, base from the top."""
    atlas = scene.atlas
    columns = tuple(columns_of("place_name", atlas.languages))
    names = GisTable(
        "places", "places", partial(pick, PLACES_TITLE), "Point", label_points(scene), columns,
        partial(qml.place_style, columns),
    )  # fmt: skip
    return [names, *_marks(scene), *_undated(scene), *_records(scene), *_base(scene)]


def layer_id(table: GisTable) -> str:
    """The layer's id in the project: the same for every build."""
    return f"{table.name}_{sha256(table.name.encode()).hexdigest()[:12]}"


def _marks(scene: Scene) -> Iterator[GisTable]:
    frames = event_layers(scene)
    for layer in scene.atlas.layers:
        kinds = [kind for kind in PLURAL if table_name(layer.id, kind) in frames]
        for kind in kinds:
            name = table_name(layer.id, kind)
            shown = [] if len(kinds) == 1 else [KIND_TITLE[kind]]
            title = partial(_title, [layer.title, *shown])
            yield _mark_table(scene, name, "marks", title, kind, frames[name], layer.id)


def _undated(scene: Scene) -> Iterator[GisTable]:
    for kind, plural in PLURAL.items():
        frame = undated_layers(scene).get(f"undated_{plural}")
        if frame is not None:
            title = partial(_title, [UNDATED_TITLE, KIND_TITLE[kind]])
            yield _mark_table(scene, f"undated_{plural}", "undated", title, kind, frame, None)


def _mark_table(
    scene: Scene, name: str, room: Room, title: Callable[[str], str], kind: MarkKind,
    frame: gpd.GeoDataFrame, layer: str | None,
) -> GisTable:  # fmt: skip
    columns = tuple(columns_of("mark", scene.atlas.languages))
    early = bool(((frame["begin_year"] < 1) | (frame["end_year"] < 1)).fillna(False).any())
    dated = room == "marks"
    style = partial(_mark_style, scene, kind, frame, columns, early, dated)
    return GisTable(name, room, title, GEOMETRY[kind], frame, columns, style, layer, kind, early)


def _mark_style(
    scene: Scene, kind: MarkKind, frame: gpd.GeoDataFrame, columns: tuple[Column, ...],
    early: bool, dated: bool, lang: str,
) -> list[Element]:  # fmt: skip
    return qml.mark_style(scene.atlas, kind, frame, columns, lang, early, dated)


def _records(scene: Scene) -> Iterator[GisTable]:
    for table in records_of(scene.atlas):
        columns = tuple(columns_of(table.columns, scene.atlas.languages))
        frame = typed(table.rows(scene), columns)
        yield GisTable(
            table.name, "records", partial(pick, table.title), None, frame, columns,
            partial(qml.record_style, columns),
        )  # fmt: skip


def _base(scene: Scene) -> Iterator[GisTable]:
    columns = tuple(columns_of("base", ()))
    for table in reversed(base_tables(scene.atlas)):
        yield GisTable(
            table.name, "base", partial(pick, table.title), f"Multi{table.geometry_type}",
            table.frame, columns, partial(qml.base_style, table, columns), origin=table.origin,
        )  # fmt: skip


def _title(parts: list[Translated], lang: str) -> str:
    return " — ".join(pick(part, lang) for part in parts)
