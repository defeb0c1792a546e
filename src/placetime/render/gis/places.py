"""Places as tables: the gazetteer by id, with geometry or with label points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import geopandas as gpd
from shapely.geometry import Point

from placetime.model.atlas import Atlas
from placetime.model.place import Place
from placetime.render.gis.claims import position
from placetime.render.gis.columns import by_language, columns_of, typed
from placetime.scene.mark import Label
from placetime.scene.scene import Scene
from placetime.spec import load


def places_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """One row a place, in the gazetteer's order, with its own geometry (None if not located).

    EPSG:4326; `place` is the id, `class` a word of the vocabulary.
    """
    places = list(atlas.places.values())
    columns = [c for c in columns_of("place", atlas.languages) if c.name != "rank"]
    table = typed((_values(atlas, place) for place in places), columns)
    return gpd.GeoDataFrame(table, geometry=[p.geometry for p in places], crs="EPSG:4326")


def label_points(scene: Scene) -> gpd.GeoDataFrame:
    """One row a place with the point at which its name is written, and its rank where one is."""
    atlas = scene.atlas
    table = typed(_label_rows(scene), columns_of("place", atlas.languages))
    positions = [position(place) for place in atlas.places.values()]
    points = [Point(at) if at else None for at in positions]
    return gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


def _label_rows(scene: Scene) -> Iterator[Mapping[str, Any]]:
    labels: dict[str, Label] = {label.place: label for label in scene.labels}
    for place in scene.atlas.places.values():
        label = labels.get(place.id)
        yield {**_values(scene.atlas, place), "rank": label.rank if label else None}


def _values(atlas: Atlas, place: Place) -> dict[str, Any]:
    names = {lang: place.name(lang) for lang in atlas.languages}
    located = place.geometry is not None
    return {
        "place": place.id,
        "class": place.feature_class,
        **by_language("name", names, atlas.languages),
        "geometry_type": place.geometry.geom_type if place.geometry is not None else "none",
        "part_of": place.part_of,
        "uncertainty_m": place.uncertainty_m if located else None,
        "coordinate_source": place.coordinate_source or None,
        "links": "; ".join(place.links) or None,
        "note": place.note or None,
        "water": place.feature_class in load("vocabulary")["water"],
    }
