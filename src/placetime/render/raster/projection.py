"""From longitude and latitude to the plane of the animation."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import BBox
from placetime.render.raster.coverage import Points

EARTH = 6378137.0
"""Radius of the sphere of EPSG:3857, in metres."""
MERCATOR_LIMIT = 85.05
"""Degrees of latitude beyond which Web Mercator is not drawn."""
HAIR = 1e-6
"""Degrees by which shapes stay away from the cut, so that they lie on one side of it."""
HALF_THE_EARTH = 2.5e14
"""Square metres that a map of the whole world has at least."""
MIDDLES = ("Longitude of natural origin", "Longitude of false origin", "Longitude of origin")
"""EPSG's names of what is the central meridian of a projection."""
STEP = 0.5
"""Longest edge in degrees that stays straight in a projection other than Mercator."""


class Projection:
    """A CRS's plane. Longitudes may run on beyond ±180 and then do in Web Mercator too.

    ValueError for a CRS that there is not.
    """

    def __init__(self, crs: str) -> None:
        try:
            self.crs = CRS.from_user_input(crs)
        except CRSError as error:
            raise ValueError(f"{crs!r} is no projection that PROJ knows") from error
        self.is_mercator = self.crs.to_epsg() == 3857
        if not self.is_mercator:
            self._forward = Transformer.from_crs("EPSG:4326", self.crs, always_xy=True)

    def __call__(self, lonlat: Points) -> Points:
        """Positions (n, 2) in degrees to units of the CRS, x east and y north; inf where undefined."""
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        if self.is_mercator:
            north = np.radians(np.clip(lat, -MERCATOR_LIMIT, MERCATOR_LIMIT))
            return np.column_stack([np.radians(lon) * EARTH, np.arcsinh(np.tan(north)) * EARTH])
        x, y = self._forward.transform((lon + 180) % 360 - 180, lat)
        return np.column_stack([x, y])

    @property
    def world(self) -> BBox:
        """All of the world, cut where the plane is: opposite of its central meridian."""
        middle = 0.0
        operation = self.crs.coordinate_operation
        for parameter in operation.params if operation else ():
            if parameter.name in MIDDLES:
                middle = float(parameter.value)
        return (middle - 180 + HAIR, -90.0, middle + 180 - HAIR, 90.0)

    @property
    def rim(self) -> Points | None:
        """The outline of the world in the plane, if the projection shows all of it within one."""
        west, south, east, north = self.world
        lat = np.linspace(south, north, 181)
        up = np.column_stack([np.full_like(lat, west), lat])
        down = np.column_stack([np.full_like(lat, east), lat[::-1]])
        ring = self(np.concatenate([up, down]))
        middle = self(np.array([((west + east) / 2, 0.0)]))
        if self.is_mercator or not (np.isfinite(ring).all() and np.isfinite(middle).all()):
            return None
        whole = shapely.Polygon(ring)
        return (
            ring if whole.area > HALF_THE_EARTH and whole.contains(shapely.Point(middle)) else None
        )

    def inverse(self, xy: Points) -> Points:
        """Back to degrees; inf where undefined."""
        x, y = xy[:, 0], xy[:, 1]
        if self.is_mercator:
            return np.column_stack(
                [np.degrees(x / EARTH), np.degrees(np.arctan(np.sinh(y / EARTH)))]
            )
        lon, lat = self._forward.transform(x, y, direction="INVERSE")
        return np.column_stack([lon, lat])

    def lines(self, geometry: BaseGeometry, window: BBox) -> list[Points]:
        """What of a geometry lies in a window of degrees, as polylines and rings in the plane.

        The window may run on beyond ±180: the geometry is taken wherever its copies one turn west or
        east fall into it. Inner rings come as lines of their own.
        """
        out: list[Points] = []
        for part in pieces(geometry, window):
            shaped = part if self.is_mercator else shapely.segmentize(part, STEP)
            for points in _rings(shaped):
                flat = self(points)
                if np.isfinite(flat).all():
                    out.append(flat)
        return out


def pieces(geometry: BaseGeometry, window: BBox) -> list[BaseGeometry]:
    """The copies of a geometry (0, 360 and -360 degrees further east) that a window cuts out."""
    west, south, east, north = window
    out = []
    for turn in (0.0, 360.0, -360.0):
        left, low, right, high = geometry.bounds
        if left + turn > east or right + turn < west or low > north or high < south:
            continue
        copy = affinity.translate(geometry, turn) if turn else geometry
        if left + turn < west or right + turn > east or low < south or high > north:
            copy = shapely.clip_by_rect(copy, *window)
        if not copy.is_empty:
            out.append(copy)
    return out


def _rings(geometry: BaseGeometry) -> list[Points]:
    """The coordinates of each line and of each ring."""
    match geometry.geom_type:
        case "LineString" | "LinearRing":
            return [shapely.get_coordinates(geometry)]
        case "Polygon":
            return [shapely.get_coordinates(r) for r in (geometry.exterior, *geometry.interiors)]
        case "Point":
            return []
        case _:
            return [points for part in geometry.geoms for points in _rings(part)]
