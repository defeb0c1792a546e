"""An event: the claims that share an id, and on what they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Literal, TypeAlias

from placetime.model.claim import Claim
from placetime.model.interval import Interval

Dispute: TypeAlias = Literal["date", "place", "quantity", "who", "order", "content"]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one layer. `claims[0]` is the principal claim; `disputed` says on what they differ."""

    id: str
    layer: str
    claims: tuple[Claim, ...]
    disputed: tuple[Dispute, ...] = ()

    @property
    def principal(self) -> Claim:
        return self.claims[0]

    @property
    def interval(self) -> Interval | None:
        """What the claims' dates allow together; their hull where they disagree.

        So “1957” and “December 1957” are December. Where the date is disputed this is the reach of the
        event on lists and axes; its marks keep their claims' own dates.
        """
        known = [claim.when.interval for claim in self.claims if claim.when]
        if not known:
            return None
        return reduce(Interval.hull if "date" in self.disputed else Interval.common, known)
