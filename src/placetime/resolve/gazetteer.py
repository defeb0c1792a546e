"""The gazetteer: places.csv, names.csv and the lines and areas in geo/*.geojson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from placetime.model.finding import Finding, Location
from placetime.model.place import Name, Place
from placetime.model.text import BCP47
from placetime.read.folder import Records
from placetime.read.structured import Document
from placetime.read.table import Row
from placetime.resolve.fields import check_columns
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.values import date_at, is_id, listed, number
from placetime.spec import load


def read_places(
    records: Records, languages: Sequence[str], found: list[Finding]
) -> dict[str, Place]:
    """All places by id. What is wrong with one becomes findings; it stays, as far as it is known."""
    names = _names(records, languages, found)
    shapes = _shapes(records.geometry, found)
    places: dict[str, Place] = {}
    if records.places is None:
        return places
    check_columns(records.places, "places.csv", ["id", "class", "geometry"], languages, found)
    for row in records.places.rows:
        cell = row["id"]
        if not is_id(cell.text):
            message = f"“{cell.text}” is not an id; use lower-case letters, digits and hyphens"
            found.append(Finding(cell.location, "T208", message))
        elif cell.text in places:
            message = f"the place “{cell.text}” stands twice; give each its own id"
            found.append(Finding(cell.location, "T207", message))
        else:
            own = tuple(name for name, _ in names.pop(cell.text, []))
            places[cell.text] = _place(row, own, shapes, found)
    for place_id, rows in names.items():
        message = f"name of an unknown place “{place_id}”{did_you_mean(place_id, places)}"
        found.append(Finding(rows[0][1], "C501", message))
    for row in records.places.rows:
        part_of = row["part_of"]
        if part_of.text and (part_of.text not in places or part_of.text == row.text("id")):
            message = f"unknown place “{part_of.text}”{did_you_mean(part_of.text, places)}"
            found.append(Finding(part_of.location, "C501", message))
    return places


def _names(
    records: Records, languages: Sequence[str], found: list[Finding]
) -> dict[str, list[tuple[Name, Location]]]:
    names: dict[str, list[tuple[Name, Location]]] = defaultdict(list)
    if records.names is None:
        return names
    check_columns(records.names, "names.csv", ["place", "name", "lang"], languages, found)
    for row in records.names.rows:
        found += [
            Finding(row.location, "T205", f"“{column}” is empty; fill it in")
            for column in ("place", "name", "lang")
            if not row.text(column)
        ]
        lang = row["lang"]
        if lang.text and not BCP47.fullmatch(lang.text):
            message = f"“{lang.text}” is not a BCP 47 language tag, such as zh-Hant or en"
            found.append(Finding(lang.location, "T206", message))
        when = date_at(row["when"].location, row.text("when"), found)
        name = Name(row.text("name"), lang.text, when, row.text("note"), row.location)
        names[row.text("place")].append((name, row["place"].location))
    return names


def _shapes(geometry: Mapping[str, Document], found: list[Finding]) -> dict[str, BaseGeometry]:
    """Geometries by `file.geojson#id`."""
    shapes: dict[str, BaseGeometry] = {}
    for file, document in geometry.items():
        for index, feature in enumerate(features(document, found)):
            identifier = feature.get("id")
            if identifier is None:
                message = "the feature has no “id” beside its “type”; add one to refer to it"
                found.append(Finding(document.at("features", index), "T205", message))
                continue
            reference = f"{file.removeprefix('geo/')}#{identifier}"
            if reference in shapes:
                message = f"the feature id “{identifier}” stands twice; give each its own"
                found.append(Finding(document.at("features", index, "id"), "T207", message))
            drawn = geometry_of(feature, document, index, found)
            if drawn is not None:
                shapes[reference] = drawn
    return shapes


def features(document: Document, found: list[Finding]) -> list[dict[str, object]]:
    """The features of a GeoJSON FeatureCollection, or a finding if it is none."""
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        message = "is not a GeoJSON FeatureCollection; export it again as GeoJSON"
        found.append(Finding(Location(document.file), "P303", message))
        return []
    return [feature if isinstance(feature, dict) else {} for feature in value["features"]]


def geometry_of(
    feature: Mapping[str, object], document: Document, index: int, found: list[Finding]
) -> BaseGeometry | None:
    """A feature's geometry in EPSG:4326, or None and a finding if it is missing or invalid."""
    path = ("features", index, "geometry")
    try:
        geometry = shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        message = f"the geometry cannot be read ({error}); draw it anew"
        found.append(Finding(document.at(*path), "P303", message))
        return None
    if geometry.is_empty or not geometry.is_valid:
        reason = "it is empty" if geometry.is_empty else shapely.is_valid_reason(geometry)
        message = f"invalid geometry: {reason}; mend it, for example with QGIS's “Fix geometries”"
        found.append(Finding(document.at(*path), "P303", message))
        return None
    west, south, east, north = geometry.bounds
    if west < -180 or east > 360 or south < -90 or north > 90:
        message = "coordinates are not longitude and latitude in degrees; reproject to WGS 84"
        found.append(Finding(document.at(*path), "P301", message))
        return None
    return geometry


def _place(
    row: Row, names: tuple[Name, ...], shapes: Mapping[str, BaseGeometry], found: list[Finding]
) -> Place:
    cell = row["class"]
    classes = load("vocabulary")["feature_class"]
    if cell.text not in classes:
        message = f"“{cell.text}” is not a feature class{did_you_mean(cell.text, classes)}"
        found.append(Finding(cell.location, "T206", message))
    position = _position(row, found)
    kind = row["geometry"]
    geometry: BaseGeometry | None = None
    if kind.text == "point":
        if position is None and not (row.text("lon") and row.text("lat")):
            message = "a point needs lon and lat; fill them in, or write “none” for the geometry"
            found.append(Finding(kind.location, "T205", message))
        geometry = Point(position) if position else None
    elif kind.text in shapes:
        geometry = shapes[kind.text]
        position = position or _label_position(geometry)
    elif kind.text != "none":
        message = (
            f"“{kind.text}” is neither point, none nor a feature of geo/*.geojson"
            f"{did_you_mean(kind.text, shapes)}"
        )
        found.append(Finding(kind.location, "P304", message))
    uncertainty = number(row["uncertainty_m"], found)
    if uncertainty is not None and uncertainty < 0:
        message = "a radius cannot be negative"
        found.append(Finding(row["uncertainty_m"].location, "P301", message))
    if kind.text == "point" and not row.text("uncertainty_m"):
        message = "a point needs the radius of its uncertainty in metres; fill in uncertainty_m"
        found.append(Finding(row.location, "P305", message))
    return Place(
        id=row.text("id"),
        feature_class=cell.text,
        names=names,
        geometry=geometry,
        label_at=position,
        uncertainty_m=max(0.0, uncertainty or 0.0),
        part_of=row.text("part_of") or None,
        coordinate_source=row.text("coordinate_source"),
        links=tuple(listed(row["links"])),
        note=row.text("note"),
        location=row["id"].location,
    )


def _position(row: Row, found: list[Finding]) -> tuple[float, float] | None:
    lon, lat = number(row["lon"], found), number(row["lat"], found)
    if lon is None or lat is None:
        if (lon is None) != (lat is None) and not (row.text("lon") and row.text("lat")):
            found.append(Finding(row.location, "T205", "one of lon and lat is empty; fill in both"))
        return None
    if abs(lat) > 90 and abs(lon) <= 90 and abs(lat) <= 180:
        message = f"latitude {lat:g} is out of range and likely swapped with longitude {lon:g}"
        found.append(Finding(row["lat"].location, "P302", message))
        return None
    for column, value, limit in (("lon", lon, 180), ("lat", lat, 90)):
        if abs(value) > limit:
            message = f"{column} {value:g} is not between -{limit} and {limit} degrees"
            found.append(Finding(row[column].location, "P301", message))
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _label_position(geometry: BaseGeometry) -> tuple[float, float]:
    """The middle of a line, or a point inside an area."""
    if geometry.geom_type == "LineString":
        middle = geometry.interpolate(0.5, normalized=True)
    else:
        middle = geometry.representative_point()
    return round(middle.x, 5), round(middle.y, 5)
