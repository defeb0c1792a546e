"""Outlines in px: polylines and polygons, their curves flattened."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, hypot, pi

import numpy as np

from placetime.render.raster.coverage import Points

FLATNESS = 0.08
"""About how far, in px, a chord may lie from its curve."""


class Path:
    """Any number of lines; `closed` tells for each whether its end joins its start."""

    def __init__(self, lines: Iterable[Points] = (), *, closed: bool = False) -> None:
        self.lines: list[Points] = [p for p in lines if len(p) > 1]
        self.closed = [closed] * len(self.lines)
        self._pen: list[tuple[float, float]] = []

    def circle(self, x: float, y: float, radius: float) -> None:
        """Adds a full circle."""
        self.arc(x, y, radius, 0, 2 * pi)
        self.closed[-1] = True

    def arc(self, x: float, y: float, radius: float, begin: float, end: float) -> None:
        """Adds an arc between two angles, in radians clockwise from the right."""
        steps = max(8, ceil(abs(end - begin) * np.sqrt(radius / (8 * FLATNESS)) + 4))
        angle = np.linspace(begin, end, steps + 1)
        self.lines.append(np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)]))
        self.closed.append(False)

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Adds a rectangle by its top left corner."""
        right, low = x + width, y + height
        self.lines.append(np.array([(x, y), (right, y), (right, low), (x, low)], dtype=float))
        self.closed.append(True)

    def move_to(self, x: float, y: float) -> None:
        """Starts a line."""
        self.finish()
        self._pen = [(x, y)]

    def line_to(self, x: float, y: float) -> None:
        self._pen.append((x, y))

    def curve_to(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        """A cubic Bézier curve with two control points."""
        x0, y0 = self._pen[-1]
        bend = max(
            hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), hypot(x1 - 2 * x2 + x, y1 - 2 * y2 + y)
        )
        steps = max(1, ceil((0.75 * bend / FLATNESS) ** 0.5))
        for i in range(1, steps + 1):
            t = i / steps
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            self._pen.append((a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y))

    def bend_to(self, x1: float, y1: float, x: float, y: float) -> None:
        """A quadratic Bézier curve with one control point."""
        x0, y0 = self._pen[-1]
        self.curve_to(
            x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3,
            x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y,
        )  # fmt: skip

    def close(self) -> None:
        """Ends the line where it began."""
        self.finish(closed=True)

    def finish(self, *, closed: bool = False) -> None:
        """Ends the line, if one was started."""
        if len(self._pen) > 1:
            self.lines.append(np.array(self._pen))
            self.closed.append(closed)
        self._pen = []
