"""What a pull changes, a line for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyproj import Geod

from placetime.pull.edits import Edits

TABLES: Final = ("claims", "places", "names", "numbers")
LONGEST: Final = 40
"""Characters of a value that are told."""


def summary(edits: Edits) -> list[str]:
    """Such as `departure/1: when 1911-05-03 → 1911-05-02` and `funchal: moved 2.9 km`."""
    return list(_lines(edits))


def _lines(edits: Edits) -> Iterator[str]:
    origins = edits.comparison.now.origins.items()
    keys = {(one.file, one.line): one.key for (table, _), one in origins if table in TABLES}
    for file in sorted({*edits.cells, *edits.removed, *edits.added}):
        rows: dict[int, dict[str, str]] = defaultdict(dict)
        for (line, column), text in edits.cells[file].items():
            rows[line][column] = text
        for line in sorted({*rows, *edits.removed[file]}):
            key = keys.get((file, line), f"{file}:{line}")
            gone = line in edits.removed[file]
            said = "deleted" if gone else ", ".join(_cells(edits, file, line, rows[line]))
            if said:
                yield f"{key}: {said}"
        yield from (f"{change.key}: added" for change in edits.adders[file])
    for file, index in edits.shapes:
        feature = edits.records.geometry[file].value["features"][index]
        yield f"{feature.get('id')}: drawn anew in {file}"
    for change in edits.comparison.changes:
        if change.form == "source" and change.columns:
            yield f"{change.key}: {', '.join(change.columns)} changed"


def _cells(edits: Edits, file: str, line: int, wanted: dict[str, str]) -> Iterator[str]:
    row = edits.row(file, line)
    assert row is not None  # a cell is set in a row that is there
    changed = {name: (row.text(name), text) for name, text in wanted.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if file == "geo/places.csv" and changed.keys() & {"lon", "lat"}:
        pairs = [changed.get(axis, (row.text(axis), row.text(axis))) for axis in ("lon", "lat")]
        moved = _distance(*pairs)
        if moved is not None:
            yield f"moved {moved}"
            changed = {k: v for k, v in changed.items() if k not in ("lon", "lat")}
    for name, (before, after) in changed.items():
        yield f"{name} {_short(before)} → {_short(after)}"


def _distance(lon: tuple[str, str], lat: tuple[str, str]) -> str | None:
    """Along the ellipsoid; None if one of the positions is none."""
    try:
        (x0, x1), (y0, y1) = (tuple(map(float, pair)) for pair in (lon, lat))
    except ValueError:
        return None
    if max(abs(y0), abs(y1)) > 90 or max(abs(x0), abs(x1)) > 360:
        return None
    metres = Geod(ellps="WGS84").inv(x0, y0, x1, y1)[2]
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    cut = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
    return cut or "(empty)"
