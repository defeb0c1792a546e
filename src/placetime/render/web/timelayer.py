"""`TimeLayer`: a folium layer of dated marks with a time player."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import geopandas as gpd
import numpy as np
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template
from shapely import total_bounds

from placetime.render.web.carried import CarriesData
from placetime.render.web.columns import columns
from placetime.render.web.packed import texts
from placetime.scene.mark import Look, Mark
from placetime.scene.seats import seated
from placetime.scene.table_dates import intervals_of
from placetime.scene.table_marks import (
    cells_of,
    default_trace,
    extent,
    in_degrees,
    is_hue,
    simple_parts,
)
from placetime.spec import load

RADIUS: Final = 6.0
MANY: Final = 20_000
RADIUS_OF_MANY: Final = 3.0
LINES: Final = dict.fromkeys(("line", "limit", "move"))


class TimeLayer(CarriesData, JSCSSMixin, Layer):
    """Dated features on a folium map; all time layers of a map share one clock and one slider.

    Parameters
    ----------
    gdf: geopandas.GeoDataFrame
        Features in any CRS (reprojected to EPSG:4326). Rows without a geometry are left out; rows
        without a date are left out and counted in `undated`.
    when: str
        Column of dates: EDTF text (`1958-03`, `1850~`, `[1850..1855]`, `../1900`, `-0218`), dates,
        timestamps or whole years. Instead of it:
    start, end: str
        Columns of first and last dates. An empty cell is an open side.
    name: str, default 'Time layer'
        The name in a LayerControl.
    color: str, default '#0072B2'
        A colour `#rrggbb`, or the name of a column of such.
    symbol: str, default 'circle'
        The symbol of points (a key of `spec/symbols.json`), or the name of a column of such.
    look: str, default 'solid'
        'solid', 'hollow' (planned) or 'split' (alleged), or the name of a column of such.
    lines: str, default 'line'
        What lines are: 'line'; 'limit', with ticks on the left of its direction; 'move', an arrow from
        the first point to the last, drawn as far as it has come; or the name of a column of such.
    radius: float, optional
        Of a symbol, and the width of a move's head, in CSS px; by default 6, or 3 where there are more
        than 20,000 rows.
    popup, tooltip: sequence of str
        Columns shown on click and under the pointer; always as text. `popup` defaults to all.
    trace_days: int, optional
        How long a past feature stays faintly drawn; by default a twelfth of the whole time.

    Examples
    --------
    >>> m = folium.Map([48, 11], zoom_start=4)
    >>> TimeLayer(battles, when="date", popup=["name", "date"]).add_to(m)
    >>> placetime.offline(m).save("battles.html")
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = placetime.timeLayer({{ this.data_id|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        gdf: gpd.GeoDataFrame,
        when: str | None = None,
        *,
        start: str | None = None,
        end: str | None = None,
        name: str | None = None,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
        color: str = "#0072B2",
        symbol: str = "circle",
        look: str = "solid",
        lines: str = "line",
        radius: float | None = None,
        popup: Sequence[str] | None = None,
        tooltip: Sequence[str] | None = None,
        trace_days: int | None = None,
    ) -> None:
        table = in_degrees(gdf)
        if radius is None:
            radius = RADIUS if len(table) <= MANY else RADIUS_OF_MANY
        intervals = intervals_of(table, when, start, end)
        trace = default_trace(intervals) if trace_days is None else trace_days
        geometry_name = table.geometry.name
        shown = [c for c in table.columns if c != geometry_name] if popup is None else list(popup)
        rows_shown, tips = cells_of(table, shown), cells_of(table, list(tooltip or ()))
        hues = _values(table, color, "color")
        symbols = _values(table, symbol, "symbol", load("symbols"))
        looks = _values(table, look, "look", load("vocabulary")["look"])
        strokes = _values(table, lines, "line", LINES)
        marks: list[Mark] = []
        rows: list[int] = []
        undated = 0
        for row, (geometry, interval) in enumerate(zip(table.geometry, intervals, strict=True)):
            if interval is None:
                undated += 1
                continue
            for number, (kind, part) in enumerate(simple_parts(geometry)):
                mark_look: Look = looks[row]
                stroke = strokes[row] if kind == "line" else ""
                mark = Mark(
                    id=f"{row}/{number}",
                    event=str(row),
                    layer="",
                    kind="move" if stroke == "move" else kind,
                    geometry=part,
                    interval=interval,
                    trace_days=trace,
                    symbol=symbols[row],
                    hue=hues[row],
                    look=mark_look,
                    size=radius,
                    text={},
                    plain=stroke == "line",
                )
                marks.append(mark)
                rows.append(row)
        data = columns(seated(marks))
        data["rows"] = [[name, texts([cells[row] for row in rows])] for name, cells in rows_shown]
        data["tips"] = [texts([cells[row] for row in rows]) for _, cells in tips]
        self._begin(data, marks, name or "Time layer", overlay, control, show)
        self.undated = undated

    @classmethod
    def from_marks(
        cls,
        marks: Sequence[Mark],
        name: str,
        *,
        layer: str = "",
        order: int = 0,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> Self:
        """A layer of marks that a scene has made; undated ones are left out.

        `layer` is the id of the atlas' layer; layers of a lower `order` lie lower.
        """
        self = cls.__new__(cls)
        dated = [mark for mark in marks if mark.interval is not None]
        data = columns(dated) | {"layer": layer, "order": order}
        self._begin(data, dated, name, overlay, control, show)
        self.undated = len(marks) - len(dated)
        return self

    def _begin(
        self,
        data: dict[str, Any],
        marks: Sequence[Mark],
        name: str,
        overlay: bool,
        control: bool,
        show: bool,
    ) -> None:
        Layer.__init__(self, name=name, overlay=overlay, control=control, show=show)
        self._name = "TimeLayer"
        span = extent([mark.interval for mark in marks])
        self.data: Mapping[str, Any] = {"layer": "", "order": 0, "name": name, "span": span} | data
        self._bounds = _bounds(marks)

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self._bounds


def _values(
    table: gpd.GeoDataFrame, given: str, what: str, allowed: Mapping[str, Any] | None = None
) -> list[Any]:
    """`given` for each row, or the column of that name."""
    values = list(table[given]) if given in table.columns else [given] * len(table)
    for value in values:
        if allowed is not None and value not in allowed:
            raise ValueError(f"no {what} {value!r}; there are: {', '.join(allowed)}")
        if allowed is None and not is_hue(value):
            raise ValueError(f"{what} {value!r} is neither #rrggbb nor a column")
    return values


def _bounds(marks: Sequence[Mark]) -> list[list[float | None]]:
    if not marks:
        return [[None, None], [None, None]]
    west, south, east, north = total_bounds(np.array([mark.geometry for mark in marks], object))
    return [[float(south), float(west)], [float(north), float(east)]]
