"""Judges what the atlas means: one module a rule family, each a list of findings."""

from __future__ import annotations

from placetime.check.dates import check_dates
from placetime.check.kinds import check_kinds
from placetime.check.passages import check_passages
from placetime.check.places import check_places
from placetime.model.atlas import Atlas
from placetime.model.finding import Finding


def check(atlas: Atlas) -> list[Finding]:
    """All findings about an atlas that could be read."""
    return [
        *check_dates(atlas),
        *check_kinds(atlas),
        *check_places(atlas),
        *check_passages(atlas),
    ]
