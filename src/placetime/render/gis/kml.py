"""The marks as KML 2.2 (OGC 07-147r2): a folder a layer, shared styles, a span of time each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from math import cos, radians
from typing import Final
from xml.etree.ElementTree import Element, tostring

import numpy as np
from shapely.geometry.base import BaseGeometry

from placetime.model.event import Event
from placetime.model.text import pick
from placetime.render.gis.balloon import balloon, mark_title
from placetime.render.gis.dates import bce, iso_columns, moment
from placetime.render.gis.decorations import credits_of
from placetime.render.gis.element import child, element
from placetime.render.gis.icon import icon
from placetime.render.gis.layers import UNDATED_TITLE
from placetime.render.gis.left_out import left_out
from placetime.scene.mark import Look, Mark
from placetime.scene.scene import Scene
from placetime.spec import current_style

METRES_A_DEGREE: Final = 111_320
NEAREST: Final = 20_000
"""How near the eye comes to a single place at opening, in metres."""


@dataclass(frozen=True, slots=True)
class Kml:
    """`text` is the document piece by piece, `icons` the pictures beside it by file name, `notes` what
    is left out."""

    text: Iterator[str]
    icons: dict[str, bytes]
    notes: list[str]


@dataclass(slots=True)
class _Styles:
    """The styles that are in use, in order of use; their ids and icons are numbered."""

    ids: dict[tuple[str, str, Look, int], str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    icons: dict[str, bytes] = field(default_factory=dict)

    def of(self, mark: Mark) -> str:
        """The id of a mark's style."""
        what = mark.symbol if mark.kind == "point" else mark.kind
        key = (what, mark.hue, mark.look, round(mark.size) if mark.kind == "move" else 0)
        if key not in self.ids:
            self.ids[key] = f"style-{len(self.ids) + 1}"
            self.elements.append(self._style(self.ids[key], mark))
        return self.ids[key]

    def _style(self, id: str, mark: Mark) -> Element:
        made = element("Style", id=id)
        style = current_style()
        match mark.kind:
            case "point":
                name = f"icons/{len(self.icons) + 1}.png"
                self.icons[name] = icon(mark.symbol, mark.look, mark.hue)
                drawn = child(made, "IconStyle")
                child(drawn, "scale", "0.7")
                child(child(drawn, "Icon"), "href", name)
                child(drawn, "hotSpot", x=0.5, y=0.5, xunits="fraction", yunits="fraction")
                child(child(made, "LabelStyle"), "scale", "0.7")
            case "area":
                _line(made, mark.hue, style["area"]["outline"], 1.0)
                share = 0.0 if mark.look == "hollow" else 2 * style["area"]["fill_opacity"]
                child(child(made, "PolyStyle"), "color", colour(mark.hue, share))
            case _:
                width = mark.size if mark.kind == "move" else style["limit"]["width"]
                _line(made, mark.hue, round(width), 0.55 if mark.look == "hollow" else 0.9)
        return made


def kml(scene: Scene) -> Kml:
    """The document of a scene. Dates before the year 1 are left out, as Earth viewers misread them."""
    kept = [mark for mark in scene.marks if not bce(mark.interval)]
    styles = _Styles()
    for mark in kept:
        styles.of(mark)
    undated = sum(mark.interval is None for mark in kept)
    notes = _notes(scene, len(scene.marks) - len(kept), undated)
    return Kml(_document(scene, kept, styles), styles.icons, notes)


def _document(scene: Scene, kept: Sequence[Mark], styles: _Styles) -> Iterator[str]:
    atlas, lang = scene.atlas, scene.atlas.language
    about = "\n\n".join((pick(atlas.about, lang), *credits_of(atlas)))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    yield _head(pick(atlas.title, lang), about, shown=True, open_=True)
    yield tostring(_look_at(scene, kept), "unicode")
    for style in styles.elements:
        yield tostring(style, "unicode")
    for layer in atlas.layers:
        marks = [mark for mark in kept if mark.layer == layer.id and mark.interval is not None]
        head = _head(pick(layer.title, lang), pick(layer.meaning, lang), layer.shown)
        yield from _folder(scene, head, layer.shown, marks, styles)
    undated = [mark for mark in kept if mark.interval is None]
    yield from _folder(scene, _head(pick(UNDATED_TITLE, lang), "", False), False, undated, styles)
    yield "</Document></kml>\n"


def _look_at(scene: Scene, kept: Sequence[Mark]) -> Element:
    """Down on the atlas' view; on the marks, where none of them lies in it."""
    boxes = np.array([mark.geometry.bounds for mark in kept]).reshape(-1, 4)
    west, south, east, north = scene.atlas.bbox
    wests, souths, easts, norths = boxes.T
    seen = (wests <= east) & (easts >= west) & (souths <= north) & (norths >= south)
    if len(boxes) and not seen.any():
        west, south = boxes[:, :2].min(axis=0).tolist()
        east, north = boxes[:, 2:].max(axis=0).tolist()
    lat = (south + north) / 2
    wide = max(north - south, (east - west) * cos(radians(lat)))
    made = element("LookAt")
    child(made, "longitude", f"{((west + east) / 2 + 180) % 360 - 180:.4f}")
    child(made, "latitude", f"{lat:.4f}")
    child(made, "altitude", "0")
    child(made, "heading", "0")
    child(made, "tilt", "0")
    child(made, "range", f"{max(NEAREST, wide * METRES_A_DEGREE):.0f}")
    return made


def _notes(scene: Scene, early: int, undated: int) -> list[str]:
    vague = sum(
        m.interval is not None and m.interval.vague and not bce(m.interval) for m in scene.marks
    )
    said = (
        (early, "marks with dates before the year 1 are left out"),
        (undated, "undated marks are in a folder of their own that is switched off"),
        (
            vague,
            "marks with vague dates show on all days that are possible, as strongly as sure ones",
        ),
    )
    return [f"{number} {what}" for number, what in said if number] + left_out(scene)


def _head(title: str, about: str, shown: bool, open_: bool = False) -> str:
    parts = [
        element("name", title),
        element("visibility", str(int(shown))),
        element("open", str(int(open_))),
    ]
    if about:
        parts.append(element("description", escape(about, quote=False)))
    return "".join(tostring(part, "unicode") for part in parts)


def _folder(
    scene: Scene, head: str, shown: bool, marks: Sequence[Mark], styles: _Styles
) -> Iterator[str]:
    """Nothing if there are no marks."""
    if not marks:
        return
    events = {event.id: event for event in scene.atlas.events}
    yield "\n<Folder>" + head
    for mark in marks:
        placemark = _placemark(scene, mark, shown, styles.of(mark), events[mark.event])
        yield "\n" + tostring(placemark, "unicode")
    yield "</Folder>"


def _placemark(scene: Scene, mark: Mark, shown: bool, style: str, event: Event) -> Element:
    made = element("Placemark")
    child(made, "name", mark_title(scene.atlas, event, mark))
    child(made, "visibility", str(int(shown)))
    child(made, "Snippet", maxLines=0)
    child(made, "description", balloon(scene.atlas, event, mark))
    if mark.interval is not None:
        span = child(made, "TimeSpan")
        begin = moment(mark.interval.begin_earliest)
        end = moment(mark.interval.end_latest, last=True)
        for name, when in (("begin", begin), ("end", end)):
            if when is not None:
                child(span, name, f"{when:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"))
    child(made, "styleUrl", f"#{style}")
    data = child(made, "ExtendedData")
    claim = event.principal
    values = {
        "mark": mark.id,
        "event": mark.event,
        "layer": mark.layer,
        "place": scene.atlas.places[mark.place].name(scene.atlas.language) if mark.place else None,
        "edtf": claim.when.text if claim.when else None,
        **iso_columns(mark.interval),
        "status": claim.status,
        "certainty": claim.certainty,
        "disputed": "; ".join(event.disputed),
        "uncertainty_m": f"{mark.radius_m:g}" if mark.radius_m else None,
        "sources": "; ".join(dict.fromkeys(c.source for c in event.claims)),
    }
    for name, value in values.items():
        if value:
            child(child(data, "Data", name=name), "value", value)
    made.append(_geometry(mark.geometry))
    return made


def _geometry(geometry: BaseGeometry) -> Element:
    match geometry.geom_type:
        case "Point":
            made = element("Point")
            child(made, "coordinates", _coordinates(geometry))
        case "LineString":
            made = element("LineString")
            child(made, "tessellate", "1")
            child(made, "coordinates", _coordinates(geometry))
        case "Polygon":
            made = element("Polygon")
            child(made, "tessellate", "1")
            for name, rings in (("outer", [geometry.exterior]), ("inner", geometry.interiors)):
                for ring in rings:
                    linear = child(child(made, f"{name}BoundaryIs"), "LinearRing")
                    child(linear, "coordinates", _coordinates(ring))
        case _:
            made = element("MultiGeometry")
            made.extend(_geometry(part) for part in geometry.geoms)
    return made


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{x:.7f},{y:.7f}" for x, y, *_ in geometry.coords)


def colour(hue: str, opacity: float) -> str:
    """`#rrggbb` as KML has it: aabbggrr."""
    return f"{round(255 * opacity):02x}{hue[5:7]}{hue[3:5]}{hue[1:3]}".lower()


def _line(made: Element, hue: str, width: float, opacity: float) -> None:
    line = child(made, "LineStyle")
    child(line, "color", colour(hue, opacity))
    child(line, "width", f"{width:g}")
