"""What an import adds to an atlas, before it is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from placetime.model.text import Translated


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or an area: a feature with this id in a GeoJSON file of the folder."""

    file: str
    id: str
    geometry: BaseGeometry


@dataclass(slots=True)
class NewLayer:
    """A layer: the settings of layer.toml, rows of claims.csv and series.csv by column."""

    id: str
    settings: dict[str, Any] = field(default_factory=dict)
    claims: list[dict[str, str]] = field(default_factory=list)
    series: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class NewAtlas:
    """All that is added; `documents` are texts by source. The first fields matter to a new folder only,
    of `groups` and `actors` those that are not there yet to an existing one."""

    title: Translated = field(default_factory=dict)
    about: Translated = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    groups: Mapping[str, Any] = field(default_factory=dict)
    actors: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Any] = field(default_factory=dict)
    sources: list[dict[str, Any]] = field(default_factory=list)
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: list[dict[str, str]] = field(default_factory=list)
    names: list[dict[str, str]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    layers: list[NewLayer] = field(default_factory=list)
