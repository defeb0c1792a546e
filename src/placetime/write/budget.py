"""A film within a budget of bytes: the size, colours and frames a second that fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Final

from placetime.errors import PlacetimeError

TRIES: Final = 8
LEAST_FPS: Final = 4.0
LEAST_SIDE: Final = 160
"""Px: a smaller film says nothing."""
ROOM: Final = 0.92
"""Share of the budget that a try aims at."""
COARSER: Final = 3
"""Steps of quality: of colours in a GIF, of the rate factor in a video."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Width and height in px, frames a second, and how much coarser than usual (0…`COARSER`)."""

    size: tuple[int, int]
    fps: float
    coarser: int = 0


def within(budget: int, wanted: Choice, write: Callable[[Choice], Path]) -> tuple[Choice, Path]:
    """The first of ever smaller films that has at most `budget` bytes, and its file.

    First the quality is lowered, then size and frames a second together, by what the last try had too
    many. Raises PlacetimeError if no try fits.
    """
    choice = wanted
    for _ in range(TRIES):
        path = write(choice)
        size = path.stat().st_size
        if size <= budget:
            return choice, path
        path.unlink()
        choice = _smaller(choice, wanted, budget / size)
    raise PlacetimeError(
        f"no film of at most {budget:,} bytes came out, the last had {size:,}: "
        "take fewer layers, a shorter time or more bytes"
    )


def _smaller(choice: Choice, wanted: Choice, share: float) -> Choice:
    """A choice that may have this share of the bytes that the last one had."""
    if choice.coarser < COARSER:
        coarser = min(COARSER, choice.coarser + (1 if share > 0.8 else 2))
        share /= 0.85 ** (coarser - choice.coarser)
        choice = replace(choice, coarser=coarser)
        if share >= 1:
            return choice
    share *= ROOM
    fps = max(min(LEAST_FPS, wanted.fps), choice.fps * max(0.6, share**0.4))
    side = sqrt(share / (fps / choice.fps))
    width, height = (max(LEAST_SIDE, round(s * min(1.0, side) / 2) * 2) for s in choice.size)
    return replace(choice, size=(width, height), fps=round(fps, 1))
