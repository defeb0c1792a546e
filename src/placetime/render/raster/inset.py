"""The inset: where in the wider world the map lies."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from shapely import affinity

from placetime import world
from placetime.model.atlas import BBox
from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.path import Path
from placetime.spec import current_style

WIDTH = 128.0
"""Px, at scale 1, of 150° of longitude."""
SPAN = 150.0
LEAST = 7.0
"""Px, at scale 1: the frame around the map's part of the world is never smaller."""


def draw_inset(canvas: Canvas, window: BBox, unit: float) -> None:
    """Draws a plate carrée of the part of the world around a window (degrees) into the upper right."""
    style = current_style()
    west, south, east, north = window
    wide, tall = WIDTH * unit, WIDTH * 0.6 * unit
    left, top = canvas.width - wide - 8 * unit, 8 * unit
    lon = (west + east) / 2
    span = min(360.0, max(SPAN, (east - west) * 1.5))
    deep = span * tall / wide
    lat = float(np.clip((south + north) / 2, -90 + min(deep, 180) / 2, 90 - min(deep, 180) / 2))
    box = (lon - span / 2, lat - deep / 2, lon + span / 2, lat + deep / 2)

    def px(lonlat: Points) -> Points:
        share = (lonlat - np.array(box[:2])) / np.array((span, deep))
        return np.column_stack([left + share[:, 0] * wide, top + (1 - share[:, 1]) * tall])

    frame = Path()
    frame.rectangle(left, top, wide, tall)
    canvas.stroke(frame, style["paper"], 5 * unit)
    canvas.fill(frame, style["base"]["water"])
    land = Path((px(ring) for ring in _land(box)), closed=True)
    canvas.fill(land, style["base"]["coast"]["color"], 0.75, even_odd=True)
    canvas.stroke(frame, style["muted"], 0.8 * unit, 0.6)
    (x0, y1), (x1, y0) = px(np.array([(west, south), (east, north)]))
    x0, x1, y0, y1 = max(x0, left), min(x1, left + wide), max(y0, top), min(y1, top + tall)
    least = LEAST * unit
    if x1 - x0 < least:
        x0, x1 = (x0 + x1 - least) / 2, (x0 + x1 + least) / 2
    if y1 - y0 < least:
        y0, y1 = (y0 + y1 - least) / 2, (y0 + y1 + least) / 2
    here = Path()
    here.rectangle(x0, y0, x1 - x0, y1 - y0)
    canvas.fill(here, style["paper"], 0.45)
    canvas.stroke(here, style["ink"], 1.4 * unit, join="miter")


@cache
def _land(box: BBox) -> tuple[Points, ...]:
    """The rings of the land within a box of degrees, which may run on beyond ±180."""
    land = shapely.union_all(world.countries())
    copies = [affinity.translate(land, turn) for turn in (-360, 0, 360)]
    parts = [shapely.clip_by_rect(copy, *box) for copy in copies]
    polygons = [p for part in parts for p in shapely.get_parts(part) if p.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return tuple(shapely.get_coordinates(ring) for ring in rings)
