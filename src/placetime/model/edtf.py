"""What an accepted EDTF text says."""

from dataclasses import dataclass
from enum import Enum

from placetime.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Date:
    """One date as written, with the first and last day it allows (inclusive day numbers).

    `year` is four digits or X with an optional "-"; `month` is a month, an X mask or a
    sub-year code 21…41; `significant` is the n of `1950Sn`.
    """

    year: str
    month: str | None
    day: str | None
    significant: int | None
    level: int
    uncertain: bool
    approximate: bool
    first: int
    last: int

    @property
    def masked(self) -> bool:
        """A digit is left unspecified."""
        return "X" in self.year + (self.month or "") + (self.day or "")


class Bound(Enum):
    """A side that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


Side = Date | Bound


@dataclass(frozen=True, slots=True)
class Span:
    """`begin/end`, or `begin..end` inside a set."""

    begin: Side
    end: Side


@dataclass(frozen=True, slots=True)
class OneOf:
    """`[…]`: it was on one of these, which is not known."""

    items: tuple[Date | Span, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """`{…}`: it was on all of these."""

    items: tuple[Date | Span, ...]


Form = Date | Span | OneOf | AllOf


@dataclass(frozen=True, slots=True)
class EDTF:
    """An accepted text, kept as written, with its meaning.

    `level` is the lowest conformance level (0, 1, 2) that has it. `uncertain`: some part
    carries `?` or `%`; `approximate`: some part carries `~` or `%`.
    """

    text: str
    form: Form
    interval: Interval
    level: int

    @property
    def uncertain(self) -> bool:
        """The source is in doubt somewhere; the days are not widened for it."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """An estimate somewhere; the days are widened (see `hull.APPROXIMATE`)."""
        return "~" in self.text or "%" in self.text


def format(edtf: EDTF) -> str:
    """The text exactly as it was written."""
    return edtf.text
