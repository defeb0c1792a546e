"""A print layout of the QGIS project: map, key, date and sources on a page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from placetime.model.atlas import Atlas
from placetime.model.text import Translated, pick, primary
from placetime.render.gis.decorations import credits_of, plain
from placetime.render.gis.element import child, data_defined, element
from placetime.render.gis.labeling import FAMILIES, FAMILY
from placetime.render.gis.layers import GisTable, layer_id
from placetime.render.gis.variables import DATE, moment_of
from placetime.scene.scene import Scene
from placetime.spec import current_style

PAGE: Final = (297, 210)
"""A4, mm."""
MARGIN: Final = 10
KEY: Final = 62
"""Width of the column with the key, mm."""
ROWS: Final = 26
PAGE_ROWS: Final = 56
COLUMN: Final = 84
"""Rows of the key beside the map; a longer key has a page of its own, with so many rows in each
column of so many mm, and as wide as it needs."""
GAP: Final = 10
"""Between two pages of a layout, mm, as QGIS has it."""
HEAD: Final = 16
FOOT: Final = 14

ITEM_PAGE, ITEM_MAP, ITEM_LABEL, ITEM_LEGEND, ITEM_SCALE_BAR = 65638, 65639, 65641, 65642, 65646
"""QgsLayoutItemRegistry: types of items."""

TITLE: Final[Translated] = {"en": "Map with key", "zh": "地图与图例"}


def layouts(
    scene: Scene, tables: Sequence[GisTable], extent: tuple[float, float, float, float]
) -> Element:
    """The project's layouts; `extent` is xmin, ymin, xmax, ymax in the project's CRS.

    The page shows the day of the project variable `atlas_date`.
    """
    atlas, lang = scene.atlas, scene.atlas.language
    width, height = PAGE
    keyed = [t for t in tables if t.room == "marks" and atlas.layer(t.layer or "").shown]
    rows = sum(t.frame["style"].nunique() + 1.5 for t in keyed)
    columns = 1 if rows <= ROWS else max(2, ceil(rows / PAGE_ROWS))
    beside = KEY + MARGIN if columns == 1 else 0
    map_size = (width - 2 * MARGIN - beside, height - 2 * MARGIN - HEAD - FOOT)
    root = element("Layouts")
    layout = child(
        root, "Layout", name=pick(TITLE, lang), units="mm", printResolution=300, worldFileMap=""
    )
    pages = child(layout, "PageCollection")
    pages.append(_item(ITEM_PAGE, "page", (0, 0), PAGE))
    key_at: tuple[float, float] = (width - MARGIN - KEY, MARGIN + HEAD)
    if columns > 1:
        wide = max(width, columns * COLUMN + 2 * MARGIN)
        pages.append(_item(ITEM_PAGE, "page 2", (0, height + GAP), (wide, height)))
        key_at = (MARGIN, height + GAP + MARGIN)
    water = current_style()["base"]["water"]
    shown = _item(
        ITEM_MAP, "map", (MARGIN, MARGIN + HEAD), map_size, ground=water, driven={
            "dataDefinedStartDateTime": moment_of(last=False),
            "dataDefinedEndDateTime": moment_of(last=True),
        },
    )  # fmt: skip
    shown.attrib.update({"isTemporal": "1", "frame": "true", "followPreset": "false"})
    xmin, ymin, xmax, ymax = _fitted(extent, map_size[0] / map_size[1])
    child(shown, "Extent", xmin=xmin, ymin=ymin, xmax=xmax, ymax=ymax)
    layout.append(shown)
    layout.append(_legend(atlas, keyed, columns, key_at))
    head = f"{plain(pick(atlas.title, lang))}\n[% @{DATE} %]"
    layout.append(_label("title", head, (MARGIN, MARGIN), (width - 2 * MARGIN, HEAD - 2), 13, lang))
    foot = plain("; ".join(credits_of(atlas)))
    at = (MARGIN, height - MARGIN - FOOT + 2)
    layout.append(_label("sources", foot, at, (width - 2 * MARGIN, FOOT - 2), 6.5, lang))
    return root


def _item(
    type_: int, id: str, at: tuple[float, float], size: tuple[float, float],
    driven: dict[str, str] | None = None, ground: str = "#ffffff",
) -> Element:  # fmt: skip
    """An item of the layout; position and size in mm from the page's top left corner."""
    unique = f"{{{uuid5(NAMESPACE_URL, f'placetime:{id}')}}}"
    made = element(
        "LayoutItem", type_=type_, id=id, uuid=unique, templateUuid=unique, visibility=1,
        position=f"{at[0]:g},{at[1]:g},mm", positionOnPage=f"{at[0]:g},{at[1]:g},mm",
        size=f"{size[0]:g},{size[1]:g},mm", zValue=1, opacity=1, itemRotation=0, referencePoint=0,
        positionLock="false", frame="false", background="true" if type_ != ITEM_LABEL else "false",
        blendMode=0, excludeFromExports=0, outlineWidthM="0.2,mm", frameJoinStyle="miter",
    )  # fmt: skip
    ink = _rgb(current_style()["muted"])
    child(made, "FrameColor", red=ink[0], green=ink[1], blue=ink[2], alpha=255)
    red, green, blue = _rgb(ground)
    child(made, "BackgroundColor", red=red, green=green, blue=blue, alpha=255)
    child(made, "LayoutObject").append(data_defined(driven or {}, "dataDefinedProperties"))
    return made


def _label(
    id: str, text: str, at: tuple[float, float], size: tuple[float, float], points: float, lang: str
) -> Element:
    made = _item(ITEM_LABEL, id, at, size)
    made.attrib.update(
        {
            "labelText": text,
            "htmlState": "0",
            "halign": "1",
            "valign": "32",
            "marginX": "0",
            "marginY": "0",
        }
    )
    child(made, "LabelFont", description=_font(lang, points), style="")
    ink = _rgb(current_style()["ink"])
    child(made, "FontColor", red=ink[0], green=ink[1], blue=ink[2], alpha=255)
    return made


def _legend(
    atlas: Atlas, tables: Sequence[GisTable], columns: int, at: tuple[float, float]
) -> Element:
    """The key of these tables, only with what is in sight on the map."""
    lang = atlas.language
    made = _item(ITEM_LEGEND, "key", at, (KEY, 20))
    unique = f"{{{uuid5(NAMESPACE_URL, 'placetime:map')}}}"
    made.attrib.update(
        {
            "map_uuid": unique, "resizeToContents": "1", "columnCount": str(columns),
            "splitLayer": "1", "equalColumnWidth": "0", "columnSpace": "4", "boxSpace": "1",
            "symbolWidth": "5", "symbolHeight": "2.5", "maxSymbolSize": "3",
            "legendFilterByMap": "1", "title": "", "fontColor": current_style()["ink"],
        }
    )  # fmt: skip
    styles = child(made, "styles")
    sizes = {"title": 9.0, "group": 8.0, "subgroup": 7.0, "symbol": 6.0, "symbolLabel": 6.0}
    for name, points in sizes.items():
        style = child(
            styles, "style", name=name, marginTop=0.6, marginLeft=1, alignment=1, indent=0
        )
        child(style, "styleFont", description=_font(lang, points), style="")
    tree = child(made, "layer-tree-group")
    for table in tables:
        child(
            tree, "layer-tree-layer", id=layer_id(table), name=table.title(lang), providerKey="ogr",
            checked="Qt::Checked", expanded=1,
        )  # fmt: skip
    return made


def _font(lang: str, points: float) -> str:
    """QFont's description."""
    return f"{FAMILIES.get(primary(lang), FAMILY)},{points:g},-1,5,50,0,0,0,0,0"


def _fitted(
    extent: tuple[float, float, float, float], ratio: float
) -> tuple[float, float, float, float]:
    """The extent, grown to width / height = `ratio` about its middle."""
    xmin, ymin, xmax, ymax = extent
    width, height = max(xmax - xmin, (ymax - ymin) * ratio), max(ymax - ymin, (xmax - xmin) / ratio)
    x, y = (xmin + xmax) / 2, (ymin + ymax) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
