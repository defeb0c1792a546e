"""A mark: one thing drawn for an event. Every renderer draws from the same marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapely.geometry.base import BaseGeometry

from placetime.model.interval import Interval
from placetime.model.text import Translated

MarkKind: TypeAlias = Literal["point", "move", "line", "area"]
Look: TypeAlias = Literal["solid", "hollow", "split"]
"""solid: done or in force; hollow (dashed): planned, ordered …; split ring: alleged, reported …"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. Geometry is in EPSG:4326: Point, (Multi)LineString or (Multi)Polygon by `kind`.

    A move's line runs from its origin to its head. A limit's permitted side is on the left of its
    line, where it has ticks; a line that is no limit is `plain`. `size` is the symbol's radius or the
    arrow's width at the head in px at scale 1; `radius_m` the radius in metres within which the true
    position lies; `slot` the mark's seat among those that share its position (0 is the position
    itself). `interval` is None if undated. `text` is the number to write beside it, by language, or
    empty. `alone` is the index of the claim that alone is believed where the mark is drawn; None for
    the marks that are drawn as long as no claim is chosen.
    """

    id: str
    event: str
    layer: str
    kind: MarkKind
    geometry: BaseGeometry
    interval: Interval | None
    trace_days: int
    symbol: str
    hue: str
    look: Look
    size: float
    text: Translated
    radius_m: float = 0.0
    disputed: bool = False
    inferred: bool = False
    place: str | None = None
    slot: int = 0
    alone: int | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A place's name on the map; lower `rank` is more important. `water` names are italic blue.

    `marks` are the ids of marks whose place this is: the label is strong while one of them shows.
    """

    place: str
    position: tuple[float, float]
    names: Translated
    rank: int
    water: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One row of the legend: a symbol and what it means."""

    layer: str
    kind: MarkKind
    symbol: str
    text: Translated
