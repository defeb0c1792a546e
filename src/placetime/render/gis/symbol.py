"""QGIS symbols of marks and base geography, by kind, hue and look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

from placetime.render.gis.element import data_defined, element, options
from placetime.render.gis.expressions import arrow, mm, opacity, seat_offset
from placetime.render.gis.glyph import HALF, glyph
from placetime.scene.mark import Look, MarkKind
from placetime.spec import load

SymbolType: TypeAlias = Literal["marker", "line", "fill"]
TYPE: Final[dict[MarkKind, SymbolType]] = {
    "point": "marker",
    "move": "line",
    "line": "line",
    "area": "fill",
}
AREA_STRENGTH: Final = 0.6
"""Areas of many marks lie over each other in a GIS: each is drawn weaker than in the animation."""


def mark_symbol(
    kind: MarkKind, name: str, glyph_name: str, hue: str, look: Look, seats: int
) -> Element:
    """The symbol of marks of one category; its opacity follows how surely they are there."""
    match kind:
        case "point":
            layers = [_ring(hue), _glyph(glyph_name, hue, look, seats)]
        case "move":
            layers = [_arrow(hue, look)]
        case "line":
            layers = [_line(hue, look), _ticks(hue)]
        case "area":
            layers = [_hatch(hue), *_area(hue, look)]
    return symbol(TYPE[kind], name, layers, {"alpha": opacity()})


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


def _glyph(name: str, hue: str, look: Look, seats: int) -> Element:
    style = load("style")
    values = {
        "name": glyph(name, look, hue),
        "color": rgba(hue),
        "outline_color": rgba(style["paper"]),
        "size": mm(2 * HALF[look] * style["symbol"]["radius"]),
        "size_unit": "MM",
        "offset": "0,0",
        "offset_unit": "MM",
        "horizontal_anchor_point": "1",
        "vertical_anchor_point": "1",
    }
    return symbol_layer("SvgMarker", values, {"offset": seat_offset(seats)} if seats > 1 else None)


def _ring(hue: str) -> Element:
    """The circle of a position's uncertainty, its radius in metres on the ground."""
    ring = load("style")["ring"]
    values = {
        "name": "circle",
        "color": rgba(hue, 0),
        "outline_color": rgba(hue, ring["opacity"]),
        "outline_style": "dash",
        "outline_width": mm(ring["width"]),
        "size": "0",
        "size_unit": "RenderMetersInMapUnits",
    }
    driven = {"size": 'if("slot"=0,2*"radius_m",0)'}
    return symbol_layer("SimpleMarker", values, driven)


def _arrow(hue: str, look: Look) -> Element:
    style = load("style")
    solid = look != "hollow"
    outline = stroke(
        hue if not solid else style["paper"], 1.3 if not solid else 0.7,
        style["move"]["hollow_dash"] if look == "hollow" else (),
    )  # fmt: skip
    inside = fill(hue if solid else style["paper"], 0.95 if look == "solid" else 0.75)
    parts = [inside, outline]
    if look == "split":
        parts = [fill(hue, 0.35), stroke(hue, 1.2, style["split"]["dash"])]
    values = {"SymbolType": "Fill", "geometryModifier": arrow(), "units": "MM"}
    made = symbol_layer("GeometryGenerator", values)
    made.append(symbol("fill", "@0@0", parts))
    return made


def _line(hue: str, look: Look) -> Element:
    return stroke(hue, load("style")["limit"]["width"], _dash(look))


def _dash(look: Look) -> Sequence[float]:
    """The dashes of a limit or an outline, px: none if solid."""
    style = load("style")
    dashes = {"solid": (), "hollow": style["limit"]["hollow_dash"], "split": style["split"]["dash"]}
    dash: Sequence[float] = dashes[look]
    return dash


def _ticks(hue: str) -> Element:
    """Ticks on the left of a line: the permitted side of a limit."""
    limit = load("style")["limit"]
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


def _hatch(hue: str) -> Element:
    area = load("style")["area"]
    values = {"angle": "45", "distance": mm(area["hatch_every"]), "distance_unit": "MM"}
    made = symbol_layer("LinePatternFill", values)
    line = stroke(
        hue, area["hatch_width"] * AREA_STRENGTH, alpha=area["hatch_opacity"] * AREA_STRENGTH
    )
    made.append(symbol("line", "@0@0", [line]))
    return made


def _area(hue: str, look: Look) -> list[Element]:
    area = load("style")["area"]
    inside = 0.0 if look == "hollow" else area["fill_opacity"] * AREA_STRENGTH
    return [fill(hue, inside), stroke(hue, area["outline"], _dash(look))]
