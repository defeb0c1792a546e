"""The marks for vector tiles: columns that tiles can hold, days as integers."""

from __future__ import annotations

from typing import Final

import geopandas as gpd

from placetime.render.gis.tables import events_frame
from placetime.scene.scene import Scene

LAYER: Final = "marks"
"""The one layer of the tiles, with all kinds of geometry."""

HIDDEN: Final = frozenset(
    {"t_start", "t_end", "t_trace"}
    | {
        f"{side}_{part}"
        for side in ("begin", "end")
        for part in ("year", "month", "day", "earliest", "latest")
    }
)
"""Moments, which tiles hold as texts only, and dates that the day numbers repeat."""


def tile_frame(scene: Scene) -> gpd.GeoDataFrame:
    """One row a mark in drawing order; `kind_of_mark` is point, move, line or area.

    `day_begin_earliest` … `day_end_latest` count days since 1970-01-01, below 0 before it and in any
    era; one that is missing is unbounded.
    """
    frame = events_frame(scene)
    kept = frame[[name for name in frame.columns if name not in HIDDEN]].copy()
    kept.insert(0, "kind_of_mark", [mark.kind for mark in scene.marks])
    return kept
