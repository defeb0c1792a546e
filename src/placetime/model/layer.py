"""A layer: what its marks mean and how they look; its series of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from placetime.model.claim import Quantity
from placetime.model.edtf import EDTF
from placetime.model.finding import Location
from placetime.model.source import Passage
from placetime.model.text import Translated


@dataclass(frozen=True, slots=True)
class KindStyle:
    """Symbol and legend text of one kind of claim."""

    symbol: str
    legend: Translated


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """One number of a series with its source; `unit` is empty if it is that of the series."""

    when: EDTF
    value: Quantity
    status: str
    source: str
    passage: Passage
    note: str = ""
    location: Location = field(default=Location(""), compare=False)
    unit: str = ""
    of: str = ""
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over time, such as the strength of an army; values sorted by the middles of their dates."""

    id: str
    title: Translated
    unit: str
    actor: str | None
    values: tuple[SeriesValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """`trace_days` is how long a past event stays faintly drawn.

    A layer that is not `shown` starts switched off on the map and in QGIS, and is not in the film.
    """

    id: str
    title: Translated
    meaning: Translated
    group: str | None
    order: int
    symbol: str
    legend: Translated
    trace_days: int
    kinds: Mapping[str, KindStyle] = field(default_factory=dict)
    series: tuple[Series, ...] = ()
    shown: bool = True

    def symbol_of(self, kind: str) -> str:
        """The symbol for claims of this kind."""
        style = self.kinds.get(kind)
        return style.symbol if style else self.symbol
