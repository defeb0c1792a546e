"""Categories: which looks a table of marks has, and what the legend says of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import geopandas as gpd

from placetime.model.atlas import Atlas
from placetime.model.text import Translated, pick
from placetime.render.gis.element import child, element
from placetime.render.gis.mark_symbol import mark_symbol
from placetime.scene.mark import Look, MarkKind
from placetime.spec import current_style, load

OTHER: Final[Translated] = {"en": "other", "zh": "其他"}


@dataclass(frozen=True, slots=True)
class Category:
    """Marks whose column `style` is `key`: one symbol, hue and look."""

    key: str
    label: str
    symbol: str
    hue: str
    look: Look


def categories_of(atlas: Atlas, frame: gpd.GeoDataFrame, lang: str) -> list[Category]:
    """The categories that a frame of marks has, in the order of the atlas' layers, kinds and actors."""
    columns = ["style", "layer", "kind", "actor", "look", "symbol", "hue"]
    rows = frame[columns].drop_duplicates("style").to_dict("records")
    layers = [layer.id for layer in atlas.layers]
    actors = [*atlas.actors, None]
    rows.sort(
        key=lambda r: (
            layers.index(r["layer"]),
            r["kind"] or "",
            actors.index(r["actor"]),
            r["look"],
        )
    )
    return [
        Category(r["style"], _label(atlas, r, lang), r["symbol"], r["hue"], r["look"]) for r in rows
    ]


def _label(atlas: Atlas, row: dict[str, str], lang: str) -> str:
    layer = atlas.layer(row["layer"])
    style = layer.kinds.get(row["kind"])
    bits = [pick(style.legend if style else layer.legend, lang)]
    if row["actor"]:
        bits.append(pick(atlas.actors[row["actor"]].name, lang))
    if row["look"] != "solid":
        bits.append(pick(load("vocabulary")["look"][row["look"]], lang))
    return " · ".join(bit for bit in bits if bit)


def renderer(kind: MarkKind, categories: Iterable[Category], seats: int, lang: str) -> Element:
    """A categorised renderer over `style`; what the user adds in another style is drawn grey."""
    root = element(
        "renderer-v2", type_="categorizedSymbol", attr="style", enableorderby=0, forceraster=0,
        symbollevels=0,
    )  # fmt: skip
    rest = Category("", pick(OTHER, lang), "circle", current_style()["fallback_hue"], "solid")
    rows, symbols = child(root, "categories"), element("symbols")
    for number, category in enumerate([*categories, rest]):
        child(
            rows, "category", value=category.key, symbol=number, label=category.label,
            render="true", type_="string",
        )  # fmt: skip
        args = category.symbol, category.hue, category.look
        symbols.append(mark_symbol(kind, str(number), *args, seats))
    root.append(symbols)
    return root
