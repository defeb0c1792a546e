"""The gazetteer: places that no claim names, names that are missing, positions likely swapped."""

from __future__ import annotations

from collections.abc import Iterator

from placetime.model.atlas import Atlas, BBox
from placetime.model.finding import Finding
from placetime.model.place import Place


def check_places(atlas: Atlas) -> Iterator[Finding]:
    """Findings about places, in the order of the gazetteer."""
    used = _used(atlas)
    for place in atlas.places.values():
        if place.id not in used:
            message = f"no claim names the place “{place.id}”; use it or take it out"
            yield Finding(place.location, "P306", message, "warning")
        for lang in atlas.languages:
            if not place.has_name(lang):
                message = f"“{place.id}” has no name in “{lang}”; add a row to geo/names.csv"
                yield Finding(place.location, "P307", message, "warning")
        if _likely_swapped(place, atlas.bbox):
            message = (
                "longitude and latitude are likely swapped: the other way round it lies in view"
            )
            yield Finding(place.location, "P302", message, "warning")


def _used(atlas: Atlas) -> set[str]:
    """Places that claims name, and those that they lie in."""
    used: set[str] = set()
    for event in atlas.events:
        for claim in event.claims:
            for ref in claim.places:
                step: str | None = ref.place
                while step is not None and step in atlas.places and step not in used:
                    used.add(step)
                    step = atlas.places[step].part_of
    return used


def _likely_swapped(place: Place, bbox: BBox) -> bool:
    if place.geometry is None or place.geometry.geom_type != "Point":
        return False
    lon, lat = place.geometry.x, place.geometry.y
    return not _within(lon, lat, bbox) and _within(lat, lon, bbox)


def _within(lon: float, lat: float, bbox: BBox) -> bool:
    west, south, east, north = bbox
    return west <= lon <= east and south <= lat <= north
