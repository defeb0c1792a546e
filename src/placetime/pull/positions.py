"""Where a place is: a moved point, a line or an area that was drawn anew."""

from __future__ import annotations

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.model.text import matches
from placetime.pull.compare import Change
from placetime.pull.edits import Edits, cell_text
from placetime.render.gis.columns import suffix
from placetime.write.csv_cells import NewRow
from placetime.write.geojson_shapes import like

MOVES = "arrows are drawn from their places; move the places instead, in the table “places”"


def carry_geometry(edits: Edits, change: Change) -> None:
    """A geometry that was changed in a table of marks, or among the places, as that of the place."""
    assert change.row is not None and change.was is not None
    place = change.was.get("place")
    geometry: BaseGeometry | None = change.row.get("geom")
    if place is None or place not in edits.atlas.places:
        edits.wrong(change, "G701", "a mark without a place was moved; it is computed", only=True)
        return
    row, kind = _row_of(edits, place)
    if geometry is None:
        message = f"the geometry of “{place}” was deleted; write “none” for it in geo/places.csv"
        edits.wrong(change, "G704", message)
    elif geometry.geom_type == "Point":
        _move(edits, change, place, row, kind, geometry)
    elif change.table.endswith("_moves"):
        edits.wrong(change, "G701", MOVES, only=True)
    else:
        _reshape(edits, change, place, kind, geometry)


def carry_name(edits: Edits, change: Change, column: str) -> None:
    """A name that was changed among the places, as that of the row of names.csv it comes from."""
    assert change.row is not None and change.was is not None
    tags = {suffix(lang): lang for lang in edits.atlas.languages}
    lang = tags[column.removeprefix("name_")]
    place = edits.atlas.places[change.was["place"]]
    name = next((name for name in place.names if matches(name.lang, lang)), None)
    if name is None:
        message = f"“{place.id}” has no name in “{lang}” to change; add a row to the table “names”"
        edits.wrong(change, "G704", message)
    else:
        at = name.location
        edits.set(change, at.file, at.line, "name", change.row[column])


def add_place(edits: Edits, change: Change, values: dict[str, str]) -> None:
    """A place that was added, as a row of places.csv at its end, with its position."""
    assert change.row is not None
    geometry = change.row.get("geom")
    values["geometry"] = "none" if geometry is None else "point"
    if geometry is not None:
        values["lon"], values["lat"] = cell_text(geometry.x), cell_text(geometry.y)
    edits.add(change, "geo/places.csv", NewRow(values))
    if any(cell_text(v) for name, v in change.row.items() if name.startswith("name_")):
        message = f"names of the new place “{values['id']}” belong into the table “names”; add them"
        edits.wrong(change, "G701", message, only=True)


def _row_of(edits: Edits, place: str) -> tuple[int, str]:
    """The line of a place in places.csv, and what its geometry is there."""
    at = edits.atlas.places[place].location
    row = edits.row(at.file, at.line)
    return at.line, row.text("geometry") if row else ""


def _move(edits: Edits, change: Change, place: str, line: int, kind: str, geometry: Point) -> None:
    own = edits.atlas.places[place].geometry
    if own is not None and own.geom_type == "MultiPoint":
        message = f"“{place}” is several points: move them in {kind}"
        edits.wrong(change, "G704", message)
        return
    before = change.was.get("geom") if change.was else None
    for column, new, old in (
        ("lon", geometry.x, before.x if before else None),
        ("lat", geometry.y, before.y if before else None),
    ):
        if old is None or abs(new - old) > 5e-8 or _empty(edits, line, column):
            edits.set(change, "geo/places.csv", line, column, new)
    if kind == "none":
        edits.set(change, "geo/places.csv", line, "geometry", "point")


def _empty(edits: Edits, line: int, column: str) -> bool:
    row = edits.row("geo/places.csv", line)
    return row is not None and not row.text(column)


def _reshape(edits: Edits, change: Change, place: str, kind: str, geometry: BaseGeometry) -> None:
    file, _, wanted = kind.partition("#")
    document = edits.records.geometry.get(f"geo/{file}")
    features = document.value["features"] if document else []
    index = next((i for i, f in enumerate(features) if str(f.get("id")) == wanted), None)
    if document is None or index is None:
        edits.wrong(change, "G704", f"“{place}” has no shape in geo/*.geojson to change; draw one")
        return
    kind = features[index]["geometry"]["type"]
    edits.reshape(change, document.file, index, like(geometry, kind))
