"""A canvas of pixels: the only module that names the drawing library.

A stroke thousands of px outside of the array is an OverflowError: clip before drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import floor
from typing import Any, Final

import celiagg
import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Drawable, Pixels, Placed
from placetime.render.raster.coverage import Coverage, coverage
from placetime.render.raster.path import Path

PHASES: Final = 4
"""Positions within a px that a glyph is drawn at."""
SMALL: Final = 4096
"""Pixels up to which all of a rectangle is mixed, be they covered or not."""
_HERE = celiagg.Transform()
_JOIN = {"round": celiagg.LineJoin.JoinRound, "miter": celiagg.LineJoin.JoinMiter}
_CAP = {"round": celiagg.LineCap.CapRound, "butt": celiagg.LineCap.CapButt}


@cache
def rgb(color: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers 0…255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


class PixelCanvas:
    """Draws on `pixels` in place; a fourth channel, if there is one, is alpha (colours premultiplied)."""

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self._agg = celiagg.CanvasRGB24(pixels) if pixels.shape[2] == 3 else None

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    def fill(self, path: Path, color: str, opacity: float = 1.0, *, even_odd: bool = False) -> None:
        """Not by celiagg, which widens whatever it fills by half a px to each side: type would be bold."""
        path.finish()
        height, width = self.pixels.shape[:2]
        covered = coverage(path.lines, width, height, even_odd=even_odd)
        if covered is None:
            return
        self._blend(covered, covered.share * np.float32(opacity), color)

    def _blend(self, covered: Coverage, share: NDArray[np.float32], color: str) -> None:
        """Lays a colour over the covered pixels, `share` of it; only where there is any."""
        tall, wide = share.shape
        under = self.pixels[covered.top : covered.top + tall, covered.left : covered.left + wide]
        ink = self._ink(color)
        if share.size <= SMALL:
            under[:] = under + (ink - under) * share[:, :, None] + np.float32(0.5)
            return
        whole = share >= 1
        if whole.any():
            channels = len(ink)
            plain = under.reshape(tall, wide * channels)
            row = np.tile(ink.astype(np.uint8), wide)
            np.copyto(plain, row, where=np.repeat(whole, channels, axis=1))
        some = np.flatnonzero((share > 0) & ~whole)
        _mix(under, some, share.ravel()[some], ink)

    def _ink(self, color: str) -> NDArray[np.float32]:
        return np.array((*rgb(color), 255)[: self.pixels.shape[2]], np.float32)

    def hatch(
        self, path: Path, color: str, opacity: float, every: float, width: float, phase: float
    ) -> None:
        height, wide = self.pixels.shape[:2]
        covered = coverage(path.lines, wide, height, even_odd=True)
        if covered is None:
            return
        rows, columns = covered.share.shape
        x = np.arange(columns, dtype=np.float32) + covered.left
        y = np.arange(rows, dtype=np.float32)[:, None] + covered.top
        apart = np.abs(((x + y) / np.float32(2**0.5 * every) + phase) % 1 - 0.5) * every
        stripes = (0.5 + width / 2 - apart).clip(0, 1) * covered.share
        self._blend(covered, stripes * np.float32(opacity), color)

    def stroke(
        self,
        path: Path,
        color: str,
        width: float,
        opacity: float = 1.0,
        *,
        dash: Sequence[float] = (),
        cap: str = "butt",
        join: str = "round",
    ) -> None:
        path.finish()
        if not path.lines or width <= 0:
            return
        state = celiagg.GraphicsState(
            drawing_mode=celiagg.DrawingMode.DrawStroke,
            line_width=width,
            line_cap=_CAP[cap],
            line_join=_JOIN[join],
        )
        if dash:
            state.line_dash_pattern = list(zip(dash[::2], dash[1::2], strict=True))
        if self._agg is not None:
            paint = _paint(color, opacity)
            self._agg.draw_shape(_outline(path, (0, 0)), _HERE, state, stroke=paint)
            return
        ends = np.concatenate(path.lines)
        room = width * 2 + 2  # as far as a mitre may reach
        left, top = (max(0, int(v)) for v in ends.min(axis=0) - room)
        right, bottom = (int(v) for v in ends.max(axis=0) + room)
        wide = min(self.pixels.shape[1], right) - left
        tall = min(self.pixels.shape[0], bottom) - top
        if wide > 0 and tall > 0:
            mask = np.zeros((tall, wide), np.uint8)
            line = _outline(path, (left, top))
            celiagg.CanvasG8(mask).draw_shape(line, _HERE, state, stroke=_paint("#ffffff", 1.0))
            some = np.flatnonzero(mask)
            share = mask.ravel()[some] * np.float32(opacity / 255)
            under = self.pixels[top : top + tall, left : left + wide]
            _mix(under, some, share, self._ink(color))

    def write(self, glyphs: Iterable[Placed], color: str) -> None:
        tall, wide = self.pixels.shape[:2]
        share = np.zeros((tall, wide), np.float32)
        for glyph, x, y in glyphs:
            at = floor(x * PHASES) / PHASES
            covered = glyph.covers(at - floor(at))
            if covered is None:
                continue
            left, top = floor(at) + covered.left, round(y) + covered.top
            high, broad = covered.share.shape
            cut_left, cut_top = max(0, -left), max(0, -top)
            part = covered.share[cut_top : tall - top, cut_left : wide - left]
            place = share[max(0, top) : top + high, max(0, left) : left + broad]
            np.maximum(place, part, out=place)
        self._blend(Coverage(0, 0, share), share, color)

    def surround(
        self, glyphs: Iterable[Placed], color: str, width: float, opacity: float = 1.0
    ) -> None:
        lines = (points + np.array((x, y)) for glyph, x, y in glyphs for points in glyph.lines())
        self.stroke(Path(lines, closed=True), color, width, opacity)

    def lay(self, what: Drawable, x: int, y: int, opacity: float = 1.0) -> None:
        what.onto(self.pixels, x, y, opacity)


def _mix(
    under: Pixels, some: NDArray[np.intp], share: NDArray[np.float32], ink: NDArray[np.float32]
) -> None:
    """Lays ink over some pixels, numbered row by row, `share` of it over each."""
    rows, columns = np.divmod(some, under.shape[1])
    old = under[rows, columns]
    under[rows, columns] = old + (ink - old) * share[:, None] + np.float32(0.5)


def _outline(path: Path, origin: tuple[int, int]) -> Any:
    outline = celiagg.Path()
    for points, closed in zip(path.lines, path.closed, strict=True):
        outline.lines(np.ascontiguousarray(points - origin, dtype=np.float64))
        if closed:
            outline.close()
    return outline


@cache
def _paint(color: str, opacity: float) -> Any:
    red, green, blue = rgb(color)
    return celiagg.SolidPaint(red / 255, green / 255, blue / 255, opacity)


def blank(width: int, height: int, color: str) -> Pixels:
    """A new array of one colour."""
    return np.full((height, width, 3), rgb(color), dtype=np.uint8)
