"""Figures: where each mark lies on the map of a view, in px, worked out once a view."""

from __future__ import annotations

from math import hypot

import numpy as np
import shapely

from placetime.model.atlas import BBox
from placetime.render.raster.arrow import Arrow
from placetime.render.raster.coverage import Points
from placetime.render.raster.lines import at, lengths
from placetime.render.raster.projection import Projection
from placetime.render.raster.sprite import Sprite
from placetime.render.raster.view import View, window
from placetime.scene.mark import Mark
from placetime.scene.seats import offset
from placetime.spec import current_style

METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""


class Figures:
    """The px of marks in one view; `scale` multiplies the seats of marks that share a position."""

    def __init__(self, projection: Projection, view: View, scale: float) -> None:
        self.projection, self.view, self.scale = projection, view, scale
        self.window: BBox = window(view, projection)
        self.sprites: dict[str, Sprite] = {}
        self.arrows: dict[str, Arrow] = {}
        """What has been painted of the marks in this view."""
        self._seats: dict[str, tuple[float, float]] = {}
        self._radii: dict[str, float] = {}
        self._lines: dict[str, list[Points]] = {}
        self._anchors: dict[str, tuple[float, float] | None] = {}

    def position(self, lon: float, lat: float) -> tuple[float, float]:
        """A position in px; far away where the projection cannot show it."""
        x, y = self.positions(np.array([(lon, lat)]))[0]
        return float(x), float(y)

    def positions(self, lonlat: Points) -> Points:
        """Many positions in px, shape (n, 2); far away where the projection cannot show them."""
        middle = (self.window[0] + self.window[2]) / 2
        turned = (lonlat[:, 0] - middle + 180) % 360 - 180 + middle
        px = self.view.px(self.projection(np.column_stack([turned, lonlat[:, 1]])))
        return np.where(np.isfinite(px), px, -1e6)

    def lines(self, mark: Mark) -> list[Points]:
        """The lines or rings of a mark that is no point. Moves are whole, others cut off at the map."""
        if mark.id not in self._lines:
            if mark.kind == "move":
                plane = [self._whole(shapely.get_coordinates(mark.geometry))]
            else:
                plane = self.projection.lines(mark.geometry, self.window)
            drawn = [self.view.px(points) for points in plane if len(points) > 1]
            self._lines[mark.id] = drawn
        return self._lines[mark.id]

    def _whole(self, lonlat: Points) -> Points:
        """A line in the plane, on the turn of the globe that the view shows."""
        middle = (self.window[0] + self.window[2]) / 2
        turns = np.round((middle - lonlat[:, 0].mean()) / 360)
        plane = self.projection(lonlat + np.array([turns * 360, 0.0]))
        return plane[np.isfinite(plane).all(axis=1)]

    def seat(self, mark: Mark) -> tuple[float, float]:
        """Where a point's symbol is drawn: beside the others that share its position."""
        if mark.id not in self._seats:
            x, y = self.position(mark.geometry.x, mark.geometry.y)
            right, down = offset(mark.slot, current_style()["seat"] * self.scale)
            self._seats[mark.id] = x + right, y + down
        return self._seats[mark.id]

    def radius(self, mark: Mark) -> float:
        """The radius in px of the circle in which a point's true position lies."""
        if not mark.radius_m:
            return 0.0
        if mark.id not in self._radii:
            lon, lat = mark.geometry.x, mark.geometry.y
            north = 0.02 if lat < 80 else -0.02
            x0, y0 = self.position(lon, lat)
            x1, y1 = self.position(lon, lat + north)
            px = hypot(x1 - x0, y1 - y0) / (0.02 * METRES_A_DEGREE)
            self._radii[mark.id] = mark.radius_m * px
        return self._radii[mark.id]

    def anchor(self, mark: Mark) -> tuple[float, float] | None:
        """Where to write beside a mark; None if it is off the map."""
        if mark.id not in self._anchors:
            self._anchors[mark.id] = self._anchor(mark)
        return self._anchors[mark.id]

    def _anchor(self, mark: Mark) -> tuple[float, float] | None:
        if mark.kind == "point":
            return self.seat(mark)
        lines = self.lines(mark)
        if not lines:
            return None
        if mark.kind == "area":
            ring = max(lines, key=lambda points: float(np.ptp(points, axis=0).prod()))
            if len(ring) < 4:
                return None
            frame = (0, 0, self.view.width, self.view.height)
            shape = shapely.clip_by_rect(shapely.make_valid(shapely.polygons(ring)), *frame)
            if shape.is_empty:
                return None
            point = shape.representative_point()
            return point.x, point.y
        line = max(lines, key=lambda points: float(lengths(points)[-1]))
        inside = (line > 0).all(axis=1) & (line < (self.view.width, self.view.height)).all(axis=1)
        line = line[inside] if mark.kind == "move" and inside.sum() > 1 else line
        x, y = at(line, lengths(line)[-1:] * 0.55)[0]
        return float(x), float(y)
