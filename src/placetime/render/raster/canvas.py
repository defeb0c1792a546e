"""Filled and stroked paths on a pixel array: the only module that names the drawing library.

Coordinates are px, x right and y down from the top left corner of the array; colours are `#rrggbb`.
Coordinates thousands of px outside of the array are not allowed (the rasterizer's cells run out):
clip before drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import celiagg
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape (n, 2): x, y."""
Pixels = NDArray[np.uint8]
"""Shape (height, width, 3), sRGB, C-contiguous."""

_HERE = celiagg.Transform()
_JOIN = {"round": celiagg.LineJoin.JoinRound, "miter": celiagg.LineJoin.JoinMiter}
_CAP = {"round": celiagg.LineCap.CapRound, "butt": celiagg.LineCap.CapButt}


@cache
def rgb(color: str) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers 0…255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


class Path:
    """Straight and curved outlines, any number of them, in px."""

    def __init__(self, lines: Iterable[Points] = (), *, closed: bool = False) -> None:
        self.outline = celiagg.Path()
        for points in lines:
            self.line(points, closed=closed)

    def line(self, points: Points, *, closed: bool = False) -> None:
        """Adds a polyline, or the outline of a polygon."""
        if len(points) > 1:
            self.outline.lines(np.ascontiguousarray(points, dtype=np.float64))
            if closed:
                self.outline.close()

    def circle(self, x: float, y: float, radius: float) -> None:
        """Adds a full circle."""
        self.outline.ellipse(x, y, radius, radius)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Adds a rectangle by its top left corner."""
        self.outline.rect(x, y, width, height)

    def move_to(self, x: float, y: float) -> None:
        self.outline.move_to(x, y)

    def line_to(self, x: float, y: float) -> None:
        self.outline.line_to(x, y)

    def curve_to(
        self, x1: float, y1: float, x2: float, y2: float, x: float, y: float
    ) -> None:
        """A cubic Bézier curve with two control points."""
        self.outline.cubic_to(x1, y1, x2, y2, x, y)

    def bend_to(self, x1: float, y1: float, x: float, y: float) -> None:
        """A quadratic Bézier curve with one control point."""
        self.outline.quadric_to(x1, y1, x, y)

    def close(self) -> None:
        self.outline.close()


class Canvas:
    """Draws on `pixels` in place."""

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self._agg = celiagg.CanvasRGB24(pixels)

    def fill(
        self, path: Path, color: str, opacity: float = 1.0, *, even_odd: bool = False
    ) -> None:
        """Fills by the non-zero rule, or even-odd, under which inner outlines are holes."""
        mode = celiagg.DrawingMode.DrawEofFill if even_odd else celiagg.DrawingMode.DrawFill
        # celiagg widens what it fills by the line width, even where no line is drawn
        state = celiagg.GraphicsState(drawing_mode=mode, line_width=0.0)
        self._agg.draw_shape(path.outline, _HERE, state, fill=_paint(color, opacity))

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
        """Strokes; `dash` alternates lengths drawn and left out, in px."""
        pattern = list(zip(dash[::2], dash[1::2], strict=True))
        state = celiagg.GraphicsState(
            drawing_mode=celiagg.DrawingMode.DrawStroke,
            line_width=width,
            line_cap=_CAP[cap],
            line_join=_JOIN[join],
            **({"line_dash_pattern": pattern} if pattern else {}),
        )
        self._agg.draw_shape(path.outline, _HERE, state, stroke=_paint(color, opacity))


@cache
def _paint(color: str, opacity: float) -> Any:
    red, green, blue = rgb(color)
    return celiagg.SolidPaint(red / 255, green / 255, blue / 255, opacity)


def blank(width: int, height: int, color: str) -> Pixels:
    """A new array of one colour."""
    return np.full((height, width, 3), rgb(color), dtype=np.uint8)
