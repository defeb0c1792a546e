"""When something held: the earliest and latest day of its begin, the same of its end."""

from dataclasses import dataclass
from typing import Final, Self

PAST: Final = -(2**23)
FUTURE: Final = 2**23
"""Unbounded begin, unbounded end: beyond the years -9999…9999, exact in float32."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Four inclusive days since 1970-01-01 (proleptic Gregorian, astronomical years).

    The begin is some day in begin_earliest…begin_latest, the end some day in
    end_earliest…end_latest. The two ranges may overlap: "some time within 1958" is
    (1 Jan, 31 Dec, 1 Jan, 31 Dec). Open is not unknown:

    - open begin (it always was): both begin days are PAST; open end (it still is): both end
      days are FUTURE;
    - unknown begin: PAST to a later day; unknown end: an earlier day to FUTURE.

    ValueError unless begin_earliest <= begin_latest <= end_latest and
    begin_earliest <= end_earliest <= end_latest, all within PAST…FUTURE.
    """

    begin_earliest: int
    begin_latest: int
    end_earliest: int
    end_latest: int

    def __post_init__(self) -> None:
        for middle in (self.begin_latest, self.end_earliest):
            if not PAST <= self.begin_earliest <= middle <= self.end_latest <= FUTURE:
                raise ValueError(f"days out of order in {self}")

    def since(self, other: Self) -> Self:
        """The part of it on or after the begin of `other`; ValueError if it had ended by then."""
        begin_earliest = max(self.begin_earliest, other.begin_earliest)
        begin_latest = max(self.begin_latest, min(other.begin_latest, self.end_latest))
        end_earliest = max(self.end_earliest, begin_earliest)
        return type(self)(begin_earliest, begin_latest, end_earliest, self.end_latest)

    @property
    def days(self) -> tuple[int, int, int, int]:
        """The four days in the order of the fields."""
        return self.begin_earliest, self.begin_latest, self.end_earliest, self.end_latest

    @property
    def open_begin(self) -> bool:
        """It has no begin."""
        return self.begin_latest == PAST

    @property
    def open_end(self) -> bool:
        """It has no end."""
        return self.end_earliest == FUTURE

    @property
    def unknown_begin(self) -> bool:
        """It began, and no earliest day is known."""
        return self.begin_earliest == PAST and not self.open_begin

    @property
    def unknown_end(self) -> bool:
        """It ended or will end, and no latest day is known."""
        return self.end_latest == FUTURE and not self.open_end

    @property
    def exact(self) -> bool:
        """It is one known day."""
        return self.begin_earliest == self.end_latest

    @property
    def vague(self) -> bool:
        """Its begin or its end is a range of days; an open end is not vague."""
        return self.begin_earliest != self.begin_latest or self.end_earliest != self.end_latest

    def hull(self, other: Self) -> Self:
        """The narrowest interval that allows whatever either of the two allows."""
        return type(self)(
            min(self.begin_earliest, other.begin_earliest),
            max(self.begin_latest, other.begin_latest),
            min(self.end_earliest, other.end_earliest),
            max(self.end_latest, other.end_latest),
        )

    def common(self, other: Self) -> Self:
        """The interval that allows what both allow; their hull if there is none."""
        try:
            return type(self)(
                max(self.begin_earliest, other.begin_earliest),
                min(self.begin_latest, other.begin_latest),
                max(self.end_earliest, other.end_earliest),
                min(self.end_latest, other.end_latest),
            )
        except ValueError:
            return self.hull(other)

    def agrees(self, other: Self) -> bool:
        """True if one begin day and one end day would satisfy both."""
        return (
            max(self.begin_earliest, other.begin_earliest)
            <= min(self.begin_latest, other.begin_latest)
        ) and (max(self.end_earliest, other.end_earliest) <= min(self.end_latest, other.end_latest))
