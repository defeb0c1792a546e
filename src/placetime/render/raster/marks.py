"""The marks of a frame as pieces to be laid on its map: areas and lines, then moves, then points."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil, floor
from typing import Final

import numpy as np

from placetime.model.interval import FUTURE, PAST, Interval
from placetime.render.raster.area import draw_area
from placetime.render.raster.arrow import Arrow
from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.figures import Figures
from placetime.render.raster.limit import draw_limit
from placetime.render.raster.path import Path
from placetime.render.raster.sprite import Piece, Sprite, paint, painted
from placetime.render.raster.symbols import point_sprite
from placetime.render.raster.type import Style, line_sprite
from placetime.scene.mark import Mark
from placetime.scene.visible import Showing
from placetime.spec import current_style

SHADES: Final = 24
AREA_SHADES: Final = 8
"""Steps between an opacity of 0 and 1: a slow fade must not repaint the map in every frame."""
PHASES: Final = 2
"""Positions within a px that symbols are drawn at."""
FOCUS: Final = (7.0, 0.22)
"""How far, in px, the glow around a mark that is being told of reaches, and its opacity."""
EDGE: Final = 24.0
"""Px, at scale 1, that ticks and outlines reach beyond a line or an area."""


def opacity(shown: Showing, shades: int = SHADES) -> float:
    """In steps, from least to most by presence; a trace falls from `trace_from` to `trace_to`."""
    style = current_style()["opacity"]
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
    """Makes the pieces of marks; what it has painted it keeps with the figures of its view."""

    def __init__(self, lang: str, scale: float) -> None:
        self._lang, self._scale = lang, scale

    def ground(self, figures: Figures, shown: Iterable[tuple[Mark, Showing]]) -> Iterator[Piece]:
        """The pieces of areas and lines, which change seldom."""
        marks = [(m, opacity(s, AREA_SHADES)) for m, s in shown if m.kind in ("area", "line")]
        for mark, how in _without_twins(marks):
            sprite = self._shape(figures, mark)
            if sprite is not None:
                yield Piece(sprite, 0, 0, how)

    def moves(
        self,
        figures: Figures,
        shown: Iterable[tuple[Mark, Showing]],
        day: int,
        focus: Collection[str] = (),
    ) -> Iterator[Piece]:
        """The pieces of moves, those on their way over those that are done; the marks of the events in
        `focus` glow."""
        moves = [(m, opacity(s), progress(m.interval, day)) for m, s in shown if m.kind == "move"]
        for mark, how, share in sorted(moves, key=lambda move: move[2] < 1):
            yield from self._move(figures, mark, how, share, mark.event in focus)

    def points(
        self,
        figures: Figures,
        shown: Iterable[tuple[Mark, Showing]],
        focus: Collection[str] = (),
    ) -> Iterator[Piece]:
        """The pieces of points, with the rings of their uncertainty below all of them."""
        points = [(mark, opacity(showing)) for mark, showing in shown if mark.kind == "point"]
        yield from self._rings(figures, points)
        for mark, how in points:
            yield from self._point(figures, mark, how, mark.event in focus)

    def _shape(self, figures: Figures, mark: Mark) -> Sprite | None:
        """An area or a line as it looks in this view."""
        lines = figures.lines(mark)
        if not lines:
            return None
        if mark.id not in figures.sprites:
            draw_shape = draw_area if mark.kind == "area" else draw_limit

            def draw(canvas: Canvas, origin: Points) -> None:
                moved = [points - origin for points in lines]
                draw_shape(canvas, moved, mark.hue, mark.look, 1.0, self._scale, mark.disputed)

            figures.sprites[mark.id] = self._painted(figures, lines, EDGE, draw)
        return figures.sprites[mark.id]

    def _painted(self, figures: Figures, lines: Sequence[Points], room: float, draw) -> Sprite:  # type: ignore[no-untyped-def]
        ends = np.concatenate(lines)
        room *= self._scale
        size = figures.view.width, figures.view.height
        return painted(ends.min(axis=0) - room, ends.max(axis=0) + room, *size, draw)

    def _move(
        self, figures: Figures, mark: Mark, how: float, share: float, told: bool
    ) -> Iterator[Piece]:
        size = figures.view.width, figures.view.height
        for number, points in enumerate(figures.lines(mark)):
            key = f"{mark.id} {number}"
            if told:
                yield Piece(self._glow(figures, f"{key} glow", mark, points), 0, 0)
            if key not in figures.arrows:
                width = mark.size * self._scale
                figures.arrows[key] = Arrow(
                    points, width, mark.hue, mark.look, self._scale, mark.disputed, size
                )
            for what, x, y in figures.arrows[key].at(share):
                yield Piece(what, x, y, how)

    def _glow(self, figures: Figures, key: str, mark: Mark, points: Points) -> Sprite:
        """A broad light stroke under a move that is being told of."""
        if key not in figures.sprites:
            reach, strength = FOCUS
            width = mark.size + 2 * reach * self._scale

            def draw(canvas: Canvas, origin: Points) -> None:
                line = Path([(points - origin).clip(-5000, 5000)])
                canvas.stroke(line, mark.hue, width, strength * 0.6, cap="round")

            figures.sprites[key] = self._painted(figures, [points], width, draw)
        return figures.sprites[key]

    def _rings(self, figures: Figures, points: Iterable[tuple[Mark, float]]) -> Iterator[Piece]:
        """Circles in which the true positions lie, where they are larger than the symbol."""
        view = figures.view
        largest = max(view.width, view.height)
        for mark, how in points:
            radius = figures.radius(mark)
            if mark.size * self._scale * 1.3 < radius < largest:
                x, y = figures.position(mark.geometry.x, mark.geometry.y)
                if -radius < x < view.width + radius and -radius < y < view.height + radius:
                    yield Piece(self._ring(figures, mark, x, y, radius), 0, 0, how)

    def _ring(self, figures: Figures, mark: Mark, x: float, y: float, radius: float) -> Sprite:
        key = f"ring {x:.2f} {y:.2f} {radius:.2f} {mark.hue}"
        if key not in figures.sprites:
            style = current_style()["ring"]
            dash = [length * self._scale for length in style["dash"]]

            def draw(canvas: Canvas, origin: Points) -> None:
                ring = Path()
                ring.circle(x - origin[0], y - origin[1], radius)
                width = style["width"] * self._scale
                canvas.stroke(ring, mark.hue, width, style["opacity"], dash=dash)

            corners = np.array([(x - radius, y - radius), (x + radius, y + radius)])
            figures.sprites[key] = self._painted(figures, [corners], 2, draw)
        return figures.sprites[key]

    def _point(self, figures: Figures, mark: Mark, how: float, told: bool) -> Iterator[Piece]:
        x, y = figures.seat(mark)
        if not (-50 < x < figures.view.width + 50 and -50 < y < figures.view.height + 50):
            return
        left, top = floor(x), floor(y)
        phase = floor((x - left) * PHASES) / PHASES, floor((y - top) * PHASES) / PHASES
        radius = mark.size * self._scale
        if told:
            reach = radius + FOCUS[0] * self._scale
            yield Piece(disc_sprite(reach, mark.hue, FOCUS[1], phase), left, top)
        sprite = point_sprite(
            mark.symbol, mark.hue, mark.look, radius, self._scale, mark.disputed, phase
        )
        yield Piece(sprite, left, top, how)
        if mark.inferred:
            at = round(x + radius * 0.75), round(y - radius * 0.55)
            yield Piece(self._query(mark.hue), *at, how)

    def _query(self, hue: str) -> Sprite:
        """The question mark of a place that no text names."""
        style = current_style()
        size = 10 * self._scale
        return line_sprite("?", self._lang, Style(size, hue, 700, 2 * self._scale, style["halo"]))


@lru_cache(maxsize=512)
def disc_sprite(
    radius: float, color: str, strength: float, phase: tuple[float, float] = (0.0, 0.0)
) -> Sprite:
    """A disc of one colour and opacity, anchored at its middle; `phase` is a part of a px."""
    room = ceil(radius) + 2

    def draw(canvas: Canvas) -> None:
        disc = Path()
        disc.circle(room + phase[0], room + phase[1], radius)
        canvas.fill(disc, color, strength)

    return paint(2 * room + 1, 2 * room + 1, draw, (room, room))


def _without_twins(marks: Iterable[tuple[Mark, float]]) -> list[tuple[Mark, float]]:
    """The marks without those of the same shape and style: the strongest of them stands for all."""
    best: dict[object, tuple[Mark, float]] = {}
    for mark, how in marks:
        key = (mark.kind, mark.geometry.wkb, mark.hue, mark.look, mark.disputed)
        if key not in best or how > best[key][1]:
            best[key] = mark, how
    return list(best.values())
