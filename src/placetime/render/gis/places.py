"""Places as tables: the gazetteer by id, with geometry or with label points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import geopandas as gpd
from shapely.geometry import Point

from placetime.model.atlas import Atlas
from placetime.model.place import Place
from placetime.render.gis.claims import position
from placetime.render.gis.columns import by_language, columns_of, typed
from placetime.scene.labels import STANDING, may_stand
from placetime.scene.mark import Label, Mark
from placetime.scene.scene import Scene
from placetime.spec import load


def places_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """One row a place, in the gazetteer's order, with its own geometry (None if not located).

    EPSG:4326; `place` is the id, `class` a word of the vocabulary.
    """
    places = list(atlas.places.values())
    columns = columns_of("place", atlas.languages)
    table = typed((_values(atlas, place) for place in places), columns)
    return gpd.GeoDataFrame(table, geometry=[p.geometry for p in places], crs="EPSG:4326")


def label_points(scene: Scene) -> gpd.GeoDataFrame:
    """One row a place with the point at which its name is written, and its rank where one is.

    `standing` says that it shows at all times, `name_days` when something happens there (`name_days`
    of this module).
    """
    atlas = scene.atlas
    table = typed(_label_rows(scene), columns_of("place_name", atlas.languages))
    positions = [position(place) for place in atlas.places.values()]
    points = [Point(at) if at else None for at in positions]
    return gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


def _label_rows(scene: Scene) -> Iterator[Mapping[str, Any]]:
    labels: dict[str, Label] = {label.place: label for label in scene.labels}
    marks = {mark.id: mark for mark in scene.marks}
    standing = _standing(scene)
    for place in scene.atlas.places.values():
        values = {**_values(scene.atlas, place), "standing": place.id in standing}
        if place.id in labels:
            label = labels[place.id]
            values["rank"] = label.rank
            values["name_days"] = name_days(marks[m] for m in label.marks if m in marks) or None
        yield values


def _standing(scene: Scene) -> set[str]:
    """The most important places within the atlas' bounds whose names stand."""
    west, south, east, north = scene.atlas.bbox
    within = (
        label.place
        for label in scene.labels
        if west <= label.position[0] <= east
        and south <= label.position[1] <= north
        and may_stand(scene.atlas, label, scene.atlas.language)
    )
    return set(islice(within, STANDING))


def name_days(marks: Iterable[Mark]) -> str:
    """When marks show, as `first last trace` in days since 1970-01-01, joined by semicolons.

    On the days `first` to `last` one of them may be there; after `last` a trace fades over `trace`
    days. Stretches that touch are one; a trace that no other outshines has an entry without days of
    its own, whose `first` is after its `last`.
    """
    dated = [(mark.interval, mark.trace_days) for mark in marks if mark.interval is not None]
    dated.sort(key=lambda pair: (pair[0].begin_earliest, pair[0].end_latest))
    stretches: list[tuple[int, int, list[tuple[int, int]]]] = []
    for interval, trace in dated:
        first, last = interval.begin_earliest, interval.end_latest
        if stretches and first <= stretches[-1][1] + 1:
            before, until, traces = stretches.pop()
            first, until = before, max(until, last)
        else:
            until, traces = last, []
        stretches.append((first, until, [*traces, (last, trace)]))
    entries = []
    for first, last, traces in stretches:
        longest = max(trace for end, trace in traces if end == last)
        entries.append((first, last, longest))
        reach = last + longest
        for end, trace in sorted(traces, reverse=True):
            if end + trace > reach:
                entries.append((end + 1, end, trace))
                reach = end + trace
    return ";".join(f"{first} {last} {trace}" for first, last, trace in entries)


def _values(atlas: Atlas, place: Place) -> dict[str, Any]:
    names = {lang: place.name(lang) for lang in atlas.languages}
    located = place.geometry is not None
    return {
        "place": place.id,
        "class": place.feature_class,
        **by_language("name", names, atlas.languages),
        "geometry_type": place.geometry.geom_type if place.geometry is not None else "none",
        "part_of": place.part_of,
        "uncertainty_m": place.uncertainty_m if located else None,
        "coordinate_source": place.coordinate_source or None,
        "links": "; ".join(place.links) or None,
        "note": place.note or None,
        "water": place.feature_class in load("vocabulary")["water"],
    }
