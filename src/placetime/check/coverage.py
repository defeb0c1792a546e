"""What of the documents the atlas has: every date expression is cited, left out for a reason, or open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from placetime.check.document import Document, document_of
from placetime.check.expressions import date_expressions
from placetime.check.passages import citations
from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.model.layer import SeriesValue
from placetime.model.source import Omission, Source

State: TypeAlias = Literal["cited", "omitted", "open"]
Cited: TypeAlias = Claim | SeriesValue


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression at `start` to `end` (offsets without white space, end exclusive).

    `cited` by what stands for it in the atlas, else left out by `omission`, else open.
    """

    start: int
    end: int
    cited: tuple[Cited, ...]
    omission: Omission | None

    @property
    def state(self) -> State:
        return "cited" if self.cited else "omitted" if self.omission else "open"


@dataclass(frozen=True)
class Coverage:
    """A source's document with its date expressions and all that the atlas cites or leaves out."""

    source: Source
    document: Document
    expressions: tuple[Expression, ...]
    cited: tuple[Cited, ...]
    omissions: tuple[Omission, ...]

    def count(self, state: State) -> int:
        """How many date expressions are in this state."""
        return sum(expression.state == state for expression in self.expressions)

    @property
    def share_cited(self) -> float:
        """The share of the text's characters, without white space, that some passage covers."""
        covered = bytearray(len(self.document.text))
        for item in self.cited:
            start, end = item.passage.start, min(item.passage.end, len(covered))
            covered[start:end] = b"\1" * max(0, end - start)
        return sum(covered) / max(1, len(covered))


def coverage(atlas: Atlas) -> list[Coverage]:
    """One for each source whose document is at hand, in the order of the bibliography."""
    found = []
    for source in atlas.sources.values():
        document = document_of(source)
        if document is not None:
            cited = [c for c in citations(atlas) if c.source == source.id]
            omissions = [o for o in atlas.omissions if o.source == source.id]
            found.append(_coverage(source, document, cited, omissions, atlas.language))
    return found


def _coverage(
    source: Source,
    document: Document,
    cited: Sequence[Cited],
    omissions: Sequence[Omission],
    default_language: str,
) -> Coverage:
    lang = source.language or default_language
    expressions = []
    for raw_start, raw_end in date_expressions(document.raw, lang):
        start, end = document.offset(raw_start), document.offset(raw_end)
        expressions.append(
            Expression(
                start,
                end,
                tuple(c for c in cited if _covers(c, start, end)),
                next((o for o in omissions if _covers(o, start, end)), None),
            )
        )
    return Coverage(source, document, tuple(expressions), tuple(cited), tuple(omissions))


def _covers(item: Cited | Omission, start: int, end: int) -> bool:
    """Whether a passage has at least half of a stretch."""
    shared = min(item.passage.end, end) - max(item.passage.start, start)
    return 2 * shared >= end - start
