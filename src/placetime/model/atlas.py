"""The atlas: all that a folder says, joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from shapely.geometry.base import BaseGeometry

from placetime.model.event import Event
from placetime.model.interval import Interval
from placetime.model.layer import Layer
from placetime.model.place import Place
from placetime.model.source import Omission, Source
from placetime.model.text import Translated

BBox: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS 84)."""

BaseRole: TypeAlias = Literal["land", "lake", "coast", "river", "border"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; the same hue in every layer and output (`#rrggbb`)."""

    id: str
    name: Translated
    hue: str


@dataclass(frozen=True, slots=True)
class BaseLayer:
    """Base geography of one role: geometries in EPSG:4326, with origin and licence."""

    role: BaseRole
    geometries: tuple[BaseGeometry, ...]
    origin: str
    licence: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Online tiles over the base map: a URL with {x}, {y}, {z}, and whose they are."""

    name: str
    url: str
    attribution: str
    max_zoom: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of days, first and last inclusive, through which time runs evenly in `seconds`; at its
    end the picture stands for `hold` seconds."""

    title: Translated
    first: int
    last: int
    seconds: float
    bbox: BBox
    hold: float = 0.0


@dataclass(frozen=True, slots=True)
class Atlas:
    """`span` is the time axis; `crs` the animation's projection; layers are in drawing
    order; `units` are words to write after numbers, by unit; `omissions` say what the
    sources date and the atlas leaves out; `style` is laid over spec/style.json."""

    title: Translated
    about: Translated
    languages: tuple[str, ...]
    span: Interval
    bbox: BBox
    crs: str
    chapters: tuple[Chapter, ...]
    groups: Mapping[str, Translated]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    layers: tuple[Layer, ...]
    events: tuple[Event, ...]
    base: tuple[BaseLayer, ...]
    units: Mapping[str, Translated] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    tiles: Tiles | None = None
    style: Mapping[str, Any] = field(default_factory=dict)

    def layer(self, layer_id: str) -> Layer:
        """The layer with this id; KeyError if there is none."""
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)

    @property
    def language(self) -> str:
        """The reader's default language."""
        return self.languages[0]
