"""What the whole GeoPackage and each base table say of themselves, as JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np

from placetime.model.days import iso
from placetime.render.gis.base import BaseTable
from placetime.render.gis.layers import GisTable
from placetime.scene.scene import Scene


def dataset_metadata(scene: Scene, tables: Sequence[GisTable]) -> str:
    """Title, description, languages and sources, the time of the scene's axis, the space of the tables."""
    atlas = scene.atlas
    west, south, east, north = _bounds(scene, tables)
    return _json_ld(
        {
            "name": dict(atlas.title),
            "description": dict(atlas.about),
            "inLanguage": list(atlas.languages),
            "temporalCoverage": f"{iso(scene.scale.first)}/{iso(scene.scale.last)}",
            "spatialCoverage": {
                "@type": "Place",
                "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
            },
            "citation": [source.reference for source in atlas.sources.values()],
        }
    )


def _bounds(scene: Scene, tables: Sequence[GisTable]) -> list[float]:
    """Of all places and marks, in degrees; the atlas' view if there is none with a position."""
    frames = [t.frame for t in tables if t.room in ("places", "marks", "undated")]
    boxes = [f.total_bounds for f in frames if isinstance(f, gpd.GeoDataFrame)]
    known = np.array([box for box in boxes if np.isfinite(box).all()]).reshape(-1, 4)
    if not len(known):
        return list(scene.atlas.bbox)
    box = [*known[:, :2].min(axis=0), *known[:, 2:].max(axis=0)]
    return [round(float(value), 7) for value in box]


def base_metadata(table: BaseTable) -> str:
    """Origin and licence of a table of base geography."""
    return _json_ld(
        {"name": dict(table.title), "creditText": table.origin, "license": table.licence}
    )


def _json_ld(values: dict[str, Any]) -> str:
    linked = {"@context": "https://schema.org", "@type": "Dataset", **values}
    return json.dumps(linked, ensure_ascii=False, indent=1)
