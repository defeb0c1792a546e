"""A print layout of the QGIS project: map, key, date and sources on a page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from pyproj import Transformer

from placetime.model.atlas import Atlas
from placetime.model.text import Translated, pick, primary
from placetime.render.gis.decorations import credits_of, plain
from placetime.render.gis.element import child, data_defined, element
from placetime.render.gis.key import fullest, how_sure, key_tree
from placetime.render.gis.labeling import FAMILIES, FAMILY
from placetime.render.gis.layers import GisTable
from placetime.render.gis.scale_bar import scale_bar
from placetime.render.gis.variables import date_in_words, moment_of
from placetime.scene.scene import Scene
from placetime.spec import current_style

PAGE: Final = (297, 210)
"""A4, mm."""
MARGIN: Final = 10
KEY: Final = 68
"""Width of a column of the key, mm."""
ROW: Final = 2.85
"""Height of a row of the key, mm."""
NOTE: Final = 14
"""Height of what is said below the key of looks, mm."""
BETWEEN: Final = 3
GAP: Final = 10
"""Between two pages of a layout, mm, as QGIS has it."""
HEAD: Final = 17
FOOT: Final = 9

ITEM_PAGE, ITEM_MAP, ITEM_LABEL, ITEM_LEGEND, ITEM_SCALE_BAR = 65638, 65639, 65641, 65642, 65646
"""QgsLayoutItemRegistry: types of items."""

TITLE: Final[Translated] = {"en": "Map with key", "zh": "地图与图例"}


def layouts(
    scene: Scene, tables: Sequence[GisTable], extent: tuple[float, float, float, float]
) -> Element:
    """The project's layouts; `extent` is xmin, ymin, xmax, ymax in the project's CRS.

    The page shows the day of the project variable `atlas_date`. The key is beside the map, in one
    column or two; where it can be longer than that, it has a page of its own.
    """
    atlas, lang = scene.atlas, scene.atlas.language
    width, height = PAGE
    keyed = [t for t in tables if t.room == "marks" and atlas.layer(t.layer or "").shown]
    tall = height - 2 * MARGIN
    beside = _fitted(extent, (width - 2 * MARGIN - KEY - BETWEEN) / (tall - HEAD - FOOT))
    to_degrees = Transformer.from_crs(atlas.crs, "EPSG:4326", always_xy=True)
    rows = fullest(keyed, to_degrees.transform_bounds(*beside))
    columns = ceil(rows * ROW / (tall - HEAD - NOTE)) or 1
    apart = columns > 2
    wide = width - 2 * MARGIN - (0 if apart else columns * KEY + BETWEEN)
    map_at, map_size = (MARGIN, MARGIN + HEAD), (wide, tall - HEAD - FOOT)
    key_at: tuple[float, float] = (MARGIN + wide + BETWEEN, MARGIN + HEAD)
    note = (columns * KEY, NOTE - 2)
    root = element("Layouts")
    layout = child(
        root, "Layout", name=pick(TITLE, lang), units="mm", printResolution=300, worldFileMap=""
    )
    pages = child(layout, "PageCollection")
    pages.append(_item(ITEM_PAGE, "page", (0, 0), PAGE))
    if apart:
        pages.append(_item(ITEM_PAGE, "page 2", (0, height + GAP), PAGE))
        columns = min(ceil(rows * ROW / (tall - NOTE)), (width - 2 * MARGIN) // KEY)
        key_at = (MARGIN, height + GAP + MARGIN)
        note = (width - 2 * MARGIN, NOTE - 2)
    layout.append(_map(map_at, map_size, _fitted(extent, map_size[0] / map_size[1])))
    layout.append(_legend(atlas, keyed, columns, key_at))
    below = key_at[0], key_at[1] + tall - (0 if apart else HEAD) - NOTE + 2
    layout.append(_label("how sure", plain(how_sure(lang)), below, note, 6, lang))
    bar_at = MARGIN + 2, height - MARGIN - FOOT - 11
    layout.append(scale_bar(_item(ITEM_SCALE_BAR, "scale", bar_at, (50, 9)), scene, map_size, lang))
    title = plain(pick(atlas.title, lang))
    whole = width - 2 * MARGIN
    layout.append(_label("title", title, (MARGIN, MARGIN - 1), (whole, 7), 13, lang, bold=True))
    date = f"[% {date_in_words(lang)} %]"
    layout.append(_label("date", date, (MARGIN, MARGIN + 7), (whole, 8), 15, lang))
    foot = plain("; ".join(credits_of(atlas)))
    at = (MARGIN, height - MARGIN - FOOT + 2)
    layout.append(_label("sources", foot, at, (wide, FOOT - 1), 6, lang))
    return root


def _map(
    at: tuple[float, float], size: tuple[float, float], extent: tuple[float, float, float, float]
) -> Element:
    made = _item(
        ITEM_MAP, "map", at, size, ground=current_style()["base"]["water"], driven={
            "dataDefinedStartDateTime": moment_of(last=False),
            "dataDefinedEndDateTime": moment_of(last=True),
        },
    )  # fmt: skip
    made.attrib.update({"isTemporal": "1", "frame": "true", "followPreset": "false"})
    xmin, ymin, xmax, ymax = extent
    child(made, "Extent", xmin=xmin, ymin=ymin, xmax=xmax, ymax=ymax)
    return made


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
    id: str, text: str, at: tuple[float, float], size: tuple[float, float], points: float, lang: str,
    *, bold: bool = False,
) -> Element:  # fmt: skip
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
    child(made, "LabelFont", description=_font(lang, points, bold), style="")
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
            "splitLayer": "1", "equalColumnWidth": "0", "columnSpace": "4", "boxSpace": "0",
            "symbolWidth": "6", "symbolHeight": "2.4", "maxSymbolSize": "2.6",
            "legendFilterByMap": "1", "title": "", "fontColor": current_style()["ink"],
        }
    )  # fmt: skip
    styles = child(made, "styles")
    sizes = {"title": 9.0, "group": 8.0, "subgroup": 7.0, "symbol": 6.0, "symbolLabel": 6.0}
    for name, points in sizes.items():
        style = child(
            styles,
            "style",
            name=name,
            marginTop=0.4 if name == "symbol" else 0,
            marginLeft=1,
            alignment=1,
            indent=0,
        )
        child(style, "styleFont", description=_font(lang, points), style="")
    made.append(key_tree(atlas, tables))
    return made


def _font(lang: str, points: float, bold: bool = False) -> str:
    """QFont's description."""
    weight = 75 if bold else 50
    return f"{FAMILIES.get(primary(lang), FAMILY)},{points:g},-1,5,{weight},0,0,0,0,0"


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
