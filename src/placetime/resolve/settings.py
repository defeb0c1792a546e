"""atlas.toml: title, languages, time, view, chapters, groups, actors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyproj import CRS
from pyproj.exceptions import CRSError

from placetime.model.atlas import Actor, BBox, Chapter, Tiles
from placetime.model.crs import AUTO
from placetime.model.days import FIRST_DAY, LAST_DAY
from placetime.model.finding import Finding
from placetime.model.interval import Interval
from placetime.model.text import BCP47, Translated
from placetime.read.structured import Document
from placetime.resolve.fields import Fields
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.values import date_at, is_id

_HUE = re.compile(r"#[0-9a-fA-F]{6}")
DEFAULT_TRACE = 60
MOST_SECONDS = 3600
"""Seconds that a chapter may take."""
MOST_HOLD = 60
"""Seconds for which a picture may stand."""
WORLD: BBox = (-170.0, -60.0, 190.0, 75.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What atlas.toml says, apart from files. `span` is None if it is not given or not usable."""

    title: Translated
    about: Translated
    languages: tuple[str, ...]
    span: Interval | None
    trace: int
    bbox: BBox | None
    crs: str
    tiles: Tiles | None
    chapters: tuple[Chapter, ...]
    groups: Mapping[str, Translated]
    actors: Mapping[str, Actor]
    units: Mapping[str, Translated]


def read_settings(document: Document, found: list[Finding]) -> Settings:
    """The settings, with findings for whatever is missing or wrong."""
    top = Fields(document, "atlas", found)
    languages = _languages(top)
    time, view = top.below("time", "time"), top.below("view", "view")
    bbox = bbox_of(view)
    trace = time.get("trace", int)
    groups = {
        name: fields.translated("title", languages) for name, fields in top.named("groups", "group")
    }
    top.text("bibliography", required=True)
    top.text("style")
    return Settings(
        title=top.translated("title", languages),
        about=top.translated("about", languages, required=False),
        languages=languages,
        span=bounded(time, "span"),
        trace=DEFAULT_TRACE if trace is None else max(0, trace),
        bbox=bbox,
        crs=_crs(view),
        tiles=_tiles(view),
        chapters=tuple(_chapters(top, languages, bbox)),
        groups=groups,
        actors=dict(_actors(top, languages)),
        units=_units(top, languages),
    )


def _languages(top: Fields) -> tuple[str, ...]:
    value = top.value.get("languages", ["en"])
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        top.wrong("T206", '“languages” must be a list of tags, such as ["en", "zh"]', "languages")
        return ("en",)
    for index, tag in enumerate(value):
        if not BCP47.fullmatch(tag):
            top.wrong("T206", f"“{tag}” is not a BCP 47 language tag", "languages", index)
    return tuple(dict.fromkeys(value))


def bounded(fields: Fields, key: str) -> Interval | None:
    """The interval of a date that has both a first and a last day, or None."""
    text = fields.text(key)
    edtf = date_at(fields.at(key), text, fields.found)
    if edtf is None:
        return None
    interval = edtf.interval
    if interval.begin_earliest < FIRST_DAY or interval.end_latest > LAST_DAY:
        fields.wrong("D406", f"“{text}” must have both a begin and an end", key)
        return None
    return interval


def bbox_of(fields: Fields) -> BBox | None:
    """West, south, east, north of a table's `bbox`, or None; east may lie beyond 180."""
    numbers = fields.numbers("bbox", 4)
    if numbers is None:
        return None
    west, south, east, north = numbers
    if not (-180 <= west < east <= west + 360 and -90 <= south < north <= 90):
        message = "“bbox” must be west, south, east, north in degrees, west < east, south < north"
        fields.wrong("P301", message, "bbox")
        return None
    return west, south, east, north


def _crs(view: Fields) -> str:
    crs = view.text("crs") or "EPSG:3857"
    if crs == AUTO:
        return crs
    try:
        CRS.from_user_input(crs)
    except CRSError:
        view.wrong("T206", f"“{crs}” is not a CRS; write one such as EPSG:3857, or auto", "crs")
        return "EPSG:3857"
    return crs


def _tiles(view: Fields) -> Tiles | None:
    """A provider of xyzservices by its name, however it is spelt; None if none is asked for."""
    name = view.text("tiles")
    if not name:
        return None
    from xyzservices import providers  # reads its list of providers

    known = providers.flatten()
    try:
        provider = providers.query_name(name)
    except ValueError:
        view.wrong("T206", f"unknown tiles “{name}”{did_you_mean(name, known)}", "tiles")
        return None
    if provider.requires_token():
        view.wrong("T206", f"“{name}” needs a key; choose tiles that need none", "tiles")
        return None
    url = provider.build_url(x="{x}", y="{y}", z="{z}")
    return Tiles(provider.name, url, provider.attribution, int(provider.get("max_zoom", 18)))


def _chapters(top: Fields, languages: tuple[str, ...], bbox: BBox | None) -> list[Chapter]:
    chapters: list[Chapter] = []
    for fields in top.listed("chapters", "chapter"):
        title = fields.translated("title", languages)
        if "when" not in fields.value:
            fields.missing("when")
        interval = bounded(fields, "when")
        given = fields.get("seconds", float)
        seconds = 8.0 if given is None else given
        if not 0 < seconds <= MOST_SECONDS:
            message = f"“seconds” must be more than 0 and at most {MOST_SECONDS}"
            fields.wrong("T206", message, "seconds")
            seconds = 8.0
        hold = fields.get("hold", float) or 0.0
        if not 0 <= hold <= MOST_HOLD:
            fields.wrong("T206", f"“hold” must be from 0 to {MOST_HOLD} seconds", "hold")
            hold = 0.0
        if interval is None:
            continue
        first, last = interval.begin_earliest, interval.end_latest
        if chapters and first <= chapters[-1].last:
            message = "the chapter begins before the one above it ends; put them in order"
            fields.wrong("D402", message, "when")
            continue
        view = bbox_of(fields) or bbox or WORLD
        chapters.append(Chapter(title, first, last, max(0.1, seconds), view, hold))
    return chapters


def _units(top: Fields, languages: tuple[str, ...]) -> dict[str, Translated]:
    if "units" not in top.value:
        return {}
    units = Fields(top.document, None, top.found, ("units",))
    return {name: units.translated(name, languages) for name in units.value}


def _actors(top: Fields, languages: tuple[str, ...]) -> list[tuple[str, Actor]]:
    actors = []
    for name, fields in top.named("actors", "actor"):
        if not is_id(name):
            message = f"“{name}” is not an id; use lower-case letters, digits and hyphens"
            fields.wrong("T208", message)
        hue = fields.text("hue", required=True)
        if hue and not _HUE.fullmatch(hue):
            fields.wrong("T206", f"“{hue}” is not a colour; write it as #rrggbb", "hue")
            hue = ""
        actor = Actor(name, fields.translated("name", languages), hue.upper() or "#555555")
        actors.append((name, actor))
    return actors
