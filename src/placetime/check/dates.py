"""Dates against the time axis."""

from __future__ import annotations

from collections.abc import Iterator

from placetime.model.atlas import Atlas
from placetime.model.finding import Finding


def check_dates(atlas: Atlas) -> Iterator[Finding]:
    """Warns of claims that lie wholly outside of the atlas' span and so are never seen."""
    span = atlas.span
    for event in atlas.events:
        for claim in event.claims:
            if claim.when is None:
                continue
            interval = claim.when.interval
            if (
                interval.end_latest < span.begin_earliest
                or interval.begin_earliest > span.end_latest
            ):
                message = f"“{claim.when.text}” lies outside of the atlas' span; widen [time] span"
                yield Finding(claim.location, "D405", message, "warning")
