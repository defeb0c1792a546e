"""The scene: everything a renderer needs to draw any day of the atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from placetime.model.atlas import Atlas
from placetime.model.crs import AUTO, suited
from placetime.model.interval import FUTURE, PAST
from placetime.model.text import Translated
from placetime.scene.cloud import Cloud
from placetime.scene.labels import labels_of
from placetime.scene.mark import Label, LegendEntry, Mark, MarkKind
from placetime.scene.marks import marks_of
from placetime.scene.schedule import Schedule
from placetime.scene.timescale import TimeScale, timescale
from placetime.scene.visible import Showing
from placetime.spec import styled


@dataclass(frozen=True)
class Scene:
    """Marks in drawing order, labels by rank, legend by layer, and the time axis of an atlas.

    `clouds` lie under the marks. `classes` are hues and what they stand for, if not actors.
    """

    atlas: Atlas
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    legend: tuple[LegendEntry, ...]
    scale: TimeScale
    clouds: tuple[Cloud, ...] = ()
    classes: tuple[tuple[str, Translated], ...] = ()

    def at(self, first: int, last: int | None = None) -> Iterator[tuple[Mark, Showing]]:
        """The dated marks that show in the days `first` to `last` (inclusive; one day by default)."""
        shown = self.schedule.at(first, first if last is None else last)
        for index, presence, trace in zip(
            shown.index.tolist(), shown.presence.tolist(), shown.trace.tolist(), strict=True
        ):
            yield self.marks[index], Showing(presence, trace)

    @cached_property
    def schedule(self) -> Schedule:
        """When each mark shows."""
        return Schedule.of([m.interval for m in self.marks], [m.trace_days for m in self.marks])

    @property
    def moments(self) -> NDArray[np.int64]:
        """For the histogram: the middle of the days on which each drawn event may have begun."""
        events = {m.event: m.interval for m in self.marks if m.interval is not None}
        own = np.array([i.days[:2] for i in events.values()], np.int64).reshape(-1, 2)
        begins = np.concatenate([own, *(cloud.days[:, :2] for cloud in self.clouds)])
        begins = begins[begins[:, 0] > PAST]
        middles: NDArray[np.int64] = (begins[:, 0] + np.minimum(begins[:, 1], FUTURE)) // 2
        return middles

    @property
    def hues(self) -> tuple[str, ...]:
        """What the legend explains by colour (`#rrggbb`), the commonest first."""
        counts = Counter(mark.hue for mark in self.marks)
        counts.update(hue for hue, _ in self.classes)
        counts.update({cloud.hue: len(cloud.days) for cloud in self.clouds})
        return tuple(sorted(counts, key=lambda hue: (-counts[hue], hue)))

    def only(self, layers: Container[str]) -> Scene:
        """The same scene with these layers alone, their marks, and the labels and legend they need."""
        marks = tuple(mark for mark in self.marks if mark.layer in layers)
        clouds = tuple(cloud for cloud in self.clouds if cloud.layer in layers)
        kept = tuple(layer for layer in self.atlas.layers if layer.id in layers)
        return replace(
            self,
            atlas=replace(self.atlas, layers=kept),
            marks=marks,
            clouds=clouds,
            labels=tuple(labels_of(self.atlas, marks)),
            legend=tuple(legend_of(self.atlas, marks)),
        )

    def crs(self, wanted: str | None = None) -> str:
        """The wanted CRS, by default the atlas' own; one that suits all views of the film for "auto"."""
        if wanted != AUTO:
            return wanted or self.atlas.crs
        chapters = dict.fromkeys(segment.chapter for segment in self.scale.segments)
        views = [self.atlas.chapters[index].bbox for index in chapters if index is not None]
        return suited(views or [self.atlas.bbox])

    @property
    def undated(self) -> tuple[Mark, ...]:
        """Marks without a date: never drawn by the clock, counted and listed instead."""
        return tuple(mark for mark in self.marks if mark.interval is None)


def scene_of(atlas: Atlas) -> Scene:
    """The scene of an atlas."""
    with styled(atlas.style):
        marks = marks_of(atlas)
    span = atlas.span
    return Scene(
        atlas=atlas,
        marks=tuple(marks),
        labels=tuple(labels_of(atlas, marks)),
        legend=tuple(legend_of(atlas, marks)),
        scale=timescale(span.begin_earliest, span.end_latest, atlas.chapters),
    )


def legend_of(atlas: Atlas, marks: Sequence[Mark]) -> Iterator[LegendEntry]:
    """One entry for each kind of mark, symbol and meaning that a layer really draws."""
    kinds = {e.id: e.principal.kind for e in atlas.events}
    seen: set[tuple[str, MarkKind, str, str]] = set()
    for layer in atlas.layers:
        for mark in marks:
            if mark.layer != layer.id:
                continue
            style = layer.kinds.get(kinds[mark.event])
            text = style.legend if style else layer.legend
            entry = LegendEntry(layer.id, mark.kind, mark.symbol, text)
            key = (
                layer.id,
                mark.kind,
                mark.symbol if mark.kind == "point" else "",
                str(dict(text)),
            )
            if key not in seen:
                seen.add(key)
                yield entry
