"""The place of a row: one that is known, or one that is made with its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.importing.atlas import NewAtlas, Shape
from placetime.importing.guess import slug
from placetime.importing.rows import SourceRow, Toponym
from placetime.importing.values import Values
from placetime.model.place import Place
from placetime.model.text import BCP47
from placetime.render.gis.claims import plain_number, position

NEAR = 1e-5
"""Degrees within which a point of the same name is the same place, about 1 m."""


class Ids:
    """Ids that are taken; one that is wanted again gets a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.last: dict[str, int] = defaultdict(lambda: 1)

    def new(self, wanted: str) -> str:
        """The wanted id, or the first free one with a number; it is taken from now on."""
        made = wanted
        while made in self.taken:
            self.last[wanted] += 1
            made = f"{wanted}-{self.last[wanted]}"
        self.taken.add(made)
        return made


@dataclass(slots=True)
class Places:
    """Places by name and geometry; `known` are those of the atlas, `made` gets the new ones."""

    values: Values
    made: NewAtlas
    known: tuple[Place, ...]
    ids: Ids
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def cell(self, row: SourceRow, shape: BaseGeometry | None) -> dict[str, str] | None:
        """The cell of claims.csv that names the row's place; None with a finding if there is none."""
        name = self.values.name(row)
        if shape is None:
            place = self._by_name(name)
            if place is None:
                message = (
                    "the row has no position, and no place of the atlas has its name; give it one"
                )
                self.values.wrong(row, self.values.plan.get("lat"), "T205", message)
                return None
            return {"at": _named(place, name)}
        place = self._same(name, shape) or self._new(row, name, shape)
        kind = shape.geom_type.removeprefix("Multi")
        return {{"LineString": "along", "Polygon": "within"}.get(kind, "at"): _named(place, name)}

    def _by_name(self, name: str) -> str | None:
        named = (p.id for p in self.known if name and any(n.text == name for n in p.names))
        return next(named, None)

    def _same(self, name: str, shape: BaseGeometry) -> str | None:
        if (name, shape.wkt) in self.seen:
            return self.seen[name, shape.wkt]
        for place in self.known:
            named = name and any(n.text == name for n in place.names)
            at = position(place) if named else None
            if at and Point(at).distance(shape) < NEAR:
                return place.id
        return None

    def _new(self, row: SourceRow, name: str, shape: BaseGeometry) -> str:
        plan = self.values.plan
        place = self.ids.new(slug(name, f"{plan.get('layer')}-place-{row.line}"))
        self.seen[name, shape.wkt] = place
        made = {
            "id": place,
            "class": plan.get("feature_class"),
            "coordinate_source": self.values.table.file,
            "links": "; ".join(row.links),
        }
        if isinstance(shape, Point):
            made |= {
                "geometry": "point",
                "lon": plain_number(shape.x),
                "lat": plain_number(shape.y),
                "uncertainty_m": self.values.uncertainty(row, shape),
            }
        else:
            source = plan.get("source")
            made["geometry"] = f"{source}.geojson#{place}"
            self.made.shapes.append(Shape(f"geo/{source}.geojson", place, shape))
        self.made.places.append(made)
        for one in row.names or (Toponym(name or f"{plan.get('layer')} {row.line}"),):
            lang = one.lang if BCP47.fullmatch(one.lang) else plan.get("lang")
            said = {"place": place, "name": one.text, "lang": lang, "when": one.when}
            self.made.names.append(said)
        return place


def _named(place: str, name: str) -> str:
    """A place as claims.csv has it, with the words as written where they can stand in the cell."""
    return f"{place} = {name}" if name and ";" not in name and "=" not in name else place
