"""The QGIS symbol of the marks of one category: by kind, symbol, hue and look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from placetime.render.gis.expressions import arrow, drawn, mm, opacity
from placetime.render.gis.point_symbol import glyph_layer, point_layers
from placetime.render.gis.symbol import TYPE, fill, stroke, symbol, symbol_layer
from placetime.scene.mark import Look, MarkKind
from placetime.spec import current_style

KEY_SIZE: Final = 11.5
KEY_ARROW: Final = 2.4
"""Side of a symbol, and width of an arrow, in a key, px."""


def mark_symbol(
    kind: MarkKind, name: str, glyph_name: str, hue: str, look: Look, seats: int
) -> Element:
    """The symbol of marks of one category; its opacity follows how surely they are there."""
    match kind:
        case "point":
            layers = point_layers(glyph_name, hue, look, seats)
        case "move":
            layers = [_arrow(hue, look)]
        case "line":
            layers = [_line(hue, look), _ticks(hue)]
        case "area":
            layers = _area(hue, look)
    # what a generator draws heeds an opacity of its own only
    alpha = drawn(opacity()) if kind in ("line", "area") else opacity()
    driven = {} if kind == "move" else {"alpha": alpha}
    return symbol(TYPE[kind], name, layers, driven)


def key_symbol(kind: MarkKind, glyph_name: str, hue: str, look: Look) -> Element | None:
    """The symbol in a key, where nothing that depends on a feature can be drawn; None if it is the same.

    QGIS draws a generated geometry there as a mere rectangle.
    """
    if kind == "point":
        return symbol("marker", "custom symbol", [glyph_layer(glyph_name, hue, look, 1, KEY_SIZE)])
    if kind == "move":
        return symbol("line", "custom symbol", [_key_arrow(hue, look)])
    return None


def _key_arrow(hue: str, look: Look) -> Element:
    move = current_style()["move"]
    values = {
        "arrow_start_width": mm(KEY_ARROW * move["tail"]),
        "arrow_width": mm(KEY_ARROW),
        "head_length": mm(KEY_ARROW * move["head_length"]),
        "head_thickness": mm(KEY_ARROW * 1.3),
        "is_curved": "0",
        "is_repeated": "0",
    }
    made = symbol_layer("ArrowLine", values)
    made.append(symbol("fill", "@0@0", _arrow_parts(hue, look)))
    return made


def _arrow(hue: str, look: Look) -> Element:
    values = {"SymbolType": "Fill", "geometryModifier": arrow(), "units": "MM"}
    made = symbol_layer("GeometryGenerator", values)
    made.append(symbol("fill", "@0@0", _arrow_parts(hue, look), {"alpha": opacity()}))
    return made


def _arrow_parts(hue: str, look: Look) -> list[Element]:
    style = current_style()
    match look:
        case "solid":
            return [fill(hue, 0.95), stroke(style["paper"], 0.7)]
        case "hollow":
            return [fill(style["paper"], 0.75), stroke(hue, 1.3, style["move"]["hollow_dash"])]
        case "split":
            return [fill(hue, 0.35), stroke(hue, 1.2, style["split"]["dash"])]


def _line(hue: str, look: Look) -> Element:
    return stroke(hue, current_style()["limit"]["width"], _dash(look))


def _dash(look: Look) -> Sequence[float]:
    """The dashes of a limit or an outline, px: none if solid."""
    style = current_style()
    dashes = {"solid": (), "hollow": style["limit"]["hollow_dash"], "split": style["split"]["dash"]}
    dash: Sequence[float] = dashes[look]
    return dash


def _ticks(hue: str) -> Element:
    """Ticks on the left of a line: the permitted side of a limit."""
    limit = current_style()["limit"]
    values = {
        "hash_length": mm(limit["tick_length"]),
        "hash_length_unit": "MM",
        "hash_angle": "0",
        "interval": mm(limit["tick_every"]),
        "interval_unit": "MM",
        "offset_along_line": mm(limit["tick_every"] / 2),
        "offset": mm(-limit["tick_length"] / 2),
        "offset_unit": "MM",
        "placement": "interval",
        "rotate": "1",
    }
    made = symbol_layer("HashLine", values)
    made.append(symbol("line", "@0@1", [stroke(hue, limit["width"] * 0.6)]))
    return made


def _area(hue: str, look: Look) -> list[Element]:
    """A light tint, a hatch unless it is only planned (wider where it is reported), an outline."""
    area = current_style()["area"]
    hatch = [] if look == "hollow" else [_hatch(hue, 1 if look == "solid" else 2)]
    return [fill(hue, area["fill_opacity"]), *hatch, stroke(hue, area["outline"], _dash(look))]


def _hatch(hue: str, times: int) -> Element:
    area = current_style()["area"]
    every = mm(times * area["hatch_every"])
    values = {"angle": "45", "distance": every, "distance_unit": "MM"}
    # driven by an expression, even a constant one, the pattern is drawn anew for each feature and has
    # then its opacity
    made = symbol_layer("LinePatternFill", values, {"lineAngle": "45"})
    line = stroke(hue, area["hatch_width"], alpha=area["hatch_opacity"])
    made.append(symbol("line", "@0@1", [line]))
    return made
