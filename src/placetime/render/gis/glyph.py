"""A symbol of spec/symbols.json as an inline SVG that QGIS can recolour."""

from __future__ import annotations

from base64 import b64encode
from math import cos, pi, sin
from typing import Final

from placetime.scene.mark import Look
from placetime.spec import current_style, load

HALF: Final[dict[Look, float]] = {"solid": 1.35, "hollow": 1.35, "split": 1.75}
"""Half the side of the picture, in symbol radii."""


def glyph(symbol: str, look: Look, hue: str) -> str:
    """An SVG marker's `name`: `base64:…`. `param(fill)` is the hue, `param(outline)` the paper."""
    return "base64:" + b64encode(glyph_svg(symbol, look, hue).encode()).decode()


def glyph_svg(symbol: str, look: Look, hue: str) -> str:
    """solid: filled; hollow: dashed outline on paper; split: filled, within two arcs of a ring."""
    style, symbols = current_style(), load("symbols")
    radius = style["symbol"]["radius"]
    outline = style["symbol"]["outline"] / radius
    path = symbols.get(symbol, symbols["circle"])["path"]
    fill, paper = f"param(fill) {hue}", f"param(outline) {style['paper']}"
    if look == "hollow":
        dash = " ".join(f"{px / radius:.3f}" for px in style["symbol"]["hollow_dash"])
        tint = mixed(hue, style["paper"], style["symbol"]["hollow_tint"])
        drawn = (  # an opacity of its own would undo that of the mark where QGIS draws for print
            f'<path d="{path}" fill="{tint}" stroke="none"/>'
            f'<path d="{path}" fill="none" stroke="{fill}" stroke-width="{outline * 1.2:.3f}"'
            f' stroke-linejoin="round" stroke-dasharray="{dash}"/>'
        )
    else:
        drawn = (
            f'<path d="{path}" fill="none" stroke="{paper}" stroke-width="{outline * 2:.3f}"'
            f' stroke-linejoin="round"/><path d="{path}" fill="{fill}" stroke="none"/>'
        )
    if look == "split":
        split = style["split"]
        width = split["width"] / radius
        ring = 1 + split["gap"] / radius + width / 2
        arcs = "".join(_arc(ring, middle, split["arc_degrees"]) for middle in (0, 180))
        drawn += f'<path d="{arcs}" fill="none" stroke="{fill}" stroke-width="{width:.3f}"/>'
    half = HALF[look]
    view = f"{-half:g} {-half:g} {2 * half:g} {2 * half:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="{view}">'
        f"{drawn}</svg>"
    )


def mixed(colour: str, ground: str, share: float) -> str:
    """The colour that `share` of `#rrggbb` over an opaque ground gives."""
    pairs = ((int(c[i : i + 2], 16) for c in (colour, ground)) for i in (1, 3, 5))
    return "#" + "".join(
        f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs
    )


def _arc(radius: float, middle: float, degrees: float) -> str:
    ends = [(middle + turn * degrees / 2) * pi / 180 for turn in (-1, 1)]
    (x0, y0), (x1, y1) = ((radius * cos(a), radius * sin(a)) for a in ends)
    large = int(degrees > 180)
    return f"M{x0:.3f} {y0:.3f}A{radius:.3f} {radius:.3f} 0 {large} 1 {x1:.3f} {y1:.3f}"
