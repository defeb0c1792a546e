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
STEP: Final = 0.85
"""Share of the bytes that a step of lower quality leaves, about."""
LEAN: Final = 0.0005
"""Bytes for each pixel of each frame: few films come out with fewer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Width and height in px, frames a second, and how much coarser than usual (0…`COARSER`)."""

    size: tuple[int, int]
    fps: float
    coarser: int = 0

    @property
    def colors(self) -> int:
        """Of a GIF: 255, 127, 63 or 31."""
        return 255 >> self.coarser


def within(
    budget: int,
    wanted: Choice,
    write: Callable[[Choice], Path],
    seconds: float,
    coarsest: int = COARSER,
) -> tuple[Choice, Path]:
    """The first of ever smaller films that has at most `budget` bytes, and its file.

    First the quality is lowered, by at most `coarsest` steps, then size and frames a second together, by
    what the last try had too many: bytes are about proportional to pixels × frames. Where it seems that
    nothing fits a film of `seconds`, the least one is tried first. Raises PlacetimeError if no try fits.
    """
    least = _least(wanted, coarsest)
    width, height = wanted.size
    hopeless = budget < LEAN * width * height * wanted.fps * seconds
    choice = least if hopeless else wanted
    for number in range(TRIES):
        path = write(choice)
        size = path.stat().st_size
        if size <= budget and not (hopeless and number == 0 and choice != wanted):
            return choice, path
        path.unlink()
        if choice == least and size > budget:
            break
        if choice == least:  # there is room for more
            choice = wanted
        elif number >= TRIES - 2 or size * _share(least, choice) > budget:
            choice = least
        else:
            choice = _smaller(choice, least, budget / size)
    raise PlacetimeError(
        f"no film of at most {budget:,} bytes came out, the smallest had {size:,}: "
        "take fewer layers, a shorter time or more bytes"
    )


def _least(wanted: Choice, coarsest: int) -> Choice:
    """The smallest film that still says something, in the shape of the one that is wanted."""
    shrunk = min(1.0, LEAST_SIDE / min(wanted.size))
    return Choice(_even(wanted.size, shrunk), min(LEAST_FPS, wanted.fps), coarsest)


def _share(smaller: Choice, choice: Choice) -> float:
    """Which share of a film's bytes a smaller one has, about."""
    pixels = (smaller.size[0] * smaller.size[1]) / (choice.size[0] * choice.size[1])
    quality: float = STEP ** (smaller.coarser - choice.coarser)
    return pixels * quality * smaller.fps / choice.fps


def _smaller(choice: Choice, least: Choice, share: float) -> Choice:
    """A choice that may have this share of the bytes that the last one had, but not below the least."""
    if choice.coarser < least.coarser:
        coarser = min(least.coarser, choice.coarser + (1 if share > 0.8 else 2))
        share /= STEP ** (coarser - choice.coarser)
        choice = replace(choice, coarser=coarser)
        if share >= 1:
            return choice
    share *= ROOM
    fps = max(least.fps, choice.fps * max(0.6, share**0.4))
    side = sqrt(share / (fps / choice.fps))
    shrunk = max(min(1.0, side), min(least.size) / min(choice.size))
    return replace(choice, size=_even(choice.size, shrunk), fps=round(fps, 1))


def _even(size: tuple[int, int], share: float) -> tuple[int, int]:
    """A share of the size, in even numbers of px; the size itself if it is all of it."""
    if share >= 1:
        return size
    width, height = (round(side * share / 2) * 2 for side in size)
    return width, height
