"""QGIS symbols and the plain layers they are made of: strokes, fills, dots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

from placetime.render.gis.element import data_defined, element, options
from placetime.render.gis.expressions import mm
from placetime.scene.mark import MarkKind

SymbolType: TypeAlias = Literal["marker", "line", "fill"]
TYPE: Final[dict[MarkKind, SymbolType]] = {
    "point": "marker",
    "move": "line",
    "line": "line",
    "area": "fill",
}


def symbol(
    type_: SymbolType, name: str, layers: list[Element], driven: Mapping[str, str] | None = None
) -> Element:
    """A QGIS symbol of these symbol layers, the lowest first."""
    made = element("symbol", type_=type_, name=name, alpha=1, clip_to_extent=1, force_rhr=0)
    if driven:
        made.append(data_defined(driven))
    made.extend(layers)
    return made


def symbol_layer(
    class_: str, values: Mapping[str, object], driven: Mapping[str, str] | None = None
) -> Element:
    """One symbol layer; units are millimetres unless `values` says otherwise."""
    made = element("layer", class_=class_, enabled=1, locked=0, pass_=0)
    made.append(options(values))
    if driven:
        made.append(data_defined(driven))
    return made


def rgba(hue: str, alpha: float = 1.0) -> str:
    """`#rrggbb` as QGIS writes colours: red,green,blue,alpha of 0…255."""
    red, green, blue = (int(hue[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * alpha)}"


def dashes(pattern: object, scale: float = 1.0) -> dict[str, object]:
    """Options of a dashed line; none for an empty pattern. Lengths in px."""
    lengths = [float(px) * scale for px in pattern] if isinstance(pattern, (list, tuple)) else []
    if not lengths:
        return {}
    text = ";".join(mm(px) for px in lengths)
    return {"use_custom_dash": "1", "customdash": text, "customdash_unit": "MM"}


def stroke(hue: str, width: float, dash: object = (), alpha: float = 1.0) -> Element:
    """A simple line, `width` in px."""
    values: dict[str, object] = {
        "line_color": rgba(hue, alpha),
        "line_width": mm(width),
        "line_width_unit": "MM",
        "capstyle": "round" if not dash else "flat",
        "joinstyle": "round",
        **dashes(dash),
    }
    return symbol_layer("SimpleLine", values)


def fill(hue: str, alpha: float = 1.0) -> Element:
    """A plain fill without an outline."""
    values = {"color": rgba(hue, alpha), "style": "solid", "outline_style": "no"}
    return symbol_layer("SimpleFill", values)


def dot(hue: str, diameter: float) -> Element:
    """A small filled circle, `diameter` in px."""
    values = {"name": "circle", "color": rgba(hue), "outline_style": "no", "size": mm(diameter)}
    return symbol_layer("SimpleMarker", values)
