"""Where the claims of an event are found in their sources: in words, and as selectors."""

from __future__ import annotations

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.model.event import Event
from placetime.model.text import primary
from placetime.spec import load, names


def citation(atlas: Atlas, claim: Claim) -> str:
    """The source in short and the passage as the page has it: `Shen 2008, characters 1234–1260 …`."""
    tag = primary(atlas.language)
    words = load(f"ui/{tag if tag in names('ui') else 'en'}")["words"]
    where = claim.passage
    said = words["passage_at"].replace("{from}", str(where.start)).replace("{to}", str(where.end))
    return f"{atlas.sources[claim.source].short}, {said}"


def citations(atlas: Atlas, event: Event) -> str:
    """Those of all claims of an event, the principal one first."""
    return "; ".join(dict.fromkeys(citation(atlas, claim) for claim in event.claims))


def passages(event: Event) -> str:
    """The source and the selector of each claim: `shen-2008 1234-1260:0123abcd`."""
    return "; ".join(dict.fromkeys(f"{claim.source} {claim.passage}" for claim in event.claims))
