"""The base map: land, lakes, rivers, coasts, today's borders and a faint graticule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from placetime.model.atlas import Atlas, BBox
from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.coverage import Points
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import PixelCanvas, blank
from placetime.render.raster.projection import Projection
from placetime.render.raster.view import View, window
from placetime.scene.scene import Scene
from placetime.spec import current_style


class BaseMap:
    """Draws an atlas' base geography for any view; `scale` multiplies the widths of lines."""

    def __init__(self, atlas: Atlas, projection: Projection, scale: float) -> None:
        self._atlas, self._projection, self._scale = atlas, projection, scale
        self._style: dict[str, Any] = current_style()["base"]
        self._paper = current_style()["paper"]
        self._rim = projection.rim
        self._plane: dict[tuple[BBox, int], list[tuple[str, _Lines]]] = {}

    def draw(self, view: View, reach: Sequence[View] = ()) -> Pixels:
        """A new array of the view's size. `reach`: views that a camera passes through, so that what it
        needs is prepared once."""
        pixels = blank(view.width, view.height, self._ground)
        self._draw(PixelCanvas(pixels), view, reach)
        return pixels

    def draw_on(self, canvas: Canvas, view: View) -> None:
        """Draws it on a canvas of the view's size."""
        ground = Path()
        ground.rectangle(0, 0, view.width, view.height)
        canvas.fill(ground, self._ground)
        self._draw(canvas, view, ())

    @property
    def _ground(self) -> str:
        """The colour of what no land covers."""
        has_land = any(layer.role == "land" for layer in self._atlas.base)
        return str(self._style["water" if has_land else "land"])

    def _draw(self, canvas: Canvas, view: View, reach: Sequence[View]) -> None:
        for role, lines in self._lines(view, reach or (view,)):
            path = Path(lines.px(view))
            if role in ("land", "lake"):
                canvas.fill(path, self._style[role], even_odd=True)
            else:
                style = self._style[role]
                dash = [length * self._scale for length in style.get("dash", ())]
                canvas.stroke(path, style["color"], style["width"] * self._scale, dash=dash)
        graticule = Path(view.px(points) for points in self._graticule(view))
        style = self._style["graticule"]
        canvas.stroke(graticule, style["color"], style["width"] * self._scale, style["opacity"])
        if self._rim is not None:
            beyond = Path([view.px(self._rim)], closed=True)
            beyond.rectangle(0, 0, view.width, view.height)
            canvas.fill(beyond, self._paper, even_odd=True)

    def _lines(self, view: View, reach: Sequence[View]) -> list[tuple[str, _Lines]]:
        """The base by role, in the plane, without details that no view of `reach` could show."""
        windows = [window(v, self._projection) for v in reach]
        wests, souths, easts, norths = zip(*windows, strict=True)
        union = (min(wests), min(souths), max(easts), max(norths))
        finest = min(v.unit for v in reach)
        key = (union, round(finest * 1000))
        if key not in self._plane:
            self._plane = {key: list(self._prepared(union, finest))}
        return self._plane[key]

    def _prepared(self, union: BBox, unit: float) -> Iterator[tuple[str, _Lines]]:
        for layer in self._atlas.base:
            lines: list[Points] = []
            for geometry in layer.geometries:
                lines += self._projection.lines(geometry, union)
            yield layer.role, _Lines([thinned(points, unit * 0.35) for points in lines])

    def _graticule(self, view: View) -> Iterator[Points]:
        west, south, east, north = window(view, self._projection)
        across = max(east - west, 1e-6)
        step = next(s for s in (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45, 1e9) if across / s <= 8)
        south, north = max(south, -85), min(north, 85)
        for lon in np.arange(np.ceil(west / step) * step, east, step):
            yield self._finite(np.column_stack([np.full(33, lon), np.linspace(south, north, 33)]))
        for lat in np.arange(np.ceil(south / step) * step, north, step):
            yield self._finite(np.column_stack([np.linspace(west, east, 65), np.full(65, lat)]))

    def _finite(self, lonlat: Points) -> Points:
        xy = self._projection(lonlat)
        return xy[np.isfinite(xy).all(axis=1)]


class _Lines:
    """Lines in the plane, which are turned to px all at once."""

    def __init__(self, lines: Sequence[Points]) -> None:
        self._points = np.concatenate(lines) if lines else np.empty((0, 2))
        self._ends = np.cumsum([len(points) for points in lines])[:-1]

    def px(self, view: View) -> list[Points]:
        return np.split(view.px(self._points), self._ends) if len(self._points) else []


def without_borders(scene: Scene) -> Scene:
    """The scene over a base map that has no borders of states."""
    base = tuple(layer for layer in scene.atlas.base if layer.role != "border")
    return replace(scene, atlas=replace(scene.atlas, base=base))


def thinned(points: Points, tolerance: float) -> Points:
    """A line without the points nearer than `tolerance` to it (Douglas and Peucker)."""
    if len(points) < 8:
        return points
    simple = shapely.simplify(shapely.linestrings(points), tolerance, preserve_topology=False)
    return np.asarray(shapely.get_coordinates(simple))
