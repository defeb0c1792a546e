"""What was lowered so that a film fits into its bytes, in words."""

from __future__ import annotations

from collections.abc import Iterator

from placetime.write.budget import Choice


def lowered(wanted: Choice, chosen: Choice, suffix: str, budget: int) -> str:
    """What a film with this ending has less of than was wanted; empty if it fits as it is."""
    told = list(_lowered(wanted, chosen, suffix))
    return f"to fit {_bytes(budget)}, lowered: {', '.join(told)}" if told else ""


def _lowered(wanted: Choice, chosen: Choice, suffix: str) -> Iterator[str]:
    if chosen.size != wanted.size:
        (width, height), (less_wide, less_high) = wanted.size, chosen.size
        yield f"{width} × {height} to {less_wide} × {less_high} px"
    if chosen.fps != wanted.fps:
        yield f"{wanted.fps:g} to {chosen.fps:g} frames a second"
    if chosen.coarser == wanted.coarser:
        return
    if suffix == ".gif":
        yield f"{wanted.colors} to {chosen.colors} colours"
    else:
        from placetime.write.video import FORMATS

        before, now = (FORMATS[suffix].rate(choice.coarser) for choice in (wanted, chosen))
        yield f"quality (CRF {before} to {now})"


def _bytes(count: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{round(count / unit, 2):g} {name}"
    return f"{count} bytes"
