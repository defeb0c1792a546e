"""The QGIS symbol layers of a point: the ring of its uncertainty, its symbol, a question mark."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from placetime.render.gis.expressions import mm, opacity, ring, seat_offset
from placetime.render.gis.glyph import HALF, glyph
from placetime.render.gis.symbol import rgba, symbol, symbol_layer
from placetime.scene.mark import Look
from placetime.spec import current_style

QUERY_SIZE: Final = 10.0
QUERY_AT: Final = (0.75, -0.55)
"""Size in px of the question mark of an inferred place, and its lower left corner in symbol radii."""

FAMILY: Final = "Noto Sans CJK KR"


def point_layers(name: str, hue: str, look: Look, seats: int) -> list[Element]:
    """The layers of a point, the lowest first; `seats` is how many share a position at most."""
    return [
        _ring(hue), glyph_layer(name, hue, look, seats), _query(hue, seats, True), _query(hue, seats, False)
    ]  # fmt: skip


def glyph_layer(name: str, hue: str, look: Look, seats: int, size: float | None = None) -> Element:
    """The symbol alone; `size` px is the side of its picture, instead of what its radius gives."""
    style = current_style()
    values = {
        "name": glyph(name, look, hue),
        "color": rgba(hue),
        "outline_color": rgba(style["paper"]),
        "size": mm(size or 2 * HALF[look] * style["symbol"]["radius"]),
        "size_unit": "MM",
        "offset": "0,0",
        "offset_unit": "MM",
        "horizontal_anchor_point": "1",
        "vertical_anchor_point": "1",
    }
    return symbol_layer("SvgMarker", values, {"offset": seat_offset(seats)} if seats > 1 else None)


def _ring(hue: str) -> Element:
    """The circle in which the true position lies, for features only: a legend has none.

    It is no marker, or labels would keep clear of all of it.
    """
    style = current_style()["ring"]
    values = {"SymbolType": "Line", "geometryModifier": ring(), "units": "MapUnit"}
    made = symbol_layer("GeometryGenerator", values)
    line = symbol_layer(
        "SimpleLine",
        {
            "line_color": rgba(hue, 0),
            "line_width": mm(style["width"]),
            "use_custom_dash": "1",
            "customdash": ";".join(mm(px) for px in style["dash"]),
            "customdash_unit": "MM",
        },
        {"outlineColor": _for_features(rgba(hue, style["opacity"]), 'to_int("slot")=0')},
    )
    made.append(symbol("line", "@0@0", [line], {"alpha": opacity()}))
    return made


def _query(hue: str, seats: int, halo: bool) -> Element:
    """The question mark of a place that no text names, or its halo; a legend shows none."""
    style = current_style()
    radius = style["symbol"]["radius"]
    at = QUERY_AT[0] * radius + QUERY_SIZE * 0.25, QUERY_AT[1] * radius - QUERY_SIZE * 0.38
    colour = rgba(style["halo"] if halo else hue)
    values = {
        "font": FAMILY,
        "font_style": "Bold",
        "chr": "?",
        "color": rgba(hue, 0),
        "size": mm(QUERY_SIZE),
        "outline_color": rgba(hue, 0),
        "outline_width": mm(4 if halo else 0),
        "joinstyle": "round",
        "offset": f"{mm(at[0])},{mm(at[1])}",
    }
    driven = {"enabled": '"inferred"', "fillColor": _for_features(colour)}
    if halo:
        driven["outlineColor"] = _for_features(colour)
    if seats > 1:
        driven["offset"] = seat_offset(seats, at)
    return symbol_layer("FontMarker", values, driven)


def _for_features(colour: str, only: str = 'to_int("slot")>=0') -> str:
    """A colour for the features that meet `only`; no colour in a legend, where there is no `slot`."""
    return f"CASE WHEN {only} THEN '{colour}' ELSE '0,0,0,0' END"
