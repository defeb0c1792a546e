"""Telling: which event the caption speaks of at each moment of the film."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from placetime.model.event import Event
from placetime.model.text import pick
from placetime.scene.scene import Scene

LEAST_SECONDS: Final = 1.5
MOST_SECONDS: Final = 2.2
"""How long a caption stays before another may take its place: by its length, within these limits."""
CHARACTERS_A_SECOND: Final = 70.0
"""Reading speed of Latin letters; a character above U+2E7F counts for three."""
LATEST: Final = 0.8
"""Seconds by which a caption may come late where another stands."""
LINGER: Final = 0.5
"""Seconds that a caption stays longer rather than leave its place empty before the next."""
BRIEFEST: Final = 0.7
"""Seconds that a caption stands at least before the chapter ends."""
VAGUEST: Final = 92
"""Days: an event that may have begun within a longer stretch belongs to no moment of the film."""


@dataclass(frozen=True, slots=True)
class Told:
    """From `start` seconds on the caption speaks of `event`, or of nothing."""

    start: float
    event: Event | None


def telling(scene: Scene, lang: str) -> tuple[Told, ...]:
    """The captions of the film in order.

    The most telling events come first: told by several sources before one, exact before vague, done
    before planned, moves before what stays, with a number before without; the others where room is
    left. An event is told when it has surely begun, or soon after; those without a mark are not told.
    A caption goes when it has been read, and a chapter begins without the one before.
    """
    scale = scene.scale
    moving = _moving(scene)
    queue = [(scale.position(day), event) for day, event in _begun(scene, scale.first, scale.last)]
    queue.sort(key=lambda pair: (pair[0], pair[1].id))
    told: list[Told] = []
    for segment in scale.segments:
        own = [(at, event) for at, event in queue if segment.start <= at < segment.end]
        if told and told[-1].event is not None and segment.chapter is not None:
            told.append(Told(segment.start, None))
        told += _told_within(own, segment.end, lang, moving)
    return tuple(told)


def told_of(scene: Scene, first: int, last: int) -> Event | None:
    """The most telling event that has begun within some days, both inclusive; None if none has."""
    moving = _moving(scene)
    begun = sorted(_begun(scene, first, last), key=lambda pair: (-pair[0], pair[1].id))
    return max((event for _, event in begun), key=lambda e: _weight(e, moving), default=None)


def _begun(scene: Scene, first: int, last: int) -> Iterator[tuple[int, Event]]:
    """The drawn events that have surely begun within some days, and on which day."""
    drawn = {mark.event for mark in scene.marks}
    for event in scene.atlas.events:
        interval = event.interval
        if interval is not None and event.id in drawn:
            vague = interval.begin_latest - interval.begin_earliest > VAGUEST
            if not vague and first <= interval.begin_latest <= last:
                yield interval.begin_latest, event


def _moving(scene: Scene) -> set[str]:
    return {mark.event for mark in scene.marks if mark.kind == "move"}


def _told_within(
    own: list[tuple[float, Event]], end: float, lang: str, moving: Container[str]
) -> list[Told]:
    """The captions of a stretch of film: the most telling events first, each at its time or, while
    another caption stands, soon after it."""
    taken: list[tuple[float, float, Event]] = []
    for at, event in sorted(own, key=lambda pair: (-_weight(pair[1], moving), pair[0], pair[1].id)):
        length = _seconds(pick(event.principal.summary, lang))
        start = at
        for other, stop, _ in sorted(taken, key=lambda one: one[0]):
            if other < start + length and start < stop:
                start = stop
        if start <= at + LATEST and start <= end - BRIEFEST:
            taken.append((start, start + length, event))
    told: list[Told] = []
    for start, stop, event in sorted(taken, key=lambda one: one[0]):
        if told and told[-1].event is None and told[-1].start >= start - LINGER:
            told.pop()
        told += [Told(start, event), Told(stop, None)]
    return told


def _weight(event: Event, moving: Container[str]) -> int:
    claim = event.principal
    interval = event.interval
    exact = interval is not None and interval.begin_latest - interval.begin_earliest < 20
    several = len({c.source for c in event.claims}) > 1
    told = 2 * exact + 2 * (claim.status == "done") + 2 * (event.id in moving)
    return told + 3 * several + (claim.quantity is not None)


def _seconds(text: str) -> float:
    letters = sum(3 if ord(c) > 0x2E7F else 1 for c in text)
    return min(MOST_SECONDS, max(LEAST_SECONDS, letters / CHARACTERS_A_SECOND))


def told_at(told: tuple[Told, ...], seconds: float) -> Event | None:
    """The event that the caption speaks of at a time of the film."""
    index = bisect_right([t.start for t in told], seconds + 1e-9) - 1
    return told[index].event if index >= 0 else None
