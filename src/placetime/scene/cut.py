"""A cut: the layers and the time of a scene that a film shows, and how long it takes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final, TypeAlias, get_args

from placetime.errors import PlacetimeError
from placetime.scene.scene import Scene
from placetime.scene.timescale import Segment, TimeScale, Unit

Days: TypeAlias = tuple[int, int]
UNITS: Final = get_args(Unit)


def cut(
    scene: Scene,
    *,
    layers: Collection[str] | None = None,
    days: Days | None = None,
    seconds: float | None = None,
    unit: Unit = "day",
) -> Scene:
    """The scene of some layers, by default those that start switched on, within some days (both
    inclusive), in a film that takes `seconds` in all, each frame of which shows whole units
    of the calendar.

    Raises PlacetimeError for an unknown layer or where nothing of the axis lies within the days.
    """
    known = [layer.id for layer in scene.atlas.layers]
    wrong = [name for name in layers or () if name not in known]
    if wrong:
        raise PlacetimeError(f"no layer {wrong[0]!r}; there are: {', '.join(known)}")
    if layers is None:
        layers = {layer.id for layer in scene.atlas.layers if layer.shown}
    if len(layers) < len(known):
        scene = scene.only(layers)
    scale = scene.scale if days is None else cut_scale(scene.scale, *days)
    if seconds is not None:
        if not seconds > 0:
            raise PlacetimeError("a film takes more than no seconds")
        scale = paced(scale, seconds)
    return replace(scene, scale=replace(scale, unit=unit))


def cut_scale(scale: TimeScale, first: int, last: int) -> TimeScale:
    """What of an axis lies between two days, inclusive; what is shown keeps its pace, and its hold if the
    end of the segment is shown."""
    segments: list[Segment] = []
    at = 0.0
    for segment in scale.segments:
        begin, end = max(first, segment.first), min(last, segment.last)
        if begin <= end:
            length = (segment.end - segment.start) * (end - begin + 1) / segment.days
            hold = segment.hold if end == segment.last else 0.0
            segments.append(Segment(begin, end, at, at + length, segment.chapter, hold))
            at += length
    if not segments:
        raise PlacetimeError("nothing of the atlas' time lies between these dates")
    return replace(scale, segments=tuple(segments))


def paced(scale: TimeScale, seconds: float) -> TimeScale:
    """The same axis in a film of another time; holds and last picture keep their share of it."""
    share = seconds / scale.lasting
    return replace(
        scale,
        still=scale.still * share,
        segments=tuple(
            replace(s, start=s.start * share, end=s.end * share, hold=s.hold * share)
            for s in scale.segments
        ),
    )
