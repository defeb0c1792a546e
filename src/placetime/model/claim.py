"""A claim: what one source says of one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from placetime.model.edtf import EDTF
from placetime.model.finding import Location
from placetime.model.source import Passage
from placetime.model.text import Translated

Role: TypeAlias = Literal["at", "from", "via", "to", "along", "within"]
ROLES: Final[tuple[Role, ...]] = ("at", "from", "via", "to", "along", "within")


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place in a role; `written` is the document's words; `inferred` if the text does not name it."""

    role: Role
    place: str
    written: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a source gives it: `low` to `high` inclusive, equal if exact; `text` as entered."""

    text: str
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The number to draw: the middle of a range, or its finite end."""
        ends = [v for v in (self.low, self.high) if abs(v) != float("inf")]
        return sum(ends) / len(ends)

    def agrees(self, other: Quantity) -> bool:
        """Whether the two ranges share a number."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of a claims table. `when` is None for an undated claim.

    `known` is when the plan or order was made, or the recollection written down. What only looks
    ahead holds from that day on: `when` then begins no earlier. `differs` says on what it contradicts
    the event's other claims where that cannot be computed. `of` and `note` are in the atlas' first
    language, `of_in` and `note_in` the same in others.
    """

    event: str
    layer: str
    when: EDTF | None
    when_written: str
    places: tuple[PlaceRef, ...]
    who: tuple[str, ...]
    kind: str
    status: str
    quantity: Quantity | None
    unit: str
    of: str
    source: str
    passage: Passage
    summary: Translated
    certainty: str = "certain"
    note: str = ""
    known: EDTF | None = None
    differs: tuple[str, ...] = ()
    of_in: Translated = field(default_factory=dict)
    note_in: Translated = field(default_factory=dict)
    location: Location = field(default=Location(""), compare=False)

    def in_role(self, *roles: Role) -> tuple[PlaceRef, ...]:
        """The places in these roles, in the order written."""
        return tuple(ref for ref in self.places if ref.role in roles)
