"""Kinds of claims against those that their layer declares."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from placetime.model.atlas import Atlas
from placetime.model.finding import Finding


def check_kinds(atlas: Atlas) -> Iterator[Finding]:
    """Warns of kinds that look like a slip for one that the layer declares.

    Others need no declaration: they have the layer's own symbol and legend.
    """
    for event in atlas.events:
        for claim in event.claims:
            kinds = atlas.layer(claim.layer).kinds
            meant = get_close_matches(claim.kind, kinds, n=1, cutoff=0.8)
            if meant and claim.kind not in kinds:
                message = (
                    f"“{claim.kind}” is not among the kinds of the layer; "
                    f"did you mean “{meant[0]}”?"
                )
                yield Finding(claim.location, "C508", message, "warning")
