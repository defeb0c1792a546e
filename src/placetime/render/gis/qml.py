"""QML: everything QGIS knows of a layer's look, as the elements of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

import geopandas as gpd

from placetime.model.atlas import Atlas
from placetime.render.gis.base import BaseTable
from placetime.render.gis.category import categories_of, renderer
from placetime.render.gis.columns import Column, suffix
from placetime.render.gis.element import child, element, xml
from placetime.render.gis.labeling import number_labels, place_labels
from placetime.render.gis.symbol import SymbolType, dot, fill, stroke, symbol
from placetime.render.gis.temporal import temporal
from placetime.scene.mark import MarkKind
from placetime.spec import load


def mark_style(
    atlas: Atlas, kind: MarkKind, frame: gpd.GeoDataFrame, columns: Sequence[Column], lang: str,
    early: bool, dated: bool = True,
) -> list[Element]:  # fmt: skip
    """A table of marks: categories, numbers as labels, time, titles of columns, a tip."""
    seats = int(frame["slot"].max()) + 1
    parts = [renderer(kind, categories_of(atlas, frame, lang), seats), number_labels(kind, lang)]
    if dated:
        parts.append(temporal(early))
    tongue = suffix(lang)
    tip = (
        f'<b>[% "edtf" %]</b> [% "place_{tongue}" %]<br>[% "summary_{tongue}" %]'
        '<br><small>[% "sources" %]</small>'
    )
    parts += [*aliases(columns, lang), element("mapTip", tip)]
    parts.append(element("previewExpression", f'coalesce("summary_{tongue}","mark")'))
    return parts


def place_style(columns: Sequence[Column], lang: str) -> list[Element]:
    """Names of places, each with a small dot."""
    alpha = 'if("geometry_type"=\'Point\' AND "rank" IS NOT NULL,70,0)'
    dots = symbol("marker", "0", [dot(load("style")["muted"], 3.2)], {"alpha": alpha})
    parts = [_single(dots), place_labels(lang), *aliases(columns, lang)]
    return [*parts, element("previewExpression", f'"name_{suffix(lang)}"')]


def base_style(table: BaseTable, columns: Sequence[Column], lang: str) -> list[Element]:
    """Base geography in the colours of the atlas."""
    base = load("style")["base"][table.role]
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
