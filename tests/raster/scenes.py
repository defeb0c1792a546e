"""Small scenes made by hand: a few marks on a plain of land, for a month of days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from placetime.model.atlas import Atlas, BaseLayer, BBox, Chapter
from placetime.model.interval import Interval
from placetime.model.layer import Layer
from placetime.model.place import Name, Place
from placetime.render.raster.design import BARE, Design
from placetime.render.raster.pixels import rgb
from placetime.render.raster.renderer import Renderer
from placetime.scene.frames import Frame
from placetime.scene.mark import Label, Mark, MarkKind
from placetime.scene.scene import Scene
from placetime.scene.timescale import timescale

HUE = "#d55e00"
LAND = "#f4f1ea"
BBOX: BBox = (0.0, -4.0, 10.0, 6.0)
"""20 px a degree in a bare frame; no line of the graticule runs through its middle."""
SIZE = (200, 200)


def mark(
    geometry: BaseGeometry,
    days: tuple[int, int, int, int] = (0, 0, 30, 30),
    *,
    kind: MarkKind = "point",
    **fields: object,
) -> Mark:
    """A solid mark of `HUE` that is there from day 0 to 30 if nothing else is said."""
    plain = Mark(
        id="m",
        event="e",
        layer="layer",
        kind=kind,
        geometry=geometry,
        interval=Interval(*days),
        trace_days=0,
        symbol="circle",
        hue=HUE,
        look="solid",
        size=8.0,
        text={},
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def scene(
    *marks: Mark,
    labels: tuple[Label, ...] = (),
    days: tuple[int, int] = (0, 30),
    bbox: BBox = BBOX,
    chapters: tuple[Chapter, ...] = (),
    crs: str = "EPSG:3857",
) -> Scene:
    """A scene of marks on land that reaches over the whole view."""
    names = {label.place: label.names for label in labels}
    atlas = Atlas(
        title={"en": "A plain"},
        about={"en": ""},
        languages=("en",),
        span=Interval(days[0], days[0], days[1], days[1]),
        bbox=bbox,
        crs=crs,
        chapters=chapters,
        groups={},
        actors={},
        sources={},
        places={
            place: Place(place, "settlement", (Name(next(iter(n.values())), "en"),), None, None)
            for place, n in names.items()
        },
        layers=(Layer("layer", {"en": ""}, {"en": ""}, None, 0, "circle", {"en": "mark"}, 0),),
        events=(),
        base=(BaseLayer("land", (box(-60, -60, 60, 60),), "drawn by hand", "public domain"),),
    )
    return Scene(atlas, marks, labels, (), timescale(*days, chapters))


def bare(scene: Scene, size: tuple[int, int] = SIZE) -> Renderer:
    """A renderer of nothing but the map, one px a unit."""
    scale = (960 * 540 / (size[0] * size[1])) ** 0.5
    return Renderer(scene, Design(size, scale=scale, without=BARE))


def on_day(renderer: Renderer, first: int, last: int | None = None) -> NDArray[np.uint8]:
    """The frame of a day, or of several."""
    return renderer.frame(Frame(0, 0.0, first, first if last is None else last, None))


def near(pixels: NDArray[np.uint8], color: str, within: float = 12) -> NDArray[np.bool_]:
    """Which pixels are of about a colour."""
    return np.asarray(np.abs(pixels.astype(int) - rgb(color)).max(axis=2) <= within)


def middle() -> Point:
    """The position in the middle of the view."""
    return Point(5.0, 1.0)


def across(west: float = 2.0, east: float = 8.0, lat: float = 1.0) -> LineString:
    """A line eastward through the middle of the view."""
    return LineString([(west, lat), (east, lat)])
