"""layers/omissions.csv: what the documents date and the atlas leaves out."""

from __future__ import annotations

from placetime.model.finding import Finding
from placetime.model.source import Omission
from placetime.read.folder import Records
from placetime.resolve.fields import check_columns
from placetime.resolve.layers import Context
from placetime.resolve.nearest import did_you_mean
from placetime.spec import load

COLUMNS = ("source", "passage", "reason")


def read_omissions(records: Records, context: Context) -> list[Omission]:
    """The rows in the order of the table; those without a usable passage or reason are left out."""
    table = records.omissions
    if table is None:
        return []
    check_columns(table, "omissions.csv", COLUMNS, context.languages, context.found)
    reasons = load("vocabulary")["omission"]
    omissions = []
    for row in table.rows:
        cited = context.citation(row)
        reason = context.required(row, "reason")
        if reason and reason not in reasons:
            message = f"“{reason}” is not a reason{did_you_mean(reason, reasons)}"
            context.found.append(Finding(row["reason"].location, "C507", message))
        if cited is not None and reason in reasons:
            omissions.append(Omission(*cited, reason, row.text("note"), row.location))
    return omissions
