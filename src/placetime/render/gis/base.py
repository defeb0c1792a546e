"""Base geography as tables: the world outline, then the atlas' own land, water and borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas, BaseRole
from placetime.model.text import Translated
from placetime.render.gis.columns import columns_of, typed
from placetime.world import LICENCE, ORIGIN, countries

TITLES: dict[str, Translated] = {
    "land": {"en": "Land", "zh": "陆地"},
    "lake": {"en": "Lakes", "zh": "湖泊"},
    "coast": {"en": "Coast", "zh": "海岸"},
    "river": {"en": "Rivers", "zh": "河流"},
    "border": {"en": "Today's borders", "zh": "今日国界"},
}
WORLD: Translated = {"en": "World outline", "zh": "世界轮廓"}


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
    """Base geography in drawing order, the lowest first; several of one role are numbered."""
    tables = list(_world(atlas))
    seen: dict[str, int] = {}
    for layer in atlas.base:
        families: dict[str, list[BaseGeometry]] = {}
        for geometry in layer.geometries:
            families.setdefault(geometry.geom_type.removeprefix("Multi"), []).append(geometry)
        for family, geometries in families.items():
            seen[layer.role] = seen.get(layer.role, 0) + 1
            number = f"_{seen[layer.role]}" if seen[layer.role] > 1 else ""
            tables.append(
                _table(
                    f"base_{layer.role}{number}", layer.role, TITLES[layer.role], family,
                    geometries, layer.origin, layer.licence,
                )
            )  # fmt: skip
    return tables


def _world(atlas: Atlas) -> Iterator[BaseTable]:
    """The coarse outline, left out within the bounds of the atlas' own, finer land."""
    land = [g for layer in atlas.base if layer.role == "land" for g in layer.geometries]
    shapes: Sequence[BaseGeometry] = countries()
    if land:
        hole = box(*shapely.total_bounds(land))
        shapes = [g.difference(hole) for g in shapes]
    whole = [g for g in shapes if not g.is_empty]
    if whole:
        yield _table("base_world", "land", WORLD, "Polygon", whole, ORIGIN, LICENCE)


def _table(
    name: str,
    role: BaseRole,
    title: Translated,
    geometry_type: str,
    geometries: Sequence[BaseGeometry],
    origin: str,
    licence: str,
) -> BaseTable:
    row = {"role": role, "origin": origin, "licence": licence}
    rows = typed([row] * len(geometries), columns_of("base", ()))
    frame = gpd.GeoDataFrame(rows, geometry=list(geometries), crs="EPSG:4326")
    return BaseTable(name, role, title, geometry_type, frame, origin, licence)
