"""The key of the print layout: the symbols that show on its day, and what their looks mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, tostring

import geopandas as gpd

from placetime.model.atlas import Atlas
from placetime.model.text import Translated, pick
from placetime.render.gis.category import categories_of
from placetime.render.gis.element import child, element, options
from placetime.render.gis.expressions import opacity
from placetime.render.gis.layers import GisTable, layer_id
from placetime.render.gis.mark_symbol import key_symbol
from placetime.spec import load

HOW_SURE: Final[Translated] = {
    "en": "Dashed: {hollow}. Between two arcs: {split}. ?: place inferred. Faint: date vague or past.",
    "zh": "虚线：{hollow}。双弧之间：{split}。?：地点由编者推断。浅色：日期不确或已过。",
}


def how_sure(lang: str) -> str:
    """What the looks, the question mark and faint symbols mean."""
    looks = load("vocabulary")["look"]
    said = {look: pick(looks[look], lang) for look in ("hollow", "split")}
    return pick(HOW_SURE, lang).format(**said)


def fullest(tables: Sequence[GisTable], box: tuple[float, float, float, float]) -> int:
    """How many rows the key has on the day on which it has the most.

    `box` is what the map shows: west, south, east, north.
    """
    turns: list[tuple[int, int, str]] = []
    for table in tables:
        columns = ("style", "day_begin_earliest", "day_end_latest", "trace_days")
        within = gpd.GeoDataFrame(table.frame).cx[box[0] : box[2], box[1] : box[3]]
        frame = within[list(columns)].astype("object")
        frame = frame.where(frame.notna(), None)
        for style, first, last, trace in frame.itertuples(index=False, name=None):
            row = f"{table.name} {style}"
            turns.append((-(10**9) if first is None else first, 1, row))
            turns.append((10**9 if last is None else last + trace + 1, -1, row))
    there: Counter[str] = Counter()
    rows = most = 0
    for _, step, row in sorted(turns):
        there[row] += step
        rows += step if there[row] == (step > 0) else 0
        most = max(most, rows)
    return most


def key_tree(atlas: Atlas, tables: Sequence[GisTable]) -> Element:
    """The layers of the key, without titles; the looks are left to `how_sure`, the rest to the day."""
    root = element("layer-tree-group")
    for table in tables:
        node = child(
            root, "layer-tree-layer", id=layer_id(table), name=table.title(atlas.language),
            providerKey="ogr", checked="Qt::Checked", expanded=1,
        )  # fmt: skip
        properties = {
            "legend/title-style": "hidden",
            "legend/expressionFilter": f"({opacity()})>0",
            "legend/expressionFilterEnabled": True,
            **dict(_labels(atlas, table)),
            **symbols_of(atlas, table),
        }
        child(node, "customproperties").append(options(properties))
    return root


def symbols_of(atlas: Atlas, table: GisTable) -> dict[str, object]:
    """Properties of a node of the layer tree: the symbols that a legend has instead of the map's."""
    if table.kind is None:
        return {}
    categories = categories_of(atlas, table.frame, atlas.language)
    drawn = (key_symbol(table.kind, c.symbol, c.hue, c.look) for c in categories)
    return {
        f"legend/custom-symbol-{number}": tostring(one, "unicode")
        for number, one in enumerate(drawn)
        if one is not None
    }


def _labels(atlas: Atlas, table: GisTable) -> Iterator[tuple[str, str]]:
    for number, category in enumerate(categories_of(atlas, table.frame, atlas.language)):
        look = pick(load("vocabulary")["look"][category.look], atlas.language)
        yield f"legend/label-{number}", category.label.removesuffix(f" · {look}")
