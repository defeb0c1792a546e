"""Base geography as tables: land, lakes, coasts, rivers and today's borders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas, BaseLayer, BaseRole
from placetime.model.text import Translated
from placetime.render.gis.columns import columns_of, typed
from placetime.world import ORIGIN

TITLES: dict[str, Translated] = {
    "land": {"en": "Land", "zh": "陆地"},
    "lake": {"en": "Lakes", "zh": "湖泊"},
    "coast": {"en": "Coast", "zh": "海岸"},
    "river": {"en": "Rivers", "zh": "河流"},
    "border": {"en": "Today's borders", "zh": "今日国界"},
}
WORLD: Translated = {"en": "world outline", "zh": "世界轮廓"}


@dataclass(frozen=True, slots=True)
class BaseTable:
    """`geometry_type` is "Polygon" or "LineString"; geometries are of that type or Multi of it."""

    name: str
    role: BaseRole
    title: Translated
    geometry_type: str
    frame: gpd.GeoDataFrame
    origin: str
    licence: str


def base_tables(atlas: Atlas) -> list[BaseTable]:
    """Base geography in drawing order, the lowest first; `world_…` is the outline of this package.

    The names of several of one role are numbered, from 2; their titles say the origin.
    """
    tables: list[BaseTable] = []
    seen: dict[str, int] = {}
    for layer in atlas.base:
        families: dict[str, list[BaseGeometry]] = {}
        for geometry in layer.geometries:
            families.setdefault(geometry.geom_type.removeprefix("Multi"), []).append(geometry)
        for family, geometries in families.items():
            stem = f"{'world' if layer.origin == ORIGIN else 'base'}_{layer.role}"
            seen[stem] = seen.get(stem, 0) + 1
            name = f"{stem}_{seen[stem]}" if seen[stem] > 1 else stem
            tables.append(_table(name, layer, family, geometries))
    shared = Counter(table.title["en"] for table in tables)
    return [_named_by_origin(t) if shared[t.title["en"]] > 1 else t for t in tables]


def _named_by_origin(table: BaseTable) -> BaseTable:
    return replace(
        table, title={lang: f"{text} ({table.origin})" for lang, text in table.title.items()}
    )


def _table(
    name: str, layer: BaseLayer, geometry_type: str, geometries: Sequence[BaseGeometry]
) -> BaseTable:
    row = {"role": layer.role, "origin": layer.origin, "licence": layer.licence}
    rows = typed([row] * len(geometries), columns_of("base", ()))
    frame = gpd.GeoDataFrame(rows, geometry=list(geometries), crs="EPSG:4326")
    titles = {
        lang: f"{title} ({WORLD[lang]})" if layer.origin == ORIGIN else title
        for lang, title in TITLES[layer.role].items()
    }
    return BaseTable(name, layer.role, titles, geometry_type, frame, layer.origin, layer.licence)
