"""Labels in QGIS: numbers beside marks, names of places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from placetime.model.text import primary
from placetime.render.gis.element import child, data_defined, element
from placetime.render.gis.expressions import mm
from placetime.render.gis.symbol import rgba
from placetime.render.gis.variables import in_language
from placetime.scene.mark import MarkKind
from placetime.spec import load

FAMILIES: Final = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP"}
FAMILY: Final = "Noto Sans CJK KR"
"""Covers Latin, Cyrillic, Hangul, Chinese and Japanese; its quotation marks, unlike those of the
Chinese and Japanese faces, are not full-width."""

FALLBACKS: Final = ("Noto Sans", "Microsoft YaHei", "PingFang SC", "Arial Unicode MS")
"""QGIS takes the first family that the system has."""

PLACEMENT: Final[dict[MarkKind, int]] = {"point": 6, "move": 2, "line": 2, "area": 1}
"""QGIS' label placements: 6 ordered positions around a point, 2 along a line, 1 over a point."""


def number_labels(kind: MarkKind, lang: str) -> Element:
    """The number of a mark beside it, as strong as the ink; empty where it has none."""
    style = load("style")
    return _labeling(
        in_language("label", lang), True, lang, style["label"]["size"], style["ink"],
        PLACEMENT[kind], 6.0, {},
    )  # fmt: skip


def place_labels(lang: str) -> Element:
    """Names by rank, of water in italic blue; places that no claim names have none."""
    style = load("style")
    name = f"if(\"rank\" IS NULL,'',{in_language('name', lang)})"
    driven = {
        "Italic": '"water"',
        "Color": f"if(\"water\",'{style['water_ink']}','{style['ink']}')",
        "Priority": 'max(0,10-"rank"/8)',
    }
    return _labeling(name, True, lang, style["label"]["size"], style["ink"], 6, 4.0, driven)


def _labeling(
    field: str,
    is_expression: bool,
    lang: str,
    size: float,
    ink: str,
    placement: int,
    distance: float,
    driven: Mapping[str, str],
) -> Element:
    """Simple labeling; `size` and `distance` in px."""
    root = element("labeling", type_="simple")
    settings = child(root, "settings", calloutType="simple")
    text = text_style(lang, size, ink)
    text.set("fieldName", field)
    text.set("isExpression", str(int(is_expression)))
    settings.append(text)
    child(
        settings, "placement", placement=placement, placementFlags=10, dist=mm(distance),
        distUnits="MM", offsetType=1, priority=5, predefinedPositionOrder="R,L,BR,TR,BL,TL,B,T",
    )  # fmt: skip
    child(settings, "rendering", obstacle=1, displayAll=0, drawLabels=1, upsidedownLabels=0)
    settings.append(data_defined(driven, "dd_properties"))
    return root


def text_style(lang: str, size: float, ink: str) -> Element:
    """Type for a reader of `lang`, `size` px, with a halo of the base."""
    family = FAMILIES.get(primary(lang), FAMILY)
    text = element(
        "text-style", fontFamily=family, fontSize=mm(size), fontSizeUnit="MM", textColor=rgba(ink),
        textOpacity=1, fontWeight=50, fontItalic=0, namedStyle="Regular", multilineHeight=1,
        useSubstitutions=0,
    )  # fmt: skip
    families = child(text, "families")
    for name in (family, *FALLBACKS):
        child(families, "family", name=name)
    halo = load("style")["label"]["halo"]
    child(
        text, "text-buffer", bufferDraw=1, bufferSize=mm(halo), bufferSizeUnits="MM",
        bufferColor=rgba(load("style")["halo"]), bufferOpacity=0.9, bufferJoinStyle=128,
    )  # fmt: skip
    child(text, "text-mask", maskEnabled=0)
    child(text, "background", shapeDraw=0)
    child(text, "shadow", shadowDraw=0)
    return text
