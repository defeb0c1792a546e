"""Twins, lines and areas of the same shape and style: on each day one of them stands for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise

from placetime.model.interval import FUTURE
from placetime.scene.mark import Mark
from placetime.scene.visible import showing


def drawn_days(marks: Iterable[Mark]) -> dict[str, str]:
    """By the id of each mark that has a twin, the days on which it is the one that is drawn.

    `first last` in days since 1970-01-01, inclusive, joined by semicolons. The one that shows most
    strongly is drawn, the first of equals; a mark that always is outshone has an empty text.
    """
    groups: dict[Hashable, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind in ("line", "area") and mark.interval is not None:
            key = (mark.layer, mark.kind, mark.geometry.wkb, mark.hue, mark.look, mark.disputed)
            groups[key].append(mark)
    return {
        name: days for twins in groups.values() if len(twins) > 1 for name, days in _shared(twins)
    }


def _shared(twins: list[Mark]) -> Iterable[tuple[str, str]]:
    """Between two days on which any of them changes its course, the one that leads halfway leads."""
    days: dict[str, list[tuple[int, int]]] = {mark.id: [] for mark in twins}
    turns = sorted({turn for mark in twins for turn in _turns(mark)})
    for first, after in pairwise(turns):
        middle = (first + after - 1) // 2
        leader, most = None, (0.0, 0.0)
        for mark in twins:
            assert mark.interval is not None
            shown = showing(mark.interval, middle, middle, mark.trace_days)
            if (shown.presence, shown.trace) > most:
                leader, most = mark.id, (shown.presence, shown.trace)
        if leader is not None:
            own = days[leader]
            if own and own[-1][1] == first - 1:
                own[-1] = own[-1][0], after - 1
            else:
                own.append((first, after - 1))
    for name, stretches in days.items():
        yield name, ";".join(f"{first} {last}" for first, last in stretches)


def _turns(mark: Mark) -> Iterable[int]:
    """The first days of the parts of a mark's course: not yet, perhaps, surely, perhaps, trace, over."""
    assert mark.interval is not None
    begin, sure, unsure, end = mark.interval.days
    gone = min(end + 1, FUTURE)
    return begin, sure, min(unsure + 1, FUTURE), gone, min(gone + mark.trace_days, FUTURE)
