"""Passages against the reader's own copies of the documents, where these are at hand."""

from __future__ import annotations

from collections.abc import Iterator

from placetime.check.document import document_of
from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.model.finding import Finding
from placetime.model.layer import SeriesValue
from placetime.model.source import Omission, checksum, squeeze

NEARBY = 300
"""Characters around a passage in which the words as written must stand."""


def check_passages(atlas: Atlas) -> Iterator[Finding]:
    """Findings about passages of documents that are at hand; the others are not judged."""
    for source in atlas.sources.values():
        document = document_of(source)
        if document is not None:
            for cited in (*citations(atlas), *atlas.omissions):
                if cited.source == source.id:
                    yield from _check(cited, document.text)


def citations(atlas: Atlas) -> Iterator[Claim | SeriesValue]:
    """Everything in the atlas that cites a passage."""
    for event in atlas.events:
        yield from event.claims
    for layer in atlas.layers:
        for series in layer.series:
            yield from series.values


def _check(cited: Claim | SeriesValue | Omission, text: str) -> Iterator[Finding]:
    where = cited.passage
    if where.end > len(text):
        message = (
            f"the passage {where} lies outside of the document, which has {len(text)} characters "
            "without white space; find it again with `placetime cite`"
        )
        yield Finding(cited.location, "S602", message)
        return
    is_now = checksum(text[where.start : where.end])
    if is_now != where.check:
        message = (
            f"the document reads otherwise at {where.start}-{where.end} (its check is {is_now}, not "
            f"{where.check}); find the words again with `placetime cite`"
        )
        yield Finding(cited.location, "S603", message)
        return
    if isinstance(cited, Claim):
        around = text[max(0, where.start - NEARBY) : where.end + NEARBY]
        for words in (cited.when_written, *(ref.written for ref in cited.places)):
            if words and squeeze(words) not in around:
                message = f"“{words}” does not stand in or near the passage {where}; mend either"
                yield Finding(cited.location, "S604", message, "warning")
