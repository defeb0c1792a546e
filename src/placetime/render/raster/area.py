"""An area on the map: a light hatch and an outline, so that what lies under it can still be read."""

from __future__ import annotations

from collections.abc import Sequence

from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.lines import line_dash
from placetime.render.raster.path import Path
from placetime.scene.mark import Look
from placetime.spec import current_style


def draw_area(
    canvas: Canvas,
    rings: Sequence[Points],
    hue: str,
    look: Look,
    opacity: float,
    scale: float,
    disputed: bool,
) -> None:
    """Draws rings in px. Each hue has its own phase of the hatch, so that two can be told apart."""
    style = current_style()
    area = style["area"]
    path = Path(rings, closed=True)
    canvas.fill(path, hue, area["fill_opacity"] * opacity, even_odd=True)
    if look != "hollow":
        canvas.hatch(
            path,
            hue,
            area["hatch_opacity"] * opacity,
            area["hatch_every"] * scale * (1 if look == "solid" else 2),
            area["hatch_width"] * scale,
            int(hue[1:], 16) % 4 / 4,
        )
    if disputed:
        canvas.stroke(path, hue, area["outline"] * 3.4 * scale, opacity)
        canvas.stroke(path, style["paper"], area["outline"] * 1.8 * scale, opacity)
    canvas.stroke(path, hue, area["outline"] * scale, opacity, dash=line_dash(look, scale))
