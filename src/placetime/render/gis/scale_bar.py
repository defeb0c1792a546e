"""The scale bar of the print layout: a round number of kilometres on the map's middle latitude."""

from __future__ import annotations

from math import cos, floor, log10, radians
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from placetime.render.gis.labeling import text_style
from placetime.render.gis.symbol import stroke, symbol
from placetime.scene.scene import Scene
from placetime.spec import current_style

KM_PER_DEGREE: Final = 111.2
SHARE: Final = 1 / 6
"""Of the map's width that the bar takes at most."""


def scale_bar(item: Element, scene: Scene, map_size: tuple[float, float], lang: str) -> Element:
    """The item of the layout made a scale bar of its map; `map_size` in mm."""
    west, south, east, north = scene.atlas.bbox
    across = (east - west) * KM_PER_DEGREE * cos(radians((south + north) / 2))
    up = (north - south) * KM_PER_DEGREE
    length = _round_below(max(across, up * map_size[0] / map_size[1]) * SHARE)
    unique = f"{{{uuid5(NAMESPACE_URL, 'placetime:map')}}}"
    item.attrib.update(
        {
            "mapUuid": unique, "style": "Line Ticks Up", "unitType": "km", "unitLabel": "km",
            "numMapUnitsPerScaleBarUnit": "1", "numUnitsPerSegment": f"{length:g}", "numSegments": "1",
            "numSegmentsLeft": "0", "segmentSizeMode": "0", "height": "1.6", "labelBarSpace": "1",
            "boxContentSpace": "1", "outlineWidth": "0.3", "alignment": "0", "background": "false",
        }
    )  # fmt: skip
    ink = current_style()["ink"]
    item.append(text_style(lang, 9, ink))
    line = Element("lineSymbol")
    line.append(symbol("line", "", [stroke(ink, 1.2)]))
    item.append(line)
    return item


def _round_below(value: float) -> float:
    """The largest of 1, 2, 5, 10, 20 … that is not above `value`."""
    unit = 10 ** floor(log10(value))
    return float(next(n for n in (5, 2, 1) if n * unit <= value) * unit)
