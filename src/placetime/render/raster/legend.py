"""The legend of a chapter: symbols, actors' hues, and how sure something is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from placetime.model.interval import FUTURE
from placetime.model.text import pick
from placetime.render.raster.area import draw_area
from placetime.render.raster.arrow import Arrow
from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.density import Density
from placetime.render.raster.layout import Box
from placetime.render.raster.limit import draw_limit
from placetime.render.raster.path import Path
from placetime.render.raster.placing import Days
from placetime.render.raster.symbols import draw_symbol
from placetime.render.raster.type import Style, block_sprite, broken, line_sprite, width
from placetime.render.raster.words import say
from placetime.scene.mark import Look, Mark, MarkKind
from placetime.scene.scene import Scene
from placetime.spec import current_style, load

SWATCH = 25.0
"""Px from the left edge of a row to its text."""
SIZE = 10.2
HEAD = 9.6
LOOKS: tuple[Look, ...] = ("solid", "hollow", "split")
LEADING = 14.4
GAP = 5.0
"""Px below a part."""
COLUMN = 205.0
LEAST = 0.84
"""Share of its size to which a narrow legend shrinks before rows are left out."""
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


def rows(scene: Scene, marks: list[Mark], lang: str, scale: float) -> list[list[Row]]:
    """What the legend says of these marks: who, what and how sure; each begins with a heading."""
    hues = {m.hue for m in marks}
    classes = [Row(pick(text, lang), _actor(hue, scale)) for hue, text in scene.classes]
    who = [
        Row(pick(actor.name, lang), _actor(actor.hue, scale))
        for actor in scene.atlas.actors.values()
        if actor.hue in hues
    ]
    looks = [look for look in LOOKS if any(m.look == look for m in marks)]
    sure = [
        Row(pick(load("vocabulary")["look"][look], lang), _symbol("circle", look, scale))
        for look in looks
        if not scene.classes or len(looks) > 1
    ]
    if any(m.disputed for m in marks):
        sure.append(Row(say("disputed", lang), _symbol("circle", "solid", scale, disputed=True)))
    if any(m.inferred for m in marks):
        sure.append(Row(say("inferred", lang), _query(lang, scale)))
    if marks:
        sure.append(Row(say("vague", lang), _faint(scale)))
    what = [
        Row(text, _meaning(kind, symbol, scale))
        for text, kind, symbol in meanings(scene, marks, lang)
        if text and text not in {row.text for row in classes}
    ]
    if not (who or classes or what) and len(sure) <= 2:
        return []  # plain marks of one kind, which explain themselves
    parts = (("who", who), ("what", classes + what), ("sure", sure))
    return [[Row(say(key, lang)), *own] for key, own in parts if own]


def meanings(scene: Scene, marks: list[Mark], lang: str) -> list[tuple[str, MarkKind, str]]:
    """What the marks mean, commonest first, each with the kind and symbol that mostly says so."""
    kinds = {e.id: e.principal.kind for e in scene.atlas.events}
    counts: dict[str, Counter[tuple[MarkKind, str]]] = {}
    for mark in marks:
        layer = scene.atlas.layer(mark.layer)
        style = layer.kinds.get(kinds.get(mark.event, ""))
        text = pick(style.legend if style else layer.legend, lang)
        counts.setdefault(text, Counter())[mark.kind, mark.symbol] += 1
    ordered = sorted(counts, key=lambda text: -counts[text].total())
    return [(text, *counts[text].most_common(1)[0][0]) for text in ordered]


def key_of_density(density: Density, lang: str, scale: float) -> list[Row]:
    """How many points in a cell have which shade, from few to many."""
    shades = [Row(f"{number:,}", _shade(ink, hold, scale)) for number, ink, hold in density.key()]
    return [Row(say("density", lang)), *shades]


def draw_legend(canvas: Canvas, box: Box, parts: list[list[Row]], lang: str, scale: float) -> None:
    """Draws parts from the top: in one column if narrow, of which the second part gives way if there is
    no room for all; else beside each other."""
    if box.width > 1.6 * COLUMN * scale:
        wide = round(box.width / max(1, len(parts)))
        for number, part in enumerate(parts):
            column = Box(box.x + number * wide, box.y, wide - round(12 * scale), box.height)
            _draw_part(canvas, column, part, lang, scale)
        return
    scale = next((own for own in _smaller(scale) if _fits(parts, box, lang, own)), scale * LEAST)
    heights = [_height(part, box.width, lang, scale) for part in parts]
    spare = box.height - sum(heights)
    y = float(box.y)
    for part, height in zip(parts, heights, strict=True):
        room = height + min(0.0, spare) if part is parts[len(parts) // 2] else height
        text = Style(SIZE * scale, "#000000")
        lines = len(broken(part[1].text, lang, text, box.width - SWATCH * scale, 2))
        least = 2 * LEADING * scale + (lines - 1) * text.leading
        if room >= least:  # a heading without a row says nothing
            tall = round(room - GAP * scale)
            _draw_part(canvas, Box(box.x, round(y), box.width, tall), part, lang, scale)
            y += room


def _smaller(scale: float) -> list[float]:
    """The scale, and smaller ones that can still be read."""
    return [scale * share for share in np.linspace(1.0, LEAST, 5).tolist()]


def _fits(parts: list[list[Row]], box: Box, lang: str, scale: float) -> bool:
    return sum(_height(part, box.width, lang, scale) for part in parts) <= box.height


def _flow(part: list[Row], wide: float, lang: str, scale: float) -> list[tuple[float, float, Row]]:
    """Where each row stands, from the part's top left: two short ones that follow share a line."""
    text = Style(SIZE * scale, "#000000")
    placed: list[tuple[float, float, Row]] = [(0.0, 0.0, part[0])]
    y, is_alone = LEADING * scale, False  # whether a short one stands on the line above `y`
    for row in part[1:]:
        short = width(row.text, lang, text) + SWATCH * scale < wide / 2
        if short and is_alone:
            placed.append((wide / 2, y - LEADING * scale, row))
            is_alone = False
            continue
        placed.append((0.0, y, row))
        lines = len(broken(row.text, lang, text, wide - SWATCH * scale, 2))
        y += LEADING * scale + (lines - 1) * text.leading
        is_alone = short
    return placed


def _height(part: list[Row], wide: float, lang: str, scale: float) -> float:
    text = Style(SIZE * scale, "#000000")
    _, y, last = _flow(part, wide, lang, scale)[-1]
    lines = len(broken(last.text, lang, text, wide - SWATCH * scale, 2))
    return y + (LEADING + GAP) * scale + (lines - 1) * text.leading


def _draw_part(canvas: Canvas, box: Box, part: list[Row], lang: str, scale: float) -> float:
    """Draws a heading and the rows for which there is room; gives the height used."""
    style = current_style()
    text = Style(SIZE * scale, style["ink"])
    head = Style(HEAD * scale, style["muted"], 600)
    used = 0.0
    for x, y, row in _flow(part, box.width, lang, scale):
        lines = tuple(broken(row.text, lang, text, box.width - SWATCH * scale, 2))
        tall = LEADING * scale + (len(lines) - 1) * text.leading
        if y + tall > box.height + 1:
            break
        left, base = box.x + x, round(box.y + y + LEADING * 0.74 * scale)
        if row.swatch is None:
            canvas.lay(line_sprite(row.text.upper(), lang, head), round(left), base)
        else:
            row.swatch(canvas, left + 9 * scale, box.y + y + LEADING * 0.5 * scale)
            sprite = block_sprite(lines, lang, text)
            canvas.lay(sprite, round(left + SWATCH * scale), base)
        used = y + tall
    return used


def _actor(hue: str, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        path = Path()
        path.rectangle(x - 6 * scale, y - 4.5 * scale, 12 * scale, 9 * scale)
        canvas.fill(path, hue)

    return draw


def _shade(ink: str, hold: float, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        path = Path()
        path.rectangle(x - 6 * scale, y - 6 * scale, 12 * scale, 12 * scale)
        canvas.fill(path, ink, hold)

    return draw


def _symbol(name: str, look: Look, scale: float, *, disputed: bool = False) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        ink = current_style()["muted"]
        plain = look != "split" and not disputed
        radius = (5.0 if plain else 3.6) * scale
        draw_symbol(canvas, name, ink, look, x, y, radius, scale * 0.8, disputed)

    return draw


def _query(lang: str, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        _symbol("circle", "solid", scale)(canvas, x - 2 * scale, y)
        style = Style(9 * scale, current_style()["muted"], 700)
        canvas.lay(line_sprite("?", lang, style), round(x + 4 * scale), round(y))

    return draw


def _faint(scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        style = current_style()
        path = Path()
        path.circle(x, y, 5 * scale)
        canvas.fill(path, style["muted"], style["opacity"]["least"])

    return draw


def _meaning(kind: MarkKind, symbol: str, scale: float) -> Draw:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        ink = current_style()["muted"]
        half = 8.5 * scale
        line: Points = np.array([(x - half, y + 2 * scale), (x + half, y + 2 * scale)])
        if kind == "point":
            draw_symbol(canvas, symbol, ink, "solid", x, y, 6 * scale, scale * 0.6)
        elif kind == "move":
            line = np.array([(x - half, y + 2 * scale), (x, y), (x + half, y - 2 * scale)])
            size = canvas.width, canvas.height
            for piece in Arrow(line, 3.2 * scale, ink, "solid", scale, False, size).at(1):
                canvas.lay(*piece)
        elif kind == "line":
            draw_limit(canvas, [line], ink, "solid", 1, scale * 0.7, disputed=False)
        else:
            ring = np.array([(x - half, y - half / 2), (x + half, y - half / 2),
                             (x + half, y + half / 2), (x - half, y + half / 2)])  # fmt: skip
            draw_area(canvas, [ring], ink, "solid", 1, scale * 0.7, disputed=False)

    return draw
