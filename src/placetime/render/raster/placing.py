"""Placing: where each label stands, so that no two that show at the same time overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Days: TypeAlias = tuple[int, int]
"""First and last day, inclusive."""
Rect: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""

SIDES: Final = ("r", "l", "a", "b", "ar", "br", "al", "bl")
MOST_COVERED: Final = 3.0
"""How many symbols a label may cover, at most, and rather not show."""
GAP: Final = 3.0
"""Px kept free between two labels."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label of width × height px wanted at (x, y), `clear` px from it, for some days.

    `where` lists sides in order of liking: r(ight), l(eft), a(bove), b(elow), c(entre), or two letters
    for a corner.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    clear: float
    days: tuple[Days, ...]
    where: tuple[str, ...] = SIDES


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something drawn that a label should not cover, for some days."""

    rect: Rect
    days: Days


def place(
    wishes: Sequence[Wish], obstacles: Sequence[Obstacle], width: float, height: float
) -> dict[str, Rect]:
    """A place for each wish that can have one, the earlier ones first; by key.

    A label never lies over another that shows on a day with it, and never reaches over the edge of
    the map; of its possible places it takes the one that covers fewest obstacles.
    """
    taken: list[tuple[Rect, tuple[Days, ...]]] = []
    placed: dict[str, Rect] = {}
    for wish in wishes:
        best: tuple[float, Rect] | None = None
        for liking, side in enumerate(wish.where):
            rect = _rect(wish, side)
            if rect[0] < 2 or rect[1] < 2 or rect[2] > width - 2 or rect[3] > height - 2:
                continue
            if any(_overlap(rect, other, GAP) and _meet(wish.days, days) for other, days in taken):
                continue
            covered = sum(
                _overlap(rect, o.rect, 0) and _meet(wish.days, (o.days,)) for o in obstacles
            )
            cost = covered + liking * 0.3
            if best is None or cost < best[0]:
                best = cost, rect
        if best is not None and best[0] < MOST_COVERED:
            placed[wish.key] = best[1]
            taken.append((best[1], wish.days))
    return placed


def _rect(wish: Wish, side: str) -> Rect:
    x, y, gap = wish.x, wish.y, wish.clear
    if len(side) == 2:
        gap *= 0.72
    left = x - wish.width / 2
    top = y - wish.height / 2
    if "r" in side:
        left = x + gap
    elif "l" in side:
        left = x - gap - wish.width
    if "a" in side:
        top = y - gap - wish.height
    elif "b" in side:
        top = y + gap
    return (left, top, left + wish.width, top + wish.height)


def _overlap(a: Rect, b: Rect, gap: float) -> bool:
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def _meet(a: tuple[Days, ...], b: tuple[Days, ...]) -> bool:
    return any(p[0] <= q[1] and q[0] <= p[1] for p in a for q in b)
