"""The scene: everything a renderer needs to draw any day of the atlas."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from placetime.model.atlas import Atlas
from placetime.scene.labels import labels_of
from placetime.scene.mark import Label, LegendEntry, Mark, MarkKind
from placetime.scene.marks import marks_of
from placetime.scene.schedule import Schedule
from placetime.scene.timescale import TimeScale, timescale
from placetime.scene.visible import Showing


@dataclass(frozen=True)
class Scene:
    """Marks in drawing order, labels by rank, legend by layer, and the time axis of an atlas."""

    atlas: Atlas
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    legend: tuple[LegendEntry, ...]
    scale: TimeScale

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

    def only(self, layers: Container[str]) -> Scene:
        """The same scene with these layers' marks alone, and with the labels and legend they need."""
        marks = tuple(mark for mark in self.marks if mark.layer in layers)
        return replace(
            self,
            marks=marks,
            labels=tuple(labels_of(self.atlas, marks)),
            legend=tuple(legend_of(self.atlas, marks)),
        )

    @property
    def undated(self) -> tuple[Mark, ...]:
        """Marks without a date: never drawn by the clock, counted and listed instead."""
        return tuple(mark for mark in self.marks if mark.interval is None)


def scene_of(atlas: Atlas) -> Scene:
    """The scene of an atlas."""
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
