"""A view: which part of the plane fills the map, and where on it a position lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np

from placetime.model.atlas import BBox
from placetime.render.raster.coverage import Points
from placetime.render.raster.projection import HAIR, Projection


@dataclass(frozen=True, slots=True)
class View:
    """The plane's point (x, y), in CRS units, at the middle of width × height px; `unit` CRS units a px."""

    x: float
    y: float
    unit: float
    width: int
    height: int

    def px(self, xy: Points) -> Points:
        """Positions in the plane to px, y down."""
        out = np.empty_like(xy)
        out[:, 0] = (xy[:, 0] - self.x) / self.unit + self.width / 2
        out[:, 1] = (self.y - xy[:, 1]) / self.unit + self.height / 2
        return out

    def plane(self, px: Points) -> Points:
        """Px back to the plane."""
        out = np.empty_like(px)
        out[:, 0] = (px[:, 0] - self.width / 2) * self.unit + self.x
        out[:, 1] = self.y - (px[:, 1] - self.height / 2) * self.unit
        return out


def window(view: View, projection: Projection, margin: float = 24) -> BBox:
    """Degrees that hold all that a view shows, with a margin in px; the whole world if in doubt."""
    t = np.linspace(0, 1, 33)
    edges = [np.column_stack(e) for e in ((t, 0 * t), (t, 0 * t + 1), (0 * t, t), (0 * t + 1, t))]
    share = np.concatenate([*edges, np.array([(0.5, 0.5)])])
    size = np.array([view.width, view.height]) + 2 * margin
    around = projection.inverse(view.plane(share * size - margin))
    if not np.isfinite(around).all():
        return projection.world
    lon, lat = around[:, 0], around[:, 1]
    middle = lon[-1]
    if not projection.is_mercator:
        lon = (lon - middle + 180) % 360 - 180 + middle
        if np.ptp(lon) > 300:
            return projection.world
    return (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))


def fit(bbox: BBox, projection: Projection, width: int, height: int) -> View:
    """The view that shows all of a bbox (west > east crosses the 180th meridian) as large as can be."""
    west, south, east, north = bbox
    if east <= west:
        east += 360
    if east - west >= 360:  # all around: each side stays on its own side of the cut
        west, east = west + HAIR, west + 360 - HAIR
    t = np.linspace(0, 1, 73)[:, None]
    lower = np.hstack([west + (east - west) * t, np.full_like(t, south)])
    upper = np.hstack([west + (east - west) * t, np.full_like(t, north)])
    left = np.hstack([np.full_like(t, west), south + (north - south) * t])
    right = np.hstack([np.full_like(t, east), south + (north - south) * t])
    xy = projection(np.concatenate([lower, upper, left, right]))
    xy = xy[np.isfinite(xy).all(axis=1)]
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    unit = max((x1 - x0) / width, (y1 - y0) / height, 1e-9)
    return View(float(x0 + x1) / 2, float(y0 + y1) / 2, float(unit), width, height)


def between(a: View, b: View, share: float) -> View:
    """The view `share` (0…1) of the way from a to b: zoomed evenly, moved so that nothing swings."""
    unit = exp(log(a.unit) + (log(b.unit) - log(a.unit)) * share)
    moved = (unit - a.unit) / (b.unit - a.unit) if abs(b.unit / a.unit - 1) > 1e-6 else share
    return View(a.x + (b.x - a.x) * moved, a.y + (b.y - a.y) * moved, unit, a.width, a.height)
