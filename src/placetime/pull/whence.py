"""Findings in the changed files, at the rows of the GeoPackage that ask for what is wrong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from placetime.model.finding import Finding, Location
from placetime.pull.compare import Change
from placetime.pull.edits import Edits
from placetime.write.csv_cells import row_lines


def at_edits(
    edits: Edits, texts: Mapping[str, tuple[str, str]], errors: Iterable[Finding]
) -> Iterator[Finding]:
    """Each error of the folder as it would be, where its row was edited, and where it would go to.

    Errors in rows that no edit asks for stay where they are.
    """
    asked = {file: _asked(edits, file, *pair) for file, pair in texts.items()}
    for error in errors:
        at = error.location
        lines = sorted(asked.get(at.file, ()))
        row = lines[bisect_right(lines, at.line) - 1] if lines and lines[0] <= at.line else 0
        change = asked[at.file][row] if row else None
        if change is None:
            yield error
            continue
        message = f"“{change.key}”: {error.message}; it would go to {at.file}:{at.line}:{at.column}"
        edit = Location(f"{edits.comparison.name}|{change.table}", change.fid)
        yield Finding(edit, error.code, message, error.severity)


def _asked(edits: Edits, file: str, before: str, after: str) -> dict[int, Change | None]:
    """By the line on which each row of the changed table begins, the first edit that asks for it."""
    if edits.table(file) is None:
        return {}
    added = list(zip(edits.added[file], edits.adders[file], strict=True))
    order: list[Change | None] = []
    for line in row_lines(before)[1:]:
        if line not in edits.removed[file]:
            order.append(edits.wishes.get((file, line)))
        order += [change for new, change in added if new.after == line]
    order += [change for new, change in added if new.after is None]
    return dict(zip(row_lines(after)[1:], order, strict=True))
