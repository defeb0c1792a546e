"""The timeline: the film's axis with chapters, breaks, events, number series and the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

import numpy as np

from placetime.edtf.words import describe
from placetime.model.days import civil, day_number
from placetime.model.interval import Interval
from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.density import Density
from placetime.render.raster.drawing import Drawing, rectangle
from placetime.render.raster.histogram import begun
from placetime.render.raster.layout import ROW, Box
from placetime.render.raster.numbers import Key, draw_lines, lines_of
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import PixelCanvas, blank
from placetime.render.raster.sprite import Sprite, paint
from placetime.render.raster.type import Style, line_sprite, width
from placetime.scene.scene import Scene
from placetime.spec import current_style, kept_by_style

BAR = 3.0
"""Px from one bar of the histogram to the next."""
PHASES = 4
"""Positions within a px that the cursor is drawn at."""
FAINT = 0.4
"""How much of the part to come is shown."""


class Timeline:
    """Draws the axis into a box of the frame; time runs along it as in the film."""

    def __init__(
        self, scene: Scene, box: Box, lang: str, unit: float, density: Density | None = None
    ) -> None:
        self._scene, self._box, self._lang, self._unit = scene, box, lang, unit
        self._density = density
        self._style = current_style()
        lines = lines_of(scene, lang)
        self._numbers = lines, Key(lines, box.width, lang, unit)
        self._foot = box.height - self._numbers[1].rows * ROW * unit
        self._axis = self._foot - 14 * unit
        self._past = blank(box.width, box.height, self._style["paper"])
        self._draw(PixelCanvas(self._past))
        paper = blank(box.width, box.height, self._style["paper"]).astype(np.float32)
        self._ahead = (paper + (self._past - paper) * FAINT + 0.5).astype(np.uint8)
        self._tall = round(self._axis) + 1
        self._ahead[self._tall :] = self._past[self._tall :]

    def draw_still(self, canvas: Canvas) -> None:
        """Draws it as it is before the film begins, without the cursor."""
        canvas.lay(_Axis(self, 0), self._box.x, self._box.y)

    def draw(self, canvas: Canvas, seconds: float) -> None:
        """Draws it as it is at a time of the film: what is past is strong, what is to come faint."""
        box, unit = self._box, self._unit
        share = min(1.0, seconds / self._scene.scale.seconds)
        canvas.lay(_Axis(self, round(share * box.width)), box.x, box.y)
        x = box.x + share * box.width
        left = floor(x)
        cursor = cursor_sprite(unit, self._axis, floor((x - left) * PHASES) / PHASES)
        canvas.lay(cursor, left, box.y)
        self._numbers[1].draw_numbers(canvas, box.x, box.y + self._line, seconds)

    def onto(self, pixels: Pixels, x: int, y: int, done: int) -> None:
        """Lays the axis, of which `done` px are past, on pixels."""
        place = pixels[y : y + self._box.height, x : x + self._box.width]
        place[:, :done] = self._past[:, :done]
        place[:, done:] = self._ahead[:, done:]

    def draw_axis(self, drawing: Drawing, done: int) -> None:
        """Draws the same around (0, 0): all of it twice, within what is strong and what is faint."""
        wide, high, tall = self._box.width, self._box.height, self._tall
        self._draw(drawing.group(clip=rectangle(0, 0, done, high)))
        faint = drawing.group(opacity=FAINT, clip=rectangle(done, 0, wide - done, tall))
        self._draw(faint)
        self._draw(drawing.group(clip=rectangle(done, tall, wide - done, high - tall)))

    @property
    def _line(self) -> int:
        """The base line of the first names of number series."""
        return round(self._foot + (ROW - 3.5) * self._unit)

    def _x(self, seconds: Any) -> Any:
        return seconds / self._scene.scale.seconds * self._box.width

    def _draw(self, canvas: Canvas) -> None:
        for segment in self._scene.scale.segments:
            left, right = self._x(segment.start), self._x(segment.end)
            if segment.chapter is not None or len(self._scene.scale.segments) == 1:
                band = Path()
                band.rectangle(left + 0.5, 0, right - left - 1, self._axis)
                canvas.fill(band, self._style["timeline"]["band"])
            else:
                self._break(canvas, (left + right) / 2)
        self._histogram(canvas)
        lines, key = self._numbers
        draw_lines(canvas, lines, self._x(1.0), self._axis, self._unit)
        key.draw_names(canvas, self._line)
        axis = Path()
        axis.rectangle(0, self._axis - 0.5 * self._unit, self._box.width, self._unit)
        canvas.fill(axis, self._style["muted"])
        for segment in self._scene.scale.segments:
            if segment.chapter is None and len(self._scene.scale.segments) > 1:
                gap = Path()
                middle = (self._x(segment.start) + self._x(segment.end)) / 2
                gap.rectangle(
                    middle - 3 * self._unit,
                    self._axis - 2 * self._unit,
                    6 * self._unit,
                    4 * self._unit,
                )
                canvas.fill(gap, self._style["paper"])
                self._break(canvas, middle)
        self._dates(canvas)

    def _break(self, canvas: Canvas, x: float) -> None:
        """Two strokes across the axis, where time is squeezed."""
        unit, y = self._unit, self._axis
        strokes = Path(
            np.array([(x + d - 2 * unit, y + 5 * unit), (x + d + 2 * unit, y - 5 * unit)])
            for d in (-2.2 * unit, 2.2 * unit)
        )
        canvas.stroke(strokes, self._style["muted"], 1.1 * unit)

    def _histogram(self, canvas: Canvas) -> None:
        """What begins when; the height of a bar is by the square root of how much."""
        step = BAR * self._unit
        number = ceil(self._box.width / step)
        seconds = step / self._box.width * self._scene.scale.seconds
        counts = begun(self._scene, self._density, number, seconds)
        most = sqrt(counts.max())
        bars = Path()
        for bar in np.flatnonzero(counts > 0).tolist():
            tall = (self._axis - 3 * self._unit) * sqrt(counts[bar]) / most
            bars.rectangle(bar * step, self._axis - tall, step - self._unit, tall)
        canvas.fill(bars, self._style["timeline"]["bars"])

    def _dates(self, canvas: Canvas) -> None:
        """The year, or years, under each chapter, where there is room and they are others than before."""
        style = Style(9.4 * self._unit, self._style["muted"])
        until, before = -1e9, ""
        for segment in self._scene.scale.segments:
            if segment.chapter is None and len(self._scene.scale.segments) > 1:
                continue
            first, last = civil(segment.first)[0], civil(segment.last)[0]
            text = years(first, last, self._lang)
            wide = width(text, self._lang, style)
            left, right = self._x(segment.start), self._x(segment.end)
            x = min(max((left + right - wide) / 2, 0), self._box.width - wide)
            if x > until + 3 * self._unit and text != before:
                before = text
                y = round(self._foot - 2.5 * self._unit)
                canvas.lay(line_sprite(text, self._lang, style), round(x), y)
                until = x + wide


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of which `done` px are past."""

    timeline: Timeline
    done: int

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        self.timeline.onto(pixels, x, y, self.done)

    def draw(self, drawing: Drawing) -> None:
        self.timeline.draw_axis(drawing, self.done)


@kept_by_style(64)
def cursor_sprite(unit: float, axis: float, phase: float) -> Sprite:
    """The stroke that moves along the axis, with its head; anchored at the axis' top."""
    room = ceil(8 * unit)

    def draw(canvas: Canvas) -> None:
        x, y, ink = room + phase, float(room), current_style()["ink"]
        cursor = Path()
        cursor.rectangle(x - 0.75 * unit, y - 2 * unit, 1.5 * unit, axis + 2 * unit)
        head = Path(
            [np.array([(-4.0, -7.0), (4.0, -7.0), (0.0, -1.0)]) * unit + (x, y)], closed=True
        )
        canvas.fill(cursor, ink)
        canvas.fill(head, ink)

    return paint(2 * room + 1, room + ceil(axis) + 1, draw, (room, room))


def years(first: int, last: int, lang: str) -> str:
    """Astronomical years as `1953–1956` or, by the language, `218–216 BC`."""
    if first == last:
        return _year(last, lang)
    if (first > 0) != (last > 0):
        return f"{_year(first, lang)}–{_year(last, lang)}"
    return f"{first if first > 0 else 1 - first}–{_year(last, lang)}"


def _year(year: int, lang: str) -> str:
    if year > 0:
        return str(year)
    first, last = day_number(year, 1, 1), day_number(year, 12, 31)
    return describe(Interval(first, last, first, last), lang)
