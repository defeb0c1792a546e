"""Number series in the film: lines over its axis, and in a row below it what each is and says."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from placetime.model.layer import Series
from placetime.model.text import pick
from placetime.render.raster.canvas import Canvas
from placetime.render.raster.contrast import readable
from placetime.render.raster.layout import ROW
from placetime.render.raster.path import Path
from placetime.render.raster.type import Style, line_sprite, width
from placetime.scene.marks import amount_text, unit_text
from placetime.scene.scene import Scene
from placetime.spec import current_style

SIZE: Final = 8.8
"""Units: the size of the type."""
SWATCH: Final = 12.0
"""Units: how long the piece of a line before its name is."""
APART: Final = 13.0
"""Units from one name to the next."""
MOST_ROWS: Final = 2
"""Rows that names may take."""
DASH: Final = (4.0, 2.4)
"""Units: dash and gap of the second line of a hue, so that the two can be told apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series on the axis. `dots` are seconds on it and shares of the highest number of the same unit;
    `texts` are the numbers as a source gives them, each from its dot on; the last holds until `end`
    seconds."""

    name: str
    unit: str
    hue: str
    dashed: bool
    dots: tuple[tuple[float, float], ...]
    texts: tuple[str, ...]
    end: float

    def said(self, seconds: float) -> str:
        """The number last given at a time of the film, with its unit; else the unit alone."""
        index = self._last(seconds)
        return self.unit if index < 0 else self.texts[index]

    def holds(self, seconds: float) -> bool:
        """Whether that number is of this time, or of a time since which there is none."""
        return self._last(seconds) >= 0 and seconds <= self.end

    def _last(self, seconds: float) -> int:
        return bisect_right([at for at, _ in self.dots], seconds + 1e-6) - 1


def lines_of(scene: Scene, lang: str) -> tuple[Line, ...]:
    """The series of which two numbers or more lie on the axis, in the order of their layers."""
    atlas = scene.atlas
    series = [one for layer in atlas.layers for one in layer.series]
    most: dict[str, float] = {}
    for one in series:
        most[one.unit] = max([most.get(one.unit, 0.0), *(v.value.middle for v in one.values)])
    hues: Counter[str] = Counter()
    lines = []
    for one in series:
        actor = atlas.actors.get(one.actor or "")
        hue = actor.hue if actor else current_style()["fallback_hue"]
        line = _line(scene, one, lang, hue, bool(hues[hue]), most[one.unit])
        if line is not None:
            hues[hue] += 1
            lines.append(line)
    return tuple(lines)


def _line(
    scene: Scene, series: Series, lang: str, hue: str, dashed: bool, most: float
) -> Line | None:
    scale, atlas = scene.scale, scene.atlas
    dots, texts, end = [], [], 0.0
    for value in series.values:
        first, last = value.when.interval.begin_earliest, value.when.interval.end_latest
        if most > 0 and first <= scale.last and last >= scale.first:
            day = (max(first, scale.first) + min(last, scale.last)) / 2
            dots.append((scale.position(day), value.value.middle / most))
            texts.append(pick(amount_text(atlas, value.value, value.unit or series.unit), lang))
            end = max(end, scale.position(last + 1))
    if len(dots) < 2:
        return None
    order = sorted(range(len(dots)), key=lambda i: dots[i])
    return Line(
        pick(series.title, lang),
        unit_text(atlas, series.unit, lang),
        hue,
        dashed,
        tuple(dots[i] for i in order),
        tuple(texts[i] for i in order),
        end,
    )


def draw_lines(
    canvas: Canvas, lines: tuple[Line, ...], a_second: float, axis: float, unit: float
) -> None:
    """Each line from 0 at the `axis`, `a_second` px for a second of the film."""
    paper = current_style()["paper"]
    for line in lines:
        points = np.array([(at * a_second, axis - (axis - 5 * unit) * y) for at, y in line.dots])
        dash = [length * unit for length in DASH] if line.dashed else []
        canvas.stroke(Path([points]), paper, 3 * unit, 0.8)
        canvas.stroke(Path([points]), line.hue, 1.3 * unit, dash=dash)
        dots = Path()
        for x, y in points:
            dots.circle(x, y, 1.9 * unit)
        canvas.fill(dots, line.hue)


@dataclass(frozen=True, slots=True)
class Name:
    """Where a line is named: in which row, and in px `x` of its swatch, `text` of its name, `number` of its
    number."""

    line: Line
    row: int
    x: int
    text: int
    number: int


class Key:
    """The rows of names, `room` px wide; those for which there is no room are left out."""

    def __init__(self, lines: tuple[Line, ...], room: float, lang: str, unit: float) -> None:
        style = current_style()
        self._unit, self._lang = unit, lang
        self._plain = Style(SIZE * unit, style["ink"])
        self._muted = Style(SIZE * unit, style["muted"])
        self.names = tuple(self._placed(lines, room))
        self.rows = max((name.row + 1 for name in self.names), default=0)

    def _base(self, name: Name, first: int) -> int:
        return first + round(name.row * ROW * self._unit)

    def _style(self, line: Line) -> Style:
        style = current_style()
        color = readable(line.hue, style["paper"], style["ink"])
        return Style(SIZE * self._unit, color, 600)

    def _placed(self, lines: tuple[Line, ...], room: float) -> Iterator[Name]:
        free = [0.0] * MOST_ROWS
        for line in lines:
            words = {*line.texts, line.unit}
            text = (SWATCH + 4) * self._unit
            number = text + width(line.name, self._lang, self._style(line)) + 4 * self._unit
            whole = number + max(width(text, self._lang, self._plain) for text in words)
            row = next((i for i, x in enumerate(free) if x + whole <= room), None)
            if row is not None:
                x = free[row]
                yield Name(line, row, round(x), round(x + text), round(x + number))
                free[row] = x + whole + APART * self._unit

    def draw_names(self, canvas: Canvas, y: int) -> None:
        """Draws what stays; the first row on the base line `y`."""
        for name in self.names:
            unit, line = self._unit, name.line
            base = self._base(name, y)
            middle = base - 3.2 * unit
            dash = [length * unit for length in DASH] if line.dashed else []
            ends = np.array([(name.x, middle), (name.x + SWATCH * unit, middle)])
            canvas.stroke(Path([ends]), line.hue, 1.6 * unit, dash=dash)
            dot = Path()
            dot.circle(name.x + SWATCH * unit / 2, middle, 2.2 * unit)
            canvas.fill(dot, line.hue)
            canvas.lay(line_sprite(line.name, self._lang, self._style(line)), name.text, base)

    def draw_numbers(self, canvas: Canvas, x: int, y: int, seconds: float) -> None:
        """Draws what each line says at a time of the film, the first row from (x, y) on."""
        for name in self.names:
            said = name.line.said(seconds)
            style = self._plain if name.line.holds(seconds) else self._muted
            if said:
                canvas.lay(
                    line_sprite(said, self._lang, style), x + name.number, self._base(name, y)
                )
