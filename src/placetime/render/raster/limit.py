"""A line on the map, such as a limit: its ticks stand on the permitted side, left of its direction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.lines import at, headings, left_of, lengths, line_dash
from placetime.render.raster.path import Path
from placetime.scene.mark import Look
from placetime.spec import current_style


def ticks(points: Points, every: float, length: float) -> list[Points]:
    """Strokes of `length` px to the left of the line, `every` px apart."""
    whole = float(lengths(points)[-1])
    along = np.arange(every / 2, whole, every)
    if not len(along):
        return []
    feet = at(points, along)
    ahead = at(points, along + length) - at(points, along - length)  # wiggles evened out
    size = np.hypot(ahead[:, 0], ahead[:, 1])[:, None]
    heading = np.divide(ahead, size, out=np.zeros_like(ahead), where=size > 0)
    return [np.array(pair) for pair in zip(feet, feet + left_of(heading) * length, strict=True)]


def draw_limit(
    canvas: Canvas,
    lines: Sequence[Points],
    hue: str,
    look: Look,
    opacity: float,
    scale: float,
    disputed: bool,
) -> None:
    """Draws lines in px with their ticks; `disputed` draws a second line on the forbidden side."""
    style = current_style()
    limit = style["limit"]
    width = limit["width"] * scale
    path = Path(lines)
    teeth = Path(
        tick
        for points in lines
        for tick in ticks(points, limit["tick_every"] * scale, limit["tick_length"] * scale)
    )
    canvas.stroke(path, style["paper"], width + 2 * scale, 0.7 * opacity)
    canvas.stroke(path, hue, width, opacity, dash=line_dash(look, scale))
    canvas.stroke(teeth, hue, width * 0.6, opacity)
    if disputed:
        beside = Path(points - left_of(headings(points)) * 4 * scale for points in lines)
        canvas.stroke(beside, hue, width / 2, opacity)
