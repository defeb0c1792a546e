"""Base geography: the atlas' own files, and the world outline wherever they do not reach."""

from __future__ import annotations

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from placetime import world
from placetime.model.atlas import BaseLayer
from placetime.model.finding import Finding
from placetime.read.folder import Records
from placetime.resolve.fields import Fields
from placetime.resolve.gazetteer import features, geometry_of
from placetime.spec import load

SLIVER = 0.1
"""Square degrees up to which a gap in the land is none."""


def read_base(records: Records, found: list[Finding]) -> list[BaseLayer]:
    """The world's land, coasts and borders outside of the atlas' own land, then the atlas' layers."""
    own: list[BaseLayer] = []
    for fields in Fields(records.atlas, "atlas", []).listed("base", "base"):
        fields.found = found
        file = fields.text("file", required=True)
        roles = load("vocabulary")["base_role"]
        role = fields.word("role", roles, "land")
        fields.text("role", required=True)
        origin, licence = (
            fields.text("origin", required=True),
            fields.text("licence", required=True),
        )
        document = records.base.get(file)
        if document is None:
            continue
        geometries = [
            geometry_of(feature, document, index, found)
            for index, feature in enumerate(features(document, found))
        ]
        own.append(BaseLayer(role, tuple(g for g in geometries if g is not None), origin, licence))  # type: ignore[arg-type]
    return [*world_layers(_reach(own)), *own]


def _reach(layers: list[BaseLayer]) -> BaseGeometry | None:
    """The box that the atlas' own land fills, or None if it has none."""
    bounds = [g.bounds for layer in layers if layer.role == "land" for g in layer.geometries]
    if not bounds:
        return None
    wests, souths, easts, norths = zip(*bounds, strict=True)
    return box(min(wests), min(souths), max(easts), max(norths))


def _without_slivers(land: BaseGeometry) -> BaseGeometry:
    """Land without the gaps that are left between countries whose borders do not quite meet."""
    parts = shapely.get_parts(land)
    whole = [
        shapely.Polygon(
            part.exterior, [r for r in part.interiors if shapely.Polygon(r).area > SLIVER]
        )
        for part in parts
    ]
    return shapely.multipolygons(whole)


def world_layers(reach: BaseGeometry | None = None) -> list[BaseLayer]:
    """The world's land, coasts and borders outside of `reach` (EPSG:4326), or all of them."""
    countries = world.countries()
    if reach is not None:
        countries = tuple(c.difference(reach) if c.intersects(reach) else c for c in countries)
    countries = tuple(c for c in countries if not c.is_empty)
    land = _without_slivers(shapely.union_all(countries))
    coast = land.boundary if reach is None else land.boundary.difference(reach.buffer(1e-9))
    inner = shapely.union_all([c.boundary for c in countries]).difference(
        land.boundary.buffer(1e-9)
    )
    if reach is not None:
        inner = inner.difference(reach.buffer(1e-9))
    pairs: list[tuple[str, BaseGeometry]] = [("land", land), ("coast", coast), ("border", inner)]
    return [
        BaseLayer(role, (geometry,), world.ORIGIN, world.LICENCE)  # type: ignore[arg-type]
        for role, geometry in pairs
        if not geometry.is_empty
    ]
