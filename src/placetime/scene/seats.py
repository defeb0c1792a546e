"""Seats: marks that share a position at the same time stand beside each other, and keep their seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import cos, pi, sin

from placetime.model.interval import FUTURE, PAST
from placetime.scene.mark import Mark


def seated(marks: Iterable[Mark]) -> list[Mark]:
    """The same marks in the same order, points with the lowest `slot` free for as long as they show.

    Colouring of an interval graph, greedily by begin; a mark shows from its earliest begin until the
    end of its trace, an undated one always.
    """
    marks = list(marks)
    shared: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        if mark.kind == "point":
            shared[round(mark.geometry.x, 5), round(mark.geometry.y, 5)].append(index)
    for indices in shared.values():
        indices.sort(key=lambda i: (_shown(marks[i])[0], i))
        taken: list[int] = []
        for i in indices:
            begin, end = _shown(marks[i])
            slot = next((s for s, until in enumerate(taken) if until < begin), len(taken))
            if slot == len(taken):
                taken.append(end)
            taken[slot] = end
            marks[i] = replace(marks[i], slot=slot)
    return marks


def _shown(mark: Mark) -> tuple[int, int]:
    if mark.interval is None:
        return PAST, FUTURE
    return mark.interval.begin_earliest, min(FUTURE, mark.interval.end_latest + mark.trace_days)


def offset(slot: int, seat: float) -> tuple[float, float]:
    """Where a seat lies from the shared position, in px right and down; seats form hexagons of `seat` px.

    Slot 0 is the position itself, 1–6 the first ring clockwise from the right, 7–18 the second …
    """
    if slot == 0:
        return 0.0, 0.0
    ring = 1
    while slot > 3 * ring * (ring + 1):
        ring += 1
    step = slot - 3 * ring * (ring - 1) - 1
    angle = 2 * pi * step / (6 * ring)
    return ring * seat * cos(angle), ring * seat * sin(angle)
