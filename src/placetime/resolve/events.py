"""Events from claims: those that share an id, and on what they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from placetime.model.claim import Claim
from placetime.model.event import Dispute, Event
from placetime.model.finding import Finding
from placetime.model.place import Place

UNCOMPUTED: tuple[Dispute, ...] = ("who", "order", "content")
"""On what claims disagree if one of them says so."""


def read_events(
    claims: Iterable[Claim], places: Mapping[str, Place], found: list[Finding]
) -> list[Event]:
    """Events in the order of their first claims. An event's claims must be in one layer."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.event, []).append(claim)
    events = []
    for event_id, members in grouped.items():
        layer = members[0].layer
        for claim in members:
            if claim.layer != layer:
                message = (
                    f"the event “{event_id}” also stands in layer “{layer}”; keep the claims about "
                    "one event in one layer, or give this one another id"
                )
                found.append(Finding(claim.location, "C510", message))
        own = [claim for claim in members if claim.layer == layer]
        events.append(Event(event_id, layer, tuple(own), disputes(own, places)))
    return events


def disputes(claims: Sequence[Claim], places: Mapping[str, Place]) -> tuple[Dispute, ...]:
    """On what any two claims about one event disagree.

    Dates disagree if no begin and end would satisfy both; numbers of one unit if their ranges do not
    meet; places if, in a role that both fill, neither names a place that lies in, or is, one of the
    other's. What only one of them says is no disagreement. On who, order and content they disagree if
    a claim says so.
    """
    pairs = list(combinations(claims, 2))
    found: list[Dispute] = []
    if any(not _dates_agree(a, b) for a, b in pairs):
        found.append("date")
    if any(not _places_agree(a, b, places) for a, b in pairs):
        found.append("place")
    if any(not _quantities_agree(a, b) for a, b in pairs):
        found.append("quantity")
    if pairs:
        said = {topic for claim in claims for topic in claim.differs}
        found += [topic for topic in UNCOMPUTED if topic in said]
    return tuple(found)


def _dates_agree(a: Claim, b: Claim) -> bool:
    return a.when is None or b.when is None or a.when.interval.agrees(b.when.interval)


def _quantities_agree(a: Claim, b: Claim) -> bool:
    if a.quantity is None or b.quantity is None or (a.unit, a.of) != (b.unit, b.of):
        return True
    return a.quantity.agrees(b.quantity)


def _places_agree(a: Claim, b: Claim, places: Mapping[str, Place]) -> bool:
    for role in {ref.role for ref in a.places}:
        mine = [ref.place for ref in a.in_role(role)]
        theirs = [ref.place for ref in b.in_role(role)]
        if theirs and not any(
            x in _with_wholes(y, places) or y in _with_wholes(x, places)
            for x in mine
            for y in theirs
        ):
            return False
    return True


def _with_wholes(place: str, places: Mapping[str, Place]) -> set[str]:
    """A place and all that it lies in."""
    whole: set[str] = set()
    step: str | None = place
    while step is not None and step not in whole and step in places:
        whole.add(step)
        step = places[step].part_of
    return whole
