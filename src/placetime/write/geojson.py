"""`events.geojson`: the marks as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from placetime.render.gis.tables import events_frame
from placetime.scene.scene import Scene

DECIMALS: Final = 7
"""About 1 cm; RFC 7946 section 11.2 advises against more."""


def write_geojson(scene: Scene, path: Path) -> None:
    """One feature a mark, in drawing order, one line each; `id` is the mark's.

    Dates are ISO texts, null where unbounded; the property `dated` is false for undated marks.
    """
    frame = events_frame(scene)
    hidden = {"geometry", "style", "t_start", "t_end", "t_trace"}
    names = [name for name in frame.columns if name not in hidden]
    columns = [frame[name].tolist() for name in names]
    features = []
    for geometry, *values in zip(frame.geometry, *columns, strict=True):
        properties = {n: _plain(v) for n, v in zip(names, values, strict=True)}
        feature = {
            "type": "Feature",
            "id": properties["mark"],
            "properties": properties,
            "geometry": geojson_geometry(geometry),
        }
        features.append(json.dumps(feature, ensure_ascii=False, allow_nan=False))
    lines = ",\n".join(features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def geojson_geometry(geometry: BaseGeometry) -> dict[str, Any]:
    """The geometry's members: 7 decimals at most, exterior rings counter-clockwise."""
    turned = geometry
    if isinstance(geometry, Polygon):
        turned = orient(geometry)
    elif isinstance(geometry, MultiPolygon):
        turned = MultiPolygon([orient(part) for part in geometry.geoms])
    rounded = shapely.transform(turned, lambda xy: np.round(xy, DECIMALS) + 0.0)
    members = shapely.geometry.mapping(rounded)
    return {"type": members["type"], "coordinates": members["coordinates"]}


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
