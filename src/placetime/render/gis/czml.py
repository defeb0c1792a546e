"""The marks as CZML packets, as CesiumJS reads them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from placetime.model.days import LAST_DAY
from placetime.model.interval import FUTURE, PAST, Interval
from placetime.model.text import pick
from placetime.render.gis.balloon import balloon, mark_title
from placetime.render.gis.dates import FIRST_DATETIME, bce, moment
from placetime.render.gis.icon import icon
from placetime.render.gis.left_out import left_out
from placetime.scene.mark import Mark
from placetime.scene.scene import Scene
from placetime.spec import current_style

ALWAYS: Final = "0000-01-01T00:00:00Z"
STILL: Final = "9999-12-31T23:59:59Z"
"""What Cesium takes for open ends (Iso8601.MINIMUM_VALUE, just before MAXIMUM_VALUE)."""

SECONDS: Final = 60
"""How long the clock takes for the whole span."""

Packet = dict[str, Any]


def packets(scene: Scene) -> Iterator[Packet]:
    """The document, a packet for each layer and for each icon, then one for each part of a mark.

    Marks with dates before the year 1, and undated ones, have none: the viewer cannot place them.
    """
    atlas, lang = scene.atlas, scene.atlas.language
    document: Packet = {"id": "document", "name": pick(atlas.title, lang), "version": "1.0"}
    clock = _clock(scene)
    if clock:
        document["clock"] = clock
    yield document
    for layer in atlas.layers:
        yield {
            "id": f"layer:{layer.id}",
            "name": pick(layer.title, lang),
            "description": "",
            "show": layer.shown,
        }
    marks = [m for m in scene.marks if m.interval is not None and not bce(m.interval)]
    pictures: dict[tuple[str, str, str], str] = {}
    for mark in marks:
        key = (mark.symbol, mark.look, mark.hue)
        if mark.kind == "point" and key not in pictures:
            pictures[key] = f"icon:{len(pictures) + 1}"
            png = b64encode(icon(mark.symbol, mark.look, mark.hue)).decode()
            image = {"uri": f"data:image/png;base64,{png}"}
            yield {"id": pictures[key], "billboard": {"image": image, "show": False}}
    events = {event.id: event for event in atlas.events}
    shown = {layer.id: layer.shown for layer in atlas.layers}
    for mark in marks:
        assert mark.interval is not None
        event = events[mark.event]
        packet: Packet = {
            "name": mark_title(atlas, event, mark),
            "parent": f"layer:{mark.layer}",
            "description": balloon(atlas, event, mark),
            "availability": availability(mark.interval),
            "properties": {
                "event": mark.event,
                "edtf": event.principal.when.text if event.principal.when else "",
                "status": event.principal.status,
                "disputed": "; ".join(event.disputed),
            },
        }
        if not shown[mark.layer]:
            packet["show"] = False
        picture = pictures.get((mark.symbol, mark.look, mark.hue), "")
        parts = list(shapely.get_parts(mark.geometry))
        for number, part in enumerate(parts):
            id_ = mark.id if len(parts) == 1 else f"{mark.id}#{number + 1}"
            yield {"id": id_, **packet, **_drawn(mark, part, picture)}


def availability(interval: Interval) -> str:
    """From the first possible moment to the last one of the last day, both inclusive."""
    begin, end = moment(interval.begin_earliest), moment(interval.end_latest, last=True)
    first = f"{begin:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0") if begin else ALWAYS
    last = f"{end:%Y-%m-%dT%H:%M:%S.999Z}".rjust(24, "0") if end else STILL
    return f"{first}/{last}"


def notes(scene: Scene) -> list[str]:
    """What is left out, by number of marks."""
    early = sum(bce(mark.interval) for mark in scene.marks)
    said = (
        (early, "marks with dates before the year 1 are left out"),
        (len(scene.undated), "undated marks are left out"),
    )
    return [f"{number} {what}" for number, what in said if number] + left_out(scene)


def colour(mark: Mark, opacity: float = 1.0) -> Packet | list[Packet]:
    """A colour; where the date is vague, fainter on the days that are only possible."""
    rgb = [int(mark.hue[i : i + 2], 16) for i in (1, 3, 5)]

    def rgba(share: float) -> list[int]:
        return [*rgb, round(255 * opacity * share)]

    return _by_surety(mark, rgba)


def _tint(mark: Mark) -> Packet | list[Packet]:
    """White, which leaves an icon's own colours, as strong as the mark is sure."""
    return _by_surety(mark, lambda share: [255, 255, 255, round(255 * share)])


def _by_surety(mark: Mark, rgba: Callable[[float], list[int]]) -> Packet | list[Packet]:
    interval, style = mark.interval, current_style()["opacity"]
    assert interval is not None
    if not interval.vague:
        return {"rgba": rgba(style["most"])}
    begun, ended = interval.begin_latest, interval.end_earliest
    if begun > ended or begun == FUTURE or ended == PAST:
        return {"rgba": rgba((style["least"] + style["most"]) / 2)}
    sure = availability(Interval(begun, begun, ended, ended))
    possible = {"interval": availability(interval), "rgba": rgba(style["least"])}
    return [possible, {"interval": sure, "rgba": rgba(style["most"])}]


def _drawn(mark: Mark, part: BaseGeometry, picture: str) -> Packet:
    """Symbol, arrow, line or area; lines and areas lie on the ground."""
    match mark.kind:
        case "point":
            return {
                "position": {"cartographicDegrees": _degrees(part)},
                "billboard": {
                    "image": {"reference": f"{picture}#billboard.image"},
                    "scale": 0.4,
                    "color": _tint(mark),
                },
            }
        case "area":
            polygon: Packet = {
                "positions": {"cartographicDegrees": _degrees(part.exterior)},
                "material": {"solidColor": {"color": colour(mark, 0.25)}},
            }
            if part.interiors:
                holes = [_degrees(ring) for ring in part.interiors]
                polygon["holes"] = {"cartographicDegrees": holes}
            return {"polygon": polygon}
        case "move":
            material = {"polylineArrow": {"color": colour(mark, _strength(mark))}}
            return {"polyline": _line(part, max(6.0, 2 * mark.size), material)}
        case _:
            kind = "solidColor" if mark.look == "solid" else "polylineDash"
            material = {kind: {"color": colour(mark)}}
            return {"polyline": _line(part, current_style()["limit"]["width"], material)}


def _strength(mark: Mark) -> float:
    return 0.5 if mark.look == "hollow" else 1.0


def _line(part: BaseGeometry, width: float, material: Packet) -> Packet:
    return {
        "positions": {"cartographicDegrees": _degrees(part)},
        "width": round(width, 1),
        "material": material,
        "clampToGround": True,
    }


def _degrees(part: BaseGeometry) -> list[float]:
    """Longitude, latitude and height 0 of each position, one after the other."""
    return [value for x, y, *_ in part.coords for value in (round(x, 7), round(y, 7), 0.0)]


def _clock(scene: Scene) -> Packet | None:
    """Over the atlas' span from its begin; None where that lies before the year 1."""
    first, last = scene.scale.first, min(scene.scale.last, LAST_DAY)
    if first < FIRST_DATETIME:
        return None
    interval = availability(Interval(first, first, last, last))
    return {
        "interval": interval,
        "currentTime": interval.split("/")[0],
        "multiplier": max(1, (last - first + 1) * 86_400 // SECONDS),
        "range": "LOOP_STOP",
        "step": "SYSTEM_CLOCK_MULTIPLIER",
    }
