"""The marks of a frame on its map: areas and lines below, then moves, then points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import ceil, floor

import numpy as np

from placetime.model.interval import FUTURE, PAST, Interval
from placetime.render.raster.area import draw_area
from placetime.render.raster.arrow import draw_arrow
from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.figures import Figures
from placetime.render.raster.limit import draw_limit
from placetime.render.raster.path import Path
from placetime.render.raster.sprite import Sprite, paint
from placetime.render.raster.symbols import point_sprite
from placetime.render.raster.type import Style, line_sprite
from placetime.scene.mark import Mark
from placetime.scene.visible import Showing
from placetime.spec import load

SHADES = 24
AREA_SHADES = 8
"""Steps between an opacity of 0 and 1: a slow fade must not repaint the map in every frame."""
PHASES = 2
"""Positions within a px that symbols are drawn at."""
FOCUS = (7.0, 0.22)
"""How far, in px, the glow around a mark that is being told of reaches, and its opacity."""


def opacity(shown: Showing, shades: int = SHADES) -> float:
    """In steps, from least to most by presence; a trace falls from `trace_from` to `trace_to`."""
    style = load("style")["opacity"]
    if shown.presence > 0:
        value = style["least"] + (style["most"] - style["least"]) * shown.presence
    else:
        value = style["trace_to"] + (style["trace_from"] - style["trace_to"]) * shown.trace
    return float(max(1, round(value * shades)) / shades)


def progress(interval: Interval | None, day: int) -> float:
    """The share of a move that is done at the end of a day; 1 where its length is not known."""
    if interval is None or interval.begin_latest >= interval.end_earliest:
        return 1.0
    begin, end = interval.begin_earliest, interval.end_latest
    if begin == PAST or end == FUTURE or day >= end:
        return 1.0
    return max(0.0, (day + 1 - begin) / (end + 1 - begin))


class MarkPainter:
    """Draws the marks that show; what lies below the moves is kept until it changes."""

    def __init__(self, lang: str, scale: float) -> None:
        self._lang, self._scale = lang, scale
        self._below: Pixels | None = None
        self._key: object = None

    def draw(
        self,
        background: Pixels,
        figures: Figures,
        shown: Sequence[tuple[Mark, Showing]],
        day: int,
        focus: Collection[str] = (),
    ) -> Pixels:
        """A copy of the background with the marks on it; those of the events in `focus` glow."""
        below = [(m, opacity(s, AREA_SHADES)) for m, s in shown if m.kind in ("area", "line")]
        key = (id(background), [(m.id, o) for m, o in below])
        if self._below is None or self._key != key:
            self._below = background.copy()
            self._draw_below(Canvas(self._below), figures, below)
            self._key = key
        pixels = self._below.copy()
        canvas = Canvas(pixels)
        for mark, showing in shown:
            if mark.kind == "move":
                told = mark.event in focus
                self._draw_move(canvas, figures, mark, opacity(showing), day, told)
        points = [(m, opacity(s)) for m, s in shown if m.kind == "point"]
        self._draw_rings(canvas, figures, points)
        for mark, how in points:
            self._draw_point(canvas, figures, mark, how, mark.event in focus)
        return pixels

    def _draw_below(
        self, canvas: Canvas, figures: Figures, marks: Iterable[tuple[Mark, float]]
    ) -> None:
        for mark, how in _without_twins(marks):
            lines = figures.lines(mark)
            if not lines:
                continue
            if mark.kind == "area":
                sprite = area_sprite(figures, mark, self._scale)
                sprite.onto(canvas.pixels, 0, 0, how)
            else:
                draw_limit(canvas, lines, mark.hue, mark.look, how, self._scale, mark.disputed)

    def _draw_move(
        self, canvas: Canvas, figures: Figures, mark: Mark, how: float, day: int, told: bool
    ) -> None:
        for points in figures.lines(mark):
            if told:
                glow = Path([points.clip(-5000, 5000)])
                reach, strength = FOCUS
                width = mark.size + 2 * reach * self._scale
                canvas.stroke(glow, mark.hue, width, strength * 0.6, cap="round")
            draw_arrow(
                canvas,
                points,
                mark.size * self._scale,
                progress(mark.interval, day),
                mark.hue,
                mark.look,
                how,
                self._scale,
                mark.disputed,
            )

    def _draw_rings(
        self, canvas: Canvas, figures: Figures, points: Iterable[tuple[Mark, float]]
    ) -> None:
        """Circles in which the true positions lie, where they are larger than the symbol."""
        style = load("style")["ring"]
        dash = [length * self._scale for length in style["dash"]]
        largest = max(figures.view.width, figures.view.height)
        for mark, how in points:
            radius = figures.radius(mark)
            if mark.size * self._scale * 1.3 < radius < largest:
                x, y = figures.position(mark.geometry.x, mark.geometry.y)
                if -radius < x < figures.view.width + radius:
                    ring = Path()
                    ring.circle(x, y, radius)
                    width = style["width"] * self._scale
                    canvas.stroke(ring, mark.hue, width, style["opacity"] * how, dash=dash)

    def _draw_point(
        self, canvas: Canvas, figures: Figures, mark: Mark, how: float, told: bool
    ) -> None:
        x, y = figures.seat(mark)
        if not (-50 < x < figures.view.width + 50 and -50 < y < figures.view.height + 50):
            return
        left, top = floor(x), floor(y)
        if told:
            glow = Path()
            glow.circle(x, y, (mark.size + FOCUS[0]) * self._scale)
            canvas.fill(glow, mark.hue, FOCUS[1])
        phase = floor((x - left) * PHASES) / PHASES, floor((y - top) * PHASES) / PHASES
        radius = mark.size * self._scale
        sprite = point_sprite(
            mark.symbol, mark.hue, mark.look, radius, self._scale, mark.disputed, phase
        )
        sprite.onto(canvas.pixels, left, top, how)
        if mark.inferred:
            query = self._query(mark.hue)
            query.onto(canvas.pixels, round(x + radius * 0.75), round(y - radius * 0.55), how)

    def _query(self, hue: str) -> Sprite:
        """The question mark of a place that no text names."""
        style = load("style")
        size = 10 * self._scale
        return line_sprite("?", self._lang, Style(size, hue, 700, 2 * self._scale, style["halo"]))


def _without_twins(marks: Iterable[tuple[Mark, float]]) -> list[tuple[Mark, float]]:
    """The marks without those of the same shape and style: the strongest of them stands for all."""
    best: dict[object, tuple[Mark, float]] = {}
    for mark, how in marks:
        key = (mark.kind, mark.geometry.wkb, mark.hue, mark.look, mark.disputed)
        if key not in best or how > best[key][1]:
            best[key] = mark, how
    return list(best.values())


def area_sprite(figures: Figures, mark: Mark, scale: float) -> Sprite:
    """An area as a sprite whose anchor is the map's top left corner, kept as long as the view."""

    def draw(canvas: Canvas) -> None:
        draw_area(canvas, rings, mark.hue, mark.look, 1.0, scale, mark.disputed)

    rings = figures.lines(mark)
    if mark.id not in figures.sprites:
        ends = np.concatenate(rings)
        left, top = (max(0, floor(v) - 4) for v in ends.min(axis=0))
        right = min(figures.view.width, ceil(ends[:, 0].max()) + 4)
        low = min(figures.view.height, ceil(ends[:, 1].max()) + 4)
        rings = [ring - (left, top) for ring in rings]
        wide, tall = max(1, right - left), max(1, low - top)
        figures.sprites[mark.id] = paint(wide, tall, draw, (-left, -top))
    return figures.sprites[mark.id]
