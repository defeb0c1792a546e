"""A scene from GeoDataFrames: rows with a date as marks, without an atlas folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from placetime.model.atlas import Atlas, BaseLayer, BBox
from placetime.model.crs import AUTO, suited
from placetime.model.interval import FUTURE, PAST, Interval
from placetime.model.layer import Layer
from placetime.model.place import Name, Place
from placetime.model.text import Translated
from placetime.scene.cloud import Cloud
from placetime.scene.cut import paced
from placetime.scene.mark import Label, Look, Mark, MarkKind
from placetime.scene.scene import Scene
from placetime.scene.seats import seated
from placetime.scene.table_dates import days_of
from placetime.scene.table_marks import TRACE_SHARE, in_degrees, is_hue, simple_parts
from placetime.scene.timescale import timescale
from placetime.spec import current_style, styled

MANY: Final = 2_000
"""Points of one look from which on they are drawn as a cloud, without outline and number."""
RADIUS_OF_MANY: Final = 3.0
"""Of their dots, in px on a frame of 960 × 540."""
MARGIN: Final = 0.06
"""Room around the data, as a share of its extent."""


@dataclass(frozen=True, eq=False)
class Marks:
    """The dated rows of a GeoDataFrame, and how they look.

    Parameters
    ----------
    gdf:
        Points, lines or areas in any CRS; rows without a geometry or a date are left out.
    when, start, end:
        The column of dates (EDTF text, dates, timestamps or whole years), or those of first and last
        dates; an empty cell of `start` or `end` is an open side.
    name:
        What the rows are, for the legend.
    color:
        `#rrggbb`, or a column: of such colours, or of anything else, whose values then get a colour
        and a line in the legend each.
    symbol, look:
        Of points (a key of `spec/symbols.json`); 'solid', 'hollow' (planned) or 'split' (alleged).
    radius:
        Of a symbol, or an arrow's width at its head, in px on a frame of 960 × 540.
    text:
        A column whose text stands beside each mark.
    moves:
        Lines are moves from their first point to their last, drawn as arrows that advance.
    trace_days:
        How long what is over stays faintly drawn; by default a twelfth of the whole time.
    """

    gdf: gpd.GeoDataFrame
    when: str | None = None
    start: str | None = None
    end: str | None = None
    name: str = ""
    color: str = "#0072B2"
    symbol: str = "circle"
    look: Look = "solid"
    radius: float | None = None
    text: str | None = None
    moves: bool = False
    trace_days: int | None = None


def scene_of_tables(
    tables: Sequence[Marks],
    *,
    base: Sequence[BaseLayer],
    title: str = "",
    lang: str = "en",
    labels: gpd.GeoDataFrame | None = None,
    label: str = "name",
    bbox: BBox | None = None,
    crs: str = "EPSG:3857",
    style: Mapping[str, Any] | None = None,
    span: tuple[int, int] | None = None,
    seconds: float = 20.0,
) -> Scene:
    """The scene of dated tables, over `base`, with the points of `labels` named by its column `label`.

    `bbox` (degrees) is by default that of the data; a `crs` of "auto" is one that suits it; `span` the
    first and last day, by default of the dates that have one. Raises ValueError if no row has a date,
    KeyError for a missing column.
    """
    with styled(style or {}):
        read = [_Read(table, f"table-{number}", lang) for number, table in enumerate(tables)]
    bounded = [d for one in read for d in one.bounds]
    if not bounded and span is None:
        raise ValueError("no row has both a geometry and a date")
    first, last = span or (min(bounded), max(bounded))
    trace = -(-(last - first) // TRACE_SHARE)
    with styled(style or {}):
        marks = seated(mark for one in read for mark in one.marks(trace))
    marks.sort(key=lambda mark: _ORDER[mark.kind])
    clouds = tuple(cloud for one in read for cloud in one.clouds(trace))
    names = list(_labels(labels, label, lang)) if labels is not None else []
    bbox = bbox or _extent([one.positions for one in read])
    atlas = Atlas(
        title={lang: title},
        about={},
        languages=(lang,),
        span=Interval(first, first, last, last),
        bbox=bbox,
        crs=suited([bbox]) if crs == AUTO else crs,
        chapters=(),
        groups={},
        actors={},
        sources={},
        places={place.id: place for place, _ in names},
        layers=tuple(one.layer(trace) for one in read),
        events=(),
        base=tuple(base),
        style=style or {},
    )
    return Scene(
        atlas=atlas,
        marks=tuple(marks),
        labels=tuple(label for _, label in names),
        legend=(),
        scale=paced(timescale(first, last, ()), seconds),
        clouds=clouds,
        classes=tuple(pair for one in read for pair in one.classes),
    )


_ORDER: Final[Mapping[MarkKind, int]] = {"area": 0, "line": 1, "move": 2, "point": 3}


class _Read:
    """A table's rows that have a geometry and a date, as columns."""

    def __init__(self, table: Marks, key: str, lang: str) -> None:
        gdf = in_degrees(table.gdf)
        days, dated = days_of(gdf, table.when, table.start, table.end)
        geometry = gdf.geometry.to_numpy()
        there = dated & ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
        self._table, self._key, self._lang = table, key, lang
        self._geometry, self._days = geometry[there], days[there]
        gdf = gdf[there]
        self._hues, self.classes = _hues(gdf, table.color, table.name, lang)
        self._texts = ["" if pd.isna(t) else str(t) for t in gdf[table.text]] if table.text else []
        plain = table.symbol == "circle" and table.look == "solid" and not table.text
        points = shapely.get_type_id(self._geometry) == 0
        self._cloudy = points if plain and points.sum() > MANY else np.zeros(len(points), bool)

    @property
    def bounds(self) -> list[int]:
        """The first and the last day that is no open or unknown side, if there is any."""
        known = self._days[(self._days > PAST) & (self._days < FUTURE)]
        return [int(known.min()), int(known.max())] if len(known) else []

    @property
    def positions(self) -> NDArray[np.float64]:
        """All vertices, shape (n, 2)."""
        return np.asarray(shapely.get_coordinates(self._geometry))

    def layer(self, trace: int) -> Layer:
        table, name = self._table, {self._lang: self._table.name}
        days = trace if table.trace_days is None else table.trace_days
        return Layer(self._key, name, {}, None, 0, table.symbol, name, days)

    def clouds(self, trace: int) -> Iterator[Cloud]:
        """A cloud for each hue."""
        table = self._table
        lonlat = np.column_stack([shapely.get_x(self._geometry), shapely.get_y(self._geometry)])
        for hue in dict.fromkeys(self._hues[self._cloudy].tolist()):
            rows = self._cloudy & (self._hues == hue)
            yield Cloud(
                self._key,
                lonlat[rows],
                self._days[rows],
                trace if table.trace_days is None else table.trace_days,
                hue,
                RADIUS_OF_MANY if table.radius is None else table.radius,
            )

    def marks(self, trace: int) -> Iterator[Mark]:
        """A mark for each simple part of a row that is in no cloud."""
        table = self._table
        radius = current_style()["symbol"]["radius"] if table.radius is None else table.radius
        for row in np.flatnonzero(~self._cloudy).tolist():
            for number, (kind, part) in enumerate(simple_parts(self._geometry[row])):
                move = table.moves and kind == "line" and part.geom_type == "LineString"
                yield Mark(
                    id=f"{self._key}/{row}/{number}",
                    event=f"{self._key}/{row}",
                    layer=self._key,
                    kind="move" if move else kind,
                    geometry=part,
                    interval=Interval(*self._days[row].tolist()),
                    trace_days=trace if table.trace_days is None else table.trace_days,
                    symbol=table.symbol,
                    hue=str(self._hues[row]),
                    look=table.look,
                    size=4.0 if move and table.radius is None else radius,
                    text={self._lang: self._texts[row]} if self._texts and number == 0 else {},
                )


def _hues(
    gdf: gpd.GeoDataFrame, color: str, name: str, lang: str
) -> tuple[NDArray[np.object_], tuple[tuple[str, Translated], ...]]:
    """The hue of each row, and what each hue stands for."""
    if color not in gdf.columns:
        if not is_hue(color):
            raise ValueError(f"color {color!r} is neither #rrggbb nor a column")
        return np.full(len(gdf), color, object), ((color, {lang: name}),) if name else ()
    values = gdf[color].astype(str)
    distinct = sorted(set(values))
    if all(map(is_hue, distinct)):
        return values.to_numpy(object), ()
    hues = current_style()["hues"]
    chosen = {value: hues[number % len(hues)] for number, value in enumerate(distinct)}
    return values.map(chosen).to_numpy(object), tuple((h, {lang: v}) for v, h in chosen.items())


def _labels(gdf: gpd.GeoDataFrame, column: str, lang: str) -> Iterator[tuple[Place, Label]]:
    """Names that stand throughout, the first rows the most important."""
    table = in_degrees(gdf)
    for rank, (point, text) in enumerate(zip(table.geometry, table[column], strict=True)):
        if point is not None and not point.is_empty and not pd.isna(text):
            at = (point.representative_point().x, point.representative_point().y)
            place = Place(f"label-{rank}", "settlement", (Name(str(text), lang),), point, at)
            yield place, Label(place.id, at, {lang: str(text)}, rank, False, ())


def _extent(positions: Sequence[NDArray[np.float64]]) -> BBox:
    """The box of all positions, with some room around it."""
    every = np.concatenate(positions)
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    return with_room((float(west), float(south), float(east), float(north)))


def with_room(box: BBox) -> BBox:
    """A box in degrees with some room around it, within the world."""
    west, south, east, north = box
    room = max(east - west, north - south, 0.02) * MARGIN
    return (
        max(-180.0, west - room),
        max(-90.0, south - room),
        min(180.0, east + room),
        min(90.0, north + room),
    )
