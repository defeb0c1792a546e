"""The legend of a chapter: symbols, actors' hues, and how sure something is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from placetime.model.interval import FUTURE
from placetime.model.text import pick
from placetime.render.raster.area import draw_area
from placetime.render.raster.arrow import draw_arrow
from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.layout import Box
from placetime.render.raster.limit import draw_limit
from placetime.render.raster.path import Path
from placetime.render.raster.placing import Days
from placetime.render.raster.symbols import draw_symbol
from placetime.render.raster.type import Style, block_sprite, broken, line_sprite
from placetime.render.raster.words import say
from placetime.scene.mark import Look, Mark
from placetime.scene.scene import Scene
from placetime.spec import load

SWATCH = 25.0
"""Px from the left edge of a row to its text."""
SIZE = 10.6
HEAD = 9.6
LEADING = 16.4
COLUMN = 205.0
Draw = Callable[[Canvas, float, float], None]
"""Draws a swatch with its middle at (x, y)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (no swatch), or a swatch and what it means."""

    text: str
    swatch: Draw | None = None


def marks_of_days(scene: Scene, days: Days) -> list[Mark]:
    """The marks that are there, not merely as a trace, on one of the days."""
    return [
        m
        for m in scene.marks
        if m.interval is not None
        and m.interval.begin_earliest <= days[1]
        and min(FUTURE, m.interval.end_latest) >= days[0]
    ]


def rows(scene: Scene, marks: list[Mark], lang: str, scale: float) -> Iterator[Row]:
    """What the legend says of these marks."""
    hues = {m.hue for m in marks}
    actors = [a for a in scene.atlas.actors.values() if a.hue in hues]
    if actors:
        yield Row(say("who", lang))
        for actor in actors:
            yield Row(pick(actor.name, lang), _actor(actor.hue, scale))
    yield Row(say("sure", lang))
    words = load("vocabulary")["look"]
    looks: tuple[Look, ...] = ("solid", "hollow", "split")
    for look in looks:
        if any(m.look == look for m in marks):
            yield Row(pick(words[look], lang), _symbol("circle", look, scale, disputed=False))
    if any(m.disputed for m in marks):
        yield Row(say("disputed", lang), _symbol("circle", "solid", scale, disputed=True))
    if any(m.inferred for m in marks):
        yield Row(say("inferred", lang), _query(lang, scale))
    yield Row(say("vague", lang), _faint(scale))
    kinds = {e.id: e.principal.kind for e in scene.atlas.events}
    meanings: dict[str, list[tuple[str, str]]] = {}
    for mark in sorted(marks, key=lambda m: (m.kind == "area", m.kind != "point")):
        layer = scene.atlas.layer(mark.layer)
        style = layer.kinds.get(kinds[mark.event])
        text = pick(style.legend if style else layer.legend, lang)
        look_of = (mark.kind, mark.symbol if mark.kind == "point" else "")
        drawn = meanings.setdefault(text, [])
        if look_of not in drawn:
            drawn.append(look_of)
    if meanings:
        yield Row(say("what", lang))
    for text, looks_of in meanings.items():
        yield Row(text, _meaning(looks_of[0], scale))


def draw_legend(canvas: Canvas, box: Box, legend: list[Row], lang: str, scale: float) -> None:
    """Draws rows from the top, in columns; what finds no room is left out."""
    style = load("style")
    column = COLUMN * scale if box.width > 1.6 * COLUMN * scale else float(box.width)
    text = Style(SIZE * scale, style["ink"])
    head = Style(HEAD * scale, style["muted"], 600)
    x, y = float(box.x), float(box.y)
    for number, row in enumerate(legend):
        room = column - SWATCH * scale
        lines = tuple(broken(row.text, lang, text, room, 2)) if row.swatch else (row.text,)
        tall = LEADING * scale + (len(lines) - 1) * text.leading
        top = 4 * scale if row.swatch is None and y > box.y else 0.0
        if y + top + tall > box.bottom:
            x, y, top = x + column, float(box.y), 0.0
            if x + column > box.right + 2:
                return
        if row.swatch is None:
            if number + 1 < len(legend):
                line_sprite(row.text.upper(), lang, head).onto(
                    canvas.pixels, round(x), round(y + top + LEADING * 0.74 * scale)
                )
        else:
            row.swatch(canvas, x + 9 * scale, y + LEADING * 0.5 * scale)
            block_sprite(lines, lang, text).onto(
                canvas.pixels, round(x + SWATCH * scale), round(y + LEADING * 0.74 * scale)
            )
        y += top + tall


def _actor(hue: str, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        path = Path()
        path.rectangle(x - 6 * scale, y - 4.5 * scale, 12 * scale, 9 * scale)
        canvas.fill(path, hue)

    return draw


def _symbol(name: str, look: Look, scale: float, *, disputed: bool) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        ink = load("style")["muted"]
        plain = look != "split" and not disputed
        radius = (5.0 if plain else 3.6) * scale
        draw_symbol(canvas, name, ink, look, x, y, radius, scale * 0.8, disputed)

    return draw


def _query(lang: str, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        _symbol("circle", "solid", scale, disputed=False)(canvas, x - 2 * scale, y)
        style = Style(9 * scale, load("style")["muted"], 700)
        line_sprite("?", lang, style).onto(canvas.pixels, round(x + 4 * scale), round(y))

    return draw


def _faint(scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        style = load("style")
        path = Path()
        path.circle(x, y, 5 * scale)
        canvas.fill(path, style["muted"], style["opacity"]["least"])

    return draw


def _meaning(look: tuple[str, str], scale: float) -> Draw:
    kind, symbol = look

    def draw(canvas: Canvas, x: float, y: float) -> None:
        ink = load("style")["muted"]
        half = 8.5 * scale
        line: Points = np.array([(x - half, y + 2 * scale), (x + half, y + 2 * scale)])
        if kind == "point":
            draw_symbol(canvas, symbol, ink, "solid", x, y, 6 * scale, scale * 0.6)
        elif kind == "move":
            line = np.array([(x - half, y + 2 * scale), (x, y), (x + half, y - 2 * scale)])
            draw_arrow(canvas, line, 3.2 * scale, 1, ink, "solid", 1, scale, disputed=False)
        elif kind == "line":
            draw_limit(canvas, [line], ink, "solid", 1, scale * 0.7, disputed=False)
        else:
            ring = np.array([(x - half, y - half / 2), (x + half, y - half / 2),
                             (x + half, y + half / 2), (x - half, y + half / 2)])  # fmt: skip
            draw_area(canvas, [ring], ink, "solid", 1, scale * 0.7, disputed=False)

    return draw
