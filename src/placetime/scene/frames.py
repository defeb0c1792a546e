"""Frames: the windows of days that an animation shows one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placetime.scene.timescale import TimeScale


@dataclass(frozen=True, slots=True)
class Frame:
    """Frame `index` at `seconds` shows the days `first` to `last` (inclusive); `chapter` may be None."""

    index: int
    seconds: float
    first: int
    last: int
    chapter: int | None


def frames(scale: TimeScale, fps: float) -> Iterator[Frame]:
    """The frames at `fps` per second; together they cover every day of the axis exactly once or more.

    Where a frame is shorter than a day, successive frames show the same day.
    """
    index = 0
    for segment in scale.segments:
        count = max(1, round((segment.end - segment.start) * fps))
        for i in range(count):
            first = segment.first + i * segment.days // count
            last = max(first, segment.first + (i + 1) * segment.days // count - 1)
            yield Frame(index, index / fps, first, last, segment.chapter)
            index += 1
