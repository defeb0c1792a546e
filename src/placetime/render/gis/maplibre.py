"""A MapLibre style for the tiles: the atlas' colours, and the one rule of time as an expression."""

from __future__ import annotations

from typing import Any, Final

from placetime.model.text import pick
from placetime.render.gis.decorations import credits_of
from placetime.render.gis.variables import busiest_day
from placetime.render.gis.vector_tiles import LAYER
from placetime.scene.scene import Scene
from placetime.scene.visible import UNKNOWN_PRESENCE
from placetime.spec import current_style

Expression = list[Any]
FIRST: Final = ["global-state", "first"]
LAST: Final = ["global-state", "last"]


def style(scene: Scene, tiles: str) -> dict[str, Any]:
    """The style (version 8); `tiles` is the address of the tiles, such as `pmtiles://atlas.pmtiles`.

    The days that are shown, `first` to `last` inclusive and counted from 1970-01-01, are its state:
    `map.setGlobalStateProperty("first", -4311)`. Needs MapLibre GL JS 5.6 or later.
    """
    atlas, spec = scene.atlas, current_style()
    day = busiest_day(scene)
    west, south, east, north = atlas.bbox
    shown = [layer.id for layer in atlas.layers if layer.shown]
    return {
        "version": 8,
        "name": pick(atlas.title, atlas.language),
        "state": {"first": {"default": day}, "last": {"default": day}},
        "center": [round((west + east) / 2, 4), round((south + north) / 2, 4)],
        "zoom": 4,
        "sources": {
            "atlas": {"type": "vector", "url": tiles, "attribution": "; ".join(credits_of(atlas))}
        },
        "layers": [
            {"id": "ground", "type": "background", "paint": {"background-color": spec["base"]["land"]}},
            _layer("areas", "fill", "area", shown, {
                "fill-color": ["get", "hue"],
                "fill-opacity": ["*", _opacity(), ["match", ["get", "look"], "hollow", 0.05, 0.2]],
            }),
            _layer("outlines", "line", "area", shown, _stroke(spec["area"]["outline"])),
            _layer("lines", "line", "line", shown, _stroke(spec["limit"]["width"])),
            _layer("moves", "line", "move", shown, _stroke(["max", 2, ["get", "size"]])),
            _layer("points", "circle", "point", shown, {
                "circle-radius": ["*", 0.7, ["get", "size"]],
                "circle-color": ["match", ["get", "look"], "solid", ["get", "hue"], spec["paper"]],
                "circle-stroke-color": ["match", ["get", "look"], "solid", spec["paper"], ["get", "hue"]],
                "circle-stroke-width": spec["symbol"]["outline"],
                "circle-opacity": _opacity(),
                "circle-stroke-opacity": _opacity(),
            }),
        ],
    }  # fmt: skip


def _layer(
    id_: str, type_: str, kind: str, shown: list[str], paint: dict[str, Any]
) -> dict[str, Any]:
    chosen = [
        "all",
        ["==", ["get", "kind_of_mark"], kind],
        ["in", ["get", "layer"], ["literal", shown]],
        ["get", "dated"],
        [">", presence(), 0],
    ]
    return {
        "id": id_, "type": type_, "source": "atlas", "source-layer": LAYER, "filter": chosen,
        "paint": paint,
    }  # fmt: skip


def _stroke(width: Any) -> dict[str, Any]:
    return {"line-color": ["get", "hue"], "line-width": width, "line-opacity": _opacity()}


def _opacity() -> Expression:
    least, most = current_style()["opacity"]["least"], current_style()["opacity"]["most"]
    return ["+", least, ["*", round(most - least, 3), presence()]]


def presence() -> Expression:
    """`rise` and `fall` of scene.visible, 0…1, for the days `first` to `last`."""
    earliest, latest = ["get", "day_begin_earliest"], ["get", "day_begin_latest"]
    rise = [
        "case",
        ["get", "open_begin"], 1,
        ["all", ["has", "day_begin_latest"], [">=", LAST, latest]], 1,
        ["!", ["has", "day_begin_earliest"]], UNKNOWN_PRESENCE,
        ["!", ["has", "day_begin_latest"]], ["case", ["<", LAST, earliest], 0, 1e-6],
        _share(["-", LAST, earliest], ["-", latest, earliest]),
    ]  # fmt: skip
    earliest, latest = ["get", "day_end_earliest"], ["get", "day_end_latest"]
    fall = [
        "case",
        ["get", "open_end"], 1,
        ["all", ["has", "day_end_earliest"], ["<=", FIRST, earliest]], 1,
        ["!", ["has", "day_end_latest"]], UNKNOWN_PRESENCE,
        ["!", ["has", "day_end_earliest"]], ["case", [">", FIRST, latest], 0, 1e-6],
        _share(["-", latest, FIRST], ["-", latest, earliest]),
    ]  # fmt: skip
    return ["min", rise, fall]


def _share(part: Expression, whole: Expression) -> Expression:
    """(part + 1) / (whole + 1), at least 0."""
    return ["/", ["max", 0, ["+", 1, part]], ["+", 1, whole]]
