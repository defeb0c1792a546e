"""A document cut into stretches, each with all that applies to the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from placetime.check.coverage import Cited, Coverage, Expression
from placetime.model.source import Omission


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start` to `end` (exclusive) without white space; `ends` are the passages that end here."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    expression: Expression | None
    omission: Omission | None
    ends: tuple[Cited, ...]


def stretches(covered: Coverage) -> Iterator[Stretch]:
    """All of the document in order."""
    length = len(covered.document.text)
    spans = [
        *((c.passage.start, c.passage.end) for c in covered.cited),
        *((o.passage.start, o.passage.end) for o in covered.omissions),
        *((e.start, e.end) for e in covered.expressions),
    ]
    cuts = sorted({0, length, *(min(length, cut) for span in spans for cut in span)})
    for start, end in pairwise(cuts):
        yield Stretch(
            start,
            end,
            tuple(c for c in covered.cited if c.passage.start <= start < c.passage.end),
            next((e for e in covered.expressions if e.start <= start < e.end), None),
            next((o for o in covered.omissions if o.passage.start <= start < o.passage.end), None),
            tuple(c for c in covered.cited if min(length, c.passage.end) == end),
        )
