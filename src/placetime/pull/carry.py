"""Which change of a row becomes which edit of a file."""

from __future__ import annotations

from typing import Final

from placetime.pull.claim_places import TABLE, carry_claim_places
from placetime.pull.compare import Change
from placetime.pull.edits import Edits
from placetime.pull.positions import add_place, carry_geometry, carry_name
from placetime.pull.rows import add_row, carry_cells, new_values, remove_row
from placetime.pull.sources import carry_source

ELSEWHERE: Final = {
    "mark": "marks are drawn from claims: add or delete rows of the table “claims” instead",
    "event": "events are computed from claims: add or delete rows of the table “claims” instead",
    "source": "works are added to and deleted from the bibliography by hand",
}
"""Forms whose rows do not come and go by themselves, and what does instead."""


def carry(edits: Edits) -> None:
    """All changes of a comparison as edits, with findings for those that cannot be carried over."""
    changes = edits.comparison.changes
    for change in changes:
        if change.table == TABLE:
            continue
        if change.row is None or change.was is None:
            _come_or_gone(edits, change)
        else:
            _edited(edits, change)
    carry_claim_places(edits, [change for change in changes if change.table == TABLE])


def _edited(edits: Edits, change: Change) -> None:
    columns = change.columns
    if "geom" in columns:
        carry_geometry(edits, change)
    if change.form == "source":
        carry_source(edits, change)
        return
    if change.form == "place":
        for column in columns:
            if column.startswith("name_"):
                carry_name(edits, change, column)
    carry_cells(edits, change)


def _come_or_gone(edits: Edits, change: Change) -> None:
    if change.form in ELSEWHERE:
        what = "deleted" if change.row is None else "added"
        edits.wrong(change, "G705", f"a row was {what}: {ELSEWHERE[change.form]}", only=True)
    elif change.row is None:
        remove_row(edits, change)
    elif change.form == "place":
        add_place(edits, change, new_values(edits, change))
    else:
        add_row(edits, change)
