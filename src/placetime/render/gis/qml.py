"""QML: everything QGIS knows of a layer's look, as the elements of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

import geopandas as gpd

from placetime.model.atlas import Atlas
from placetime.render.gis.base import BaseTable
from placetime.render.gis.category import categories_of, renderer
from placetime.render.gis.columns import Column, suffix
from placetime.render.gis.element import child, element, xml
from placetime.render.gis.expressions import name_strength
from placetime.render.gis.labeling import number_labels, place_labels
from placetime.render.gis.symbol import SymbolType, dot, fill, stroke, symbol
from placetime.render.gis.temporal import temporal
from placetime.render.gis.variables import in_language
from placetime.scene.mark import MarkKind
from placetime.spec import current_style

EDTF: Final = '"edtf"'
CITED: Final = '"citation"'


def mark_style(
    atlas: Atlas, kind: MarkKind, frame: gpd.GeoDataFrame, columns: Sequence[Column], lang: str,
    early: bool, dated: bool = True,
) -> list[Element]:  # fmt: skip
    """A table of marks: categories, numbers as labels, time, titles of columns, a tip."""
    seats = int(frame["slot"].max()) + 1
    drawn = renderer(kind, categories_of(atlas, frame, lang), seats, lang)
    parts = [drawn, number_labels(kind, lang)]
    if dated:
        parts.append(temporal(early))
    parts += [*aliases(columns, lang), element("mapTip", _tip(lang))]
    parts.append(element("previewExpression", f'coalesce("summary_{suffix(lang)}","mark")'))
    return parts


def _tip(lang: str) -> str:
    """When in words and as EDTF, where, what, and who says so on which passage; all of it escaped."""
    when, place, said = (in_language(stem, lang) for stem in ("when", "place", "summary"))
    lines = (f"<b>{_said(when)}</b> <small>{_said(EDTF)}</small>", _said(place), _said(said))
    return f"{'<br>'.join(lines)}<br><small>{_said(CITED)}</small>"


def _said(expression: str) -> str:
    """The value of an expression as text within HTML."""
    text = f"coalesce({expression},'')"
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = f"replace({text},'{sign}','{entity}')"
    return f"[% {text} %]"


def place_style(columns: Sequence[Column], lang: str) -> list[Element]:
    """Names of places; a small dot where a name stands and no mark is."""
    there = name_strength(standing=False)
    alone = f'(@map_start_time IS NULL OR ("standing" AND ({there})=0))'
    alpha = f'if("geometry_type"=\'Point\' AND "rank" IS NOT NULL AND {alone},70,0)'
    dots = symbol("marker", "0", [dot(current_style()["muted"], 3.2)], {"alpha": alpha})
    parts = [_single(dots), place_labels(lang), *aliases(columns, lang)]
    return [*parts, element("previewExpression", f'"name_{suffix(lang)}"')]


def base_style(table: BaseTable, columns: Sequence[Column], lang: str) -> list[Element]:
    """Base geography in the colours of the atlas."""
    base = current_style()["base"][table.role]
    kind: SymbolType = "fill" if table.geometry_type == "Polygon" else "line"
    if isinstance(base, str):
        layer = fill(base) if kind == "fill" else stroke(base, 0.8)
    else:
        layer = stroke(base["color"], base["width"], base.get("dash", ()))
    return [_single(symbol(kind, "0", [layer])), *aliases(columns, lang)]


def record_style(columns: Sequence[Column], lang: str) -> list[Element]:
    """A table without geometry: titles of columns, and its key as the name of a row."""
    shown = next((c.name for c in columns if c.lang == lang), columns[0].name)
    return [*aliases(columns, lang), element("previewExpression", f'"{shown}"')]


def aliases(columns: Iterable[Column], lang: str) -> list[Element]:
    """Titles of the columns in the reader's language; column names themselves are ASCII."""
    root = element("aliases")
    for number, column in enumerate(columns, start=1):
        child(root, "alias", field=column.name, index=number, name=column.title(lang))
    return [root]


def qml(parts: Sequence[Element]) -> str:
    """A style document, as QGIS saves it in `layer_styles` or beside a file."""
    labels = int(any(part.tag == "labeling" for part in parts))
    root = element(
        "qgis", version="3.22.0", styleCategories="AllStyleCategories", labelsEnabled=labels,
        readOnly=0, simplifyDrawingHints=1,
    )  # fmt: skip
    root.extend(parts)
    return xml(root, "qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'")


def _single(drawn: Element) -> Element:
    root = element(
        "renderer-v2", type_="singleSymbol", enableorderby=0, forceraster=0, symbollevels=0
    )
    child(root, "symbols").append(drawn)
    return root
