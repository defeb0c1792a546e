"""Rows as claims about events at places: what fits, and findings for what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.edtf import EDTFError, parse
from placetime.importing.atlas import NewAtlas, NewLayer, Shape
from placetime.importing.guess import decimal, slug
from placetime.importing.plan import Plan
from placetime.importing.rows import SourceRow, SourceTable, Toponym
from placetime.model.atlas import Atlas
from placetime.model.finding import Finding, Location
from placetime.model.source import Passage
from placetime.model.text import BCP47
from placetime.read.table import Cell
from placetime.render.gis.claims import plain_number, position
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.values import quantity
from placetime.spec import load

METRES_A_DEGREE: Final = 111_320
CODES: Final = {"syntax": "D401", "order": "D402", "range": "D403", "calendar": "D404"}
MOST_DECIMALS: Final = 5
OPEN: Final = ".."


@dataclass(slots=True)
class Importing:
    """Rows on their way into an atlas; `known` is the atlas that they go to, None for a new one."""

    table: SourceTable
    plan: Plan
    known: Atlas | None
    made: NewAtlas = field(default_factory=NewAtlas)
    found: list[Finding] = field(default_factory=list)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: _Ids = field(default_factory=lambda: _Ids())

    def run(self) -> NewAtlas:
        """Takes every row that fits; what does not is in `found`, and its row is left out."""
        layer = NewLayer(self.plan.get("layer"))
        self.made.layers.append(layer)
        events = _Ids(event.id for event in self.known.events) if self.known else _Ids()
        self.ids = _Ids(self.known.places) if self.known else _Ids()
        for row, passage in zip(self.table.rows, self.table.passages(), strict=True):
            before = len(self.found)
            claim = self._claim(row, passage)
            shape = row.geometry if row.geometry is not None else self._point(row)
            if len(self.found) > before:
                continue
            place = self._place(row, shape)
            if place is None:
                continue
            claim["event"] = events.new(slug(f"{layer.id}-{row.line}", layer.id))
            layer.claims.append({**claim, **place})
        return self.made

    def _claim(self, row: SourceRow, passage: Passage) -> dict[str, str]:
        plan = self.plan
        lang = plan.get("lang")
        when, written = self._when(row)
        name = self._name(row)
        told = row.values.get(plan.get("summary"), "") or ": ".join(
            p for p in (name, written or when) if p
        )
        return {
            "when": when,
            "when_written": written,
            "kind": self._either(row, "kind") or plan.get("layer"),
            "status": self._status(row),
            "quantity": self._quantity(row),
            "source": plan.get("source"),
            "passage": str(passage),
            f"summary_{lang}": " ".join(told.split()),
            "certainty": "certain",
            "note": " ".join(row.values.get(plan.get("note"), "").split()),
        }

    def _when(self, row: SourceRow) -> tuple[str, str]:
        """The date as EDTF, and the words it stands in if they are one column's."""
        plan = self.plan
        if plan.when:
            text = row.values.get(plan.when, "")
            return self._date(row, plan.when, text), text
        start, end = (row.values.get(plan.get(name), "") for name in ("start", "end"))
        first = self._side(row, plan.get("start"), start)
        last = self._side(row, plan.get("end"), end)
        if {first, last} <= {"", OPEN}:
            return "", ""
        if first == last:
            return first, start
        return self._date(row, plan.get("end") or plan.get("start"), f"{first}/{last}"), ""

    def _side(self, row: SourceRow, column: str, text: str) -> str:
        """A begin or an end: a date, `..` where it is open, or '' where it is not known."""
        return OPEN if text == OPEN else self._date(row, column, text)

    def _date(self, row: SourceRow, column: str, text: str) -> str:
        if text:
            try:
                parse(text)
            except EDTFError as error:
                self._wrong(row, column, CODES[error.code], f"“{text}”: {error.message}")
                return ""
        return text

    def _quantity(self, row: SourceRow) -> str:
        column = self.plan.get("quantity")
        cell = Cell(row.values.get(column, ""), self._at(row, column))
        amount = quantity(cell, self.found)
        return amount.text if amount else ""

    def _status(self, row: SourceRow) -> str:
        status = self._either(row, "status") or "done"
        known = load("vocabulary")["status"]
        if status not in known:
            self._wrong(
                row,
                self.plan.get("status"),
                "C507",
                f"“{status}” is not a status{did_you_mean(status, known)}",
            )
        return status

    def _either(self, row: SourceRow, choice: str) -> str:
        """The value of a column, or the word for all rows."""
        said = self.plan.get(choice)
        return row.values.get(said, "") if said in self.table.columns else said

    def _name(self, row: SourceRow) -> str:
        own = " ".join(row.values.get(self.plan.get("name"), "").split())
        return own or (row.names[0].text if row.names else "")

    def _place(self, row: SourceRow, shape: BaseGeometry | None) -> dict[str, str] | None:
        """The cell that names the row's place, which is made unless it is known; None with a finding."""
        name = self._name(row)
        if shape is None:
            known = self._by_name(name)
            if known is None:
                message = (
                    "the row has no position, and no place of the atlas has its name; give it one"
                )
                self._wrong(row, self.plan.get("lat"), "T205", message)
                return None
            return {"at": _named(known, name)}
        place = self._known(name, shape) or self._new(row, name, shape)
        role = {"LineString": "along", "Polygon": "within"}.get(
            shape.geom_type.removeprefix("Multi")
        )
        return {role or "at": _named(place, name)}

    def _point(self, row: SourceRow) -> Point | None:
        """The position of a row by its columns; None if they are empty, or with a finding."""
        texts = {axis: row.values.get(self.plan.get(axis), "") for axis in ("lon", "lat")}
        if not any(texts.values()):
            return None
        values: dict[str, float] = {}
        for axis, limit in (("lon", 180), ("lat", 90)):
            value = decimal(texts[axis])
            column = self.plan.get(axis)
            if value is None:
                message = f"“{texts[axis]}” is no number of degrees; write it as 39.03"
                self._wrong(row, column, "C505", message)
            elif abs(value) > limit:
                message = f"{axis} {value:g} is not between -{limit} and {limit} degrees"
                self._wrong(row, column, "P301", message)
            else:
                values[axis] = value
        return Point(values["lon"], values["lat"]) if len(values) == 2 else None

    def _by_name(self, name: str) -> str | None:
        places = self.known.places.values() if self.known and name else ()
        return next((p.id for p in places if any(n.text == name for n in p.names)), None)

    def _known(self, name: str, shape: BaseGeometry) -> str | None:
        """A place of this name that is there already, in this file or, as a point, in the atlas."""
        if (name, shape.wkt) in self.places:
            return self.places[name, shape.wkt]
        for place in self.known.places.values() if self.known and name else ():
            at = position(place)
            if at and any(n.text == name for n in place.names) and Point(at).distance(shape) < 1e-5:
                return place.id
        return None

    def _new(self, row: SourceRow, name: str, shape: BaseGeometry) -> str:
        layer, source = self.plan.get("layer"), self.plan.get("source")
        place = self.ids.new(slug(name, f"{layer}-place-{row.line}"))
        self.places[name, shape.wkt] = place
        values = {
            "id": place,
            "class": self.plan.get("feature_class"),
            "coordinate_source": self.table.file,
            "links": "; ".join(row.links),
        }
        if shape.geom_type == "Point":
            values |= {
                "geometry": "point",
                "lon": plain_number(shape.x),
                "lat": plain_number(shape.y),
                "uncertainty_m": self._uncertainty(row, shape),
            }
        else:
            values["geometry"] = f"{source}.geojson#{place}"
            self.made.shapes.append(Shape(f"geo/{source}.geojson", place, shape))
        self.made.places.append(values)
        lang = self.plan.get("lang")
        names = row.names or (Toponym(name or f"{layer} {row.line}"),)
        for one in names:
            tag = one.lang if BCP47.fullmatch(one.lang) else lang
            self.made.names.append(
                {"place": place, "name": one.text, "lang": tag, "when": one.when}
            )
        return place

    def _uncertainty(self, row: SourceRow, point: Point) -> str:
        """As said, or half of the last digit that is written, in metres."""
        said = self._either(row, "uncertainty")
        if said:
            if decimal(said) is not None:
                return plain_number(decimal(said) or 0.0)
            self._wrong(
                row, self.plan.get("uncertainty"), "C505", f"“{said}” is no number of metres"
            )
        decimals = max(
            len(repr(float(v)).partition(".")[2].rstrip("0")) for v in (point.x, point.y)
        )
        half = METRES_A_DEGREE / 10 ** min(decimals, MOST_DECIMALS) / 2
        return str(ceil(half))

    def _at(self, row: SourceRow, column: str) -> Location:
        columns = self.table.columns
        return Location(
            self.table.file, row.line, columns.index(column) + 1 if column in columns else 1
        )

    def _wrong(self, row: SourceRow, column: str, code: str, message: str) -> None:
        what = f" (in “{column}”)" if column in self.table.columns else ""
        self.found.append(Finding(self._at(row, column), code, message + what))


def _named(place: str, name: str) -> str:
    """A place as claims.csv has it, with the words as written where they can stand in the cell."""
    return f"{place} = {name}" if name and ";" not in name and "=" not in name else place


class _Ids:
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
