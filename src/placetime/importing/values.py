"""What a row says by the plan: date, number, status, position, each with a finding if it does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import Final

from shapely import is_valid_reason
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from placetime.edtf import EDTFError, parse
from placetime.edtf.error import FINDINGS
from placetime.importing.guess import decimal
from placetime.importing.plan import Plan
from placetime.importing.rows import SourceRow, SourceTable
from placetime.model.finding import Finding, Location
from placetime.read.table import Cell
from placetime.render.gis.claims import plain_number
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.values import quantity
from placetime.spec import load

METRES_A_DEGREE: Final = 111_320
MOST_DECIMALS: Final = 5
OPEN: Final = ".."


@dataclass(slots=True)
class Values:
    """Reads the rows of a table by a plan; `found` grows."""

    table: SourceTable
    plan: Plan
    found: list[Finding] = field(default_factory=list)

    def wrong(self, row: SourceRow, column: str, code: str, message: str) -> None:
        """Notes a finding at a cell, at the row's begin if there is no such column."""
        what = f" (in “{column}”)" if column in self.table.columns else ""
        self.found.append(Finding(self._at(row, column), code, message + what))

    def text(self, row: SourceRow, choice: str) -> str:
        """The value of a choice's column on one line, '' if there is none."""
        return " ".join(row.values.get(self.plan.get(choice), "").split())

    def either(self, row: SourceRow, choice: str) -> str:
        """The value of a choice's column, or its word for all rows."""
        said = self.plan.get(choice)
        return row.values.get(said, "") if said in self.table.columns else said

    def name(self, row: SourceRow) -> str:
        """The name of the row's place, '' if it has none."""
        return self.text(row, "name") or (row.names[0].text if row.names else "")

    def when(self, row: SourceRow) -> tuple[str, str]:
        """The date as EDTF, and the words it stands in if they are one column's."""
        if self.plan.when:
            text = row.values.get(self.plan.when, "")
            return self._date(row, self.plan.when, text), text
        start, end = (row.values.get(self.plan.get(name), "") for name in ("start", "end"))
        if start == end != OPEN:
            return self._date(row, self.plan.get("start"), start), start
        first = self._side(row, self.plan.get("start"), start)
        last = self._side(row, self.plan.get("end"), end)
        if {first, last} <= {"", OPEN}:
            return "", ""
        column = self.plan.get("end") or self.plan.get("start")
        return self._date(row, column, f"{first}/{last}"), ""

    def quantity(self, row: SourceRow) -> str:
        """A number as claims.csv has it."""
        column = self.plan.get("quantity")
        amount = quantity(Cell(row.values.get(column, ""), self._at(row, column)), self.found)
        return amount.text if amount else ""

    def status(self, row: SourceRow) -> str:
        """A status, “done” if nothing is said."""
        status = self.either(row, "status") or "done"
        known = load("vocabulary")["status"]
        if status not in known:
            message = f"“{status}” is not a status{did_you_mean(status, known)}"
            self.wrong(row, self.plan.get("status"), "C507", message)
        return status

    def names(self, row: SourceRow) -> None:
        """Looks at the dates of the names that a row brings."""
        for one in row.names:
            self._date(row, "", one.when)

    def shape(self, row: SourceRow) -> BaseGeometry | None:
        """The geometry of a row, or its point; None if it has none, or with a finding."""
        shape = row.geometry
        if shape is None:
            return self.point(row)
        west, south, east, north = shape.bounds
        if not shape.is_valid:
            reason = is_valid_reason(shape)
            message = (
                f"invalid geometry: {reason}; mend it, for example with QGIS's “Fix geometries”"
            )
            self.wrong(row, "", "P303", message)
        elif west < -180 or east > 360 or south < -90 or north > 90:
            for axis, value, least, most in (
                ("lon", west if west < -180 else east, -180, 360),
                ("lat", south if south < -90 else north, -90, 90),
            ):
                if not least <= value <= most:
                    message = (
                        f"{axis} {value:g} is not between {least} and {most} degrees; coordinates are "
                        f"longitude, then latitude{self._crs_hint()}"
                    )
                    self.wrong(row, "", "P301", message)
        else:
            return shape
        return None

    def _crs_hint(self) -> str:
        """Some formats are in degrees always; in a file of others the CRS may be missing."""
        fixed = (".kml", ".kmz", ".geojson", ".json", ".jsonld", ".gpx")
        return "" if self.table.file.lower().endswith(fixed) else "; or say the file's CRS in it"

    def point(self, row: SourceRow) -> Point | None:
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
                self.wrong(row, column, "C505", message)
            elif abs(value) > limit:
                message = f"{axis} {value:g} is not between -{limit} and {limit} degrees"
                self.wrong(row, column, "P301", message)
            else:
                values[axis] = value
        return Point(values["lon"], values["lat"]) if len(values) == 2 else None

    def uncertainty(self, row: SourceRow, point: Point) -> str:
        """Of a position, as said, or half of the last digit that is written, in metres."""
        said = self.either(row, "uncertainty")
        metres = decimal(said) if said else None
        if metres is not None and metres >= 0:
            return plain_number(metres)
        if said:
            message = f"“{said}” is no number of metres; write it as 500"
            self.wrong(row, self.plan.get("uncertainty"), "C505", message)
        decimals = max(len(plain_number(v).partition(".")[2]) for v in (point.x, point.y))
        return str(ceil(METRES_A_DEGREE / 10 ** min(decimals, MOST_DECIMALS) / 2))

    def _side(self, row: SourceRow, column: str, text: str) -> str:
        """A begin or an end: a date, `..` where it is open, or '' where it is not known."""
        return OPEN if text == OPEN else self._date(row, column, text)

    def _date(self, row: SourceRow, column: str, text: str) -> str:
        if text:
            try:
                parse(text)
            except EDTFError as error:
                self.wrong(row, column, FINDINGS[error.code], f"“{text}”: {error.message}")
                return ""
        return text

    def _at(self, row: SourceRow, column: str) -> Location:
        columns = self.table.columns
        at = columns.index(column) + 1 if column in columns else 1
        return Location(self.table.file, row.line, at)
