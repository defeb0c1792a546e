"""Lines of type: measured, broken, and drawn as outlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np

from placetime.render.raster.canvas import Canvas, Placed
from placetime.render.raster.coverage import Coverage, Points, coverage
from placetime.render.raster.faces import UNITS
from placetime.render.raster.path import Path
from placetime.render.raster.shaping import shape
from placetime.render.raster.sprite import Sprite, paint

ASCENT = 0.95
DESCENT = 0.28
"""Room above and below the base line, in em."""
SLANT = 0.2
"""Shear of italics: px right for each px up."""
NO_BREAK_BEFORE = set("，。、；：？！）》」』”’…·—,.;:?!)%’”")
NO_BREAK_AFTER = set("（《「『“‘(")


@dataclass(frozen=True, slots=True)
class Style:
    """How type looks: `size` and `halo` (the whole width of its stroke) in px, colours `#rrggbb`."""

    size: float
    color: str
    weight: int = 400
    halo: float = 0.0
    halo_color: str = "#ffffff"
    italic: bool = False

    @property
    def leading(self) -> float:
        """From one base line to the next, in px."""
        return self.size * 1.28


def width(text: str, lang: str, style: Style) -> float:
    """The advance width in px."""
    return shape(text, lang, style.weight).width * style.size


class _Pen:
    """Draws glyph outlines, in units with y up, into a path, in px with y down."""

    def __init__(self, path: Path, x: float, y: float, scale: float, slant: float) -> None:
        self.path, self.x, self.y, self.scale, self.slant = path, x, y, scale, slant

    def _px(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return self.x + (x + self.slant * y) * self.scale, self.y - y * self.scale

    def moveTo(self, point: tuple[float, float]) -> None:
        self.path.move_to(*self._px(point))

    def lineTo(self, point: tuple[float, float]) -> None:
        self.path.line_to(*self._px(point))

    def curveTo(self, *points: tuple[float, float]) -> None:
        first, second, end = (self._px(p) for p in points)
        self.path.curve_to(*first, *second, *end)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        control, end = (self._px(p) for p in points)
        self.path.bend_to(*control, *end)

    def closePath(self) -> None:
        self.path.close()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A glyph of a font: `scale` px a unit, sheared by `slant`."""

    font: Any
    index: int
    scale: float
    slant: float

    def lines(self) -> tuple[Points, ...]:
        return _outlines(self)

    def covers(self, phase: float) -> Coverage | None:
        return _covered(self, phase)


@lru_cache(maxsize=4096)
def _outlines(letter: _Letter) -> tuple[Points, ...]:
    """The outlines of a glyph in px around the start of its base line."""
    path = Path()
    pen = _Pen(path, 0.0, 0.0, letter.scale, letter.slant)
    letter.font.draw_glyph_with_pen(letter.index, pen)
    path.finish()
    return tuple(path.lines)


@lru_cache(maxsize=16384)
def _covered(letter: _Letter, phase: float) -> Coverage | None:
    """What a glyph covers, in px from a start of its base line `phase` px right of a px's edge."""
    lines = letter.lines()
    if not lines:
        return None
    low = np.floor(np.concatenate(lines).min(axis=0)) - 1
    high = np.ceil(np.concatenate(lines).max(axis=0) + 2)
    wide, tall = (int(v) for v in high - low)
    covered = coverage([points - low + (phase, 0.0) for points in lines], wide, tall)
    if covered is None:
        return None
    return Coverage(covered.left + int(low[0]), covered.top + int(low[1]), covered.share)


def glyphs(text: str, lang: str, style: Style, x: float, y: float) -> Iterator[Placed]:
    """The glyphs of a line of text whose base line starts at (x, y) px."""
    scale, slant = style.size / UNITS, SLANT if style.italic else 0.0
    for glyph in shape(text, lang, style.weight).glyphs:
        letter = _Letter(glyph.font, glyph.index, scale, slant)
        yield Placed(letter, x + glyph.x * scale, y - glyph.y * scale)


def line_sprite(text: str, lang: str, style: Style) -> Sprite:
    """One line of text as a sprite; its anchor is the start of the base line."""
    return block_sprite((text,), lang, style)


@lru_cache(maxsize=400)
def block_sprite(lines: tuple[str, ...], lang: str, style: Style, align: str = "left") -> Sprite:
    """Lines of text one under the other; the anchor is the start of the first base line.

    `align` is left, centre or right, within the widest line.
    """
    margin = ceil(style.halo / 2) + 1
    first = margin + ceil(style.size * ASCENT)
    widths = [width(line, lang, style) for line in lines]
    widest = max(widths)
    spare = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    starts = [
        (line, margin + (widest - own) * spare, first + round(number * style.leading))
        for number, (line, own) in enumerate(zip(lines, widths, strict=True))
    ]

    def draw(canvas: Canvas) -> None:
        if style.halo:
            every = (g for line, x, y in starts for g in glyphs(line, lang, style, x, y))
            canvas.surround(every, style.halo_color, style.halo, 0.9)
        for line, x, y in starts:
            canvas.write(glyphs(line, lang, style, x, y), style.color)

    wide = ceil(widest + style.size * (SLANT if style.italic else 0.05)) + 2 * margin
    below = ceil((len(lines) - 1) * style.leading + style.size * DESCENT)
    return paint(wide, first + below + margin, draw, (margin, first))


def broken(text: str, lang: str, style: Style, room: float, lines: int = 99) -> list[str]:
    """The text in at most `lines` lines no wider than `room` px; an ellipsis if it does not fit."""
    out: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(), lang, style) > room:
            out.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    out.append(line.rstrip())
    if len(out) <= lines:
        return out
    return [*out[: lines - 1], _shortened(out[lines - 1] + " ", lang, style, room)]


def _shortened(line: str, lang: str, style: Style, room: float) -> str:
    """The line with an ellipsis, cut back to whole pieces until it fits."""
    pieces = _pieces(line)
    while pieces and width("".join(pieces).rstrip() + "…", lang, style) > room:
        pieces.pop()
    return "".join(pieces).rstrip(" ，,;；:：、") + "…"


def _pieces(text: str) -> list[str]:
    """The stretches between which a line may break: words with their space, single CJK characters."""
    pieces: list[str] = []
    for character in text:
        glued = bool(pieces) and (
            (character in NO_BREAK_BEFORE)
            or pieces[-1][-1] in NO_BREAK_AFTER
            or not (_is_cjk(character) or _is_cjk(pieces[-1][-1]) or pieces[-1][-1] in " -–—")
            or character == " "
        )
        if glued:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _is_cjk(character: str) -> bool:
    """Han, kana and full-width characters; Hangul breaks at its spaces."""
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF
