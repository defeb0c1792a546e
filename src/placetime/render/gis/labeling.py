"""Labels in QGIS: numbers beside marks, names of places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from placetime.model.text import primary
from placetime.render.gis.element import child, data_defined, element
from placetime.render.gis.expressions import MM_PER_PX, label_opacity, mm, name_strength
from placetime.render.gis.symbol import fill, rgba, symbol
from placetime.render.gis.variables import in_language
from placetime.scene.mark import MarkKind
from placetime.spec import current_style

FAMILIES: Final = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP"}
FAMILY: Final = "Noto Sans CJK KR"
"""Covers Latin, Cyrillic, Hangul, Chinese and Japanese; its quotation marks, unlike those of the
Chinese and Japanese faces, are not full-width."""

FALLBACKS: Final = ("Noto Sans", "Microsoft YaHei", "PingFang SC", "Arial Unicode MS")
"""QGIS takes the first family that the system has."""

PLACEMENT: Final[dict[MarkKind, int]] = {"point": 6, "move": 2, "line": 2, "area": 1}
"""QGIS' label placements: 6 ordered positions around a point, 2 along a line, 1 over a point. None is
far from its mark: what finds no room there is left out."""

NOTE: Final = r"\\s*[(（][^)）]*[)）]\\s*$"
"""A note in brackets at the end of a name, which scene.labels.short_name drops too."""


def number_labels(kind: MarkKind, lang: str) -> Element:
    """The number of a mark beside it, as strong as the mark; empty where it has none.

    A number of one digit says little without the words that the table has.
    """
    style = current_style()
    number = in_language("label", lang)
    long = f"with_variable('n',{number},if(@n~'[0-9].*[0-9]',@n,''))"
    strength = label_opacity()
    driven = {
        "FontOpacity": strength,
        "BufferOpacity": strength,
        "Show": f"({strength})>0",
        "Priority": "4",
    }
    if kind == "move":
        driven["LabelDistance"] = f'"size"*{MM_PER_PX / 2:.4f}+{mm(3)}'
    return _labeling(
        long, True, lang, style["label"]["size"], style["ink"], PLACEMENT[kind], 3.0, driven
    )


def place_labels(lang: str) -> Element:
    """Names by rank, strong while something happens there; of water in italic blue.

    Places that no claim names have none.
    """
    style = current_style()
    name = in_language("name", lang)
    short = f"with_variable('n',{name},coalesce(nullif(regexp_replace(@n,'{NOTE}',''),''),@n))"
    strength, clear = name_strength(), style["symbol"]["radius"] + 3.5
    driven = {
        "Bold": f"({name_strength(standing=False)})=1",
        "Italic": '"water"',
        "Color": f"if(\"water\",'{style['water_ink']}','{style['ink']}')",
        "FontOpacity": f"100*({strength})",
        "BufferOpacity": f"90*({strength})",
        "Show": f"({strength})>0",
        "LabelDistance": f"if(({name_strength(standing=False)})>0,{mm(clear)},{mm(4.5)})",
        "Priority": 'max(0,10-"rank"/8)',
    }
    return _labeling(
        f"if(\"rank\" IS NULL,'',{short})", True, lang, style["label"]["strong_size"], style["ink"], 6,
        4.5, driven,
    )  # fmt: skip


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


def text_style(lang: str, size: float, ink: str, ground: str = "") -> Element:
    """Type for a reader of `lang`, `size` px, with a halo of the base; on a box of colour `ground`."""
    family = FAMILIES.get(primary(lang), FAMILY)
    text = element(
        "text-style", fontFamily=family, fontSize=mm(size), fontSizeUnit="MM", textColor=rgba(ink),
        textOpacity=1, fontWeight=50, fontItalic=0, namedStyle="Regular", multilineHeight=1,
        useSubstitutions=0,
    )  # fmt: skip
    families = child(text, "families")
    for name in (family, *FALLBACKS):
        child(families, "family", name=name)
    halo = current_style()["label"]["halo"]
    child(
        text, "text-buffer", bufferDraw=1, bufferSize=mm(halo), bufferSizeUnits="MM",
        bufferColor=rgba(current_style()["halo"]), bufferOpacity=0.9, bufferJoinStyle=128,
    )  # fmt: skip
    child(text, "text-mask", maskEnabled=0)
    box = child(text, "background", shapeDraw=int(bool(ground)))
    if ground:
        box.attrib.update(
            {
                "shapeType": "0",
                "shapeSizeType": "0",
                "shapeSizeX": mm(5),
                "shapeSizeY": mm(4),
                "shapeSizeUnit": "MM",
                "shapeOpacity": "0.85",
            }
        )
        box.append(symbol("fill", "fillSymbol", [fill(ground)]))
    child(text, "shadow", shadowDraw=0)
    return text
