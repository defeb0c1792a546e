"""What was changed in a GeoPackage since it was written, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from placetime.model.finding import Finding, Location
from placetime.read.geopackage import GeoPackage, Origin, checksum, comparable
from placetime.render.gis.origins import FORMS, returning


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a table as it was, as it is and where it stands in the folder today; `was` is None if it
    was added, `row` is None if it was deleted. `fid` is that of the table that was edited."""

    table: str
    fid: int
    form: str
    row: Mapping[str, Any] | None
    was: Mapping[str, Any] | None
    origin: Origin | None
    was_fid: int = 0

    @property
    def key(self) -> str:
        """What the row is known by: a claim, a place …"""
        if self.origin is not None:
            return self.origin.key
        row = self.row or {}
        names = ("claim", "series", "place", "source", "mark", "event")
        said = [str(row[name]) for name in names if row.get(name)][:1]
        said += [str(row[name]) for name in ("lang", "name") if row.get(name)]
        return "/".join(said) or f"{self.table}:{self.fid}"

    @property
    def columns(self) -> list[str]:
        """The columns that are read back and say something else than before."""
        if self.row is None or self.was is None:
            return []
        row, was = self.row, self.was
        return sorted(
            name
            for name in returning(self.form, row)
            if comparable(row[name]) != comparable(was.get(name))
        )


@dataclass(slots=True)
class Comparison:
    """The changes in the order of the tables; `now` is what the folder would write today."""

    name: str
    now: GeoPackage
    changes: list[Change] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)

    def wrong(self, change: Change, code: str, message: str, *, only: bool = False) -> None:
        """Notes a finding at a row of the GeoPackage; `only` a warning if the rest can still be taken."""
        at = Location(f"{self.name}|{change.table}", change.fid)
        self.found.append(Finding(at, code, message, "warning" if only else "error"))


def compared(name: str, edited: GeoPackage, now: GeoPackage) -> Comparison:
    """Compares an edited GeoPackage, called `name`, with what the folder would write today.

    A row counts as edited if it no longer says what it said when it was written. It is found in the
    folder by what it said then; if the folder says something else today, both have changed.
    """
    result = Comparison(name, now)
    said: dict[tuple[str, str], list[int]] = defaultdict(list)
    known: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (table, fid), own in now.origins.items():
        said[table, own.said].append(fid)
        known[table, own.key].append(fid)
    for key in sorted(edited.rows.keys() | edited.origins.keys()):
        table, fid = key
        form = FORMS.get(table, "mark")
        row, origin = edited.rows.get(key), edited.origins.get(key)
        if origin is None:
            result.changes.append(Change(table, fid, form, row, None, None))
            continue
        same = _nearest(now, table, said[table, origin.said], origin)
        if row is not None:
            columns = returning(form, row)
            if checksum(row, row.keys() - columns) != origin.computed:
                _computed(result, Change(table, fid, form, row, None, origin), same)
            if checksum(row, columns) == origin.said:
                continue
        if same is not None:
            found = now.origins[table, same]
            was = now.rows[table, same]
            result.changes.append(Change(table, fid, form, row, was, found, same))
        else:
            others = [now.rows[table, other] for other in known[table, origin.key]]
            _unmatched(result, Change(table, fid, form, row, None, origin), others, now)
    return result


def _nearest(now: GeoPackage, table: str, fids: list[int], origin: Origin) -> int | None:
    """Of the rows that say the same the one that stands in the same place, else the first."""
    places = [(now.origins[table, fid].file, now.origins[table, fid].line) for fid in fids]
    if (origin.file, origin.line) in places:
        return fids[places.index((origin.file, origin.line))]
    return fids[0] if fids else None


def _computed(result: Comparison, change: Change, same: int | None) -> None:
    row, key = change.row, (change.table, same or 0)
    assert row is not None and change.origin is not None
    names: list[str] = []
    if key in result.now.rows and result.now.origins[key].computed == change.origin.computed:
        was = result.now.rows[key]
        rest = row.keys() - returning(change.form, row)
        names = sorted(n for n in rest if comparable(row[n]) != comparable(was.get(n)))
    what = " and ".join(f"“{name}”" for name in names) or "a column"
    message = (
        f"{what} of “{change.origin.key}” was changed, but is computed: change what it is computed from, "
        "such as edtf for a day"
    )
    result.wrong(change, "G701", message, only=True)


def _unmatched(
    result: Comparison, change: Change, others: list[Mapping[str, Any]], now: GeoPackage
) -> None:
    """A row that was edited or deleted, and that the folder no longer has as it was."""
    row, origin = change.row, change.origin
    assert origin is not None
    if row is None:
        if others:
            message = f"“{origin.key}” was deleted here and changed in the folder; delete it there"
            result.wrong(change, "G702", message)
        return
    columns = returning(change.form, row)
    mine = checksum(row, columns)
    if any(o.said == mine for (table, _), o in now.origins.items() if table == change.table):
        return  # it has come back already
    message = (
        f"“{origin.key}” was changed here, and in {origin.file} since this GeoPackage was written; "
        "carry it over by hand, or export anew and edit that"
    )
    result.wrong(change, "G702", message)
