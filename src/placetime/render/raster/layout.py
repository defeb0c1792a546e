"""Where on a frame the map, the panel and the dock lie."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

UNIT_AREA: Final = 960 * 540
"""Px of the frame on which type has the sizes that are written in the code."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """`unit` multiplies all sizes of type and lines. Without furniture the map is the frame.

    Wide frames have the panel (title, legend) on the left; others have the title above the map and
    the legend below it. The dock (date, caption, timeline) is at the bottom.
    """

    size: tuple[int, int]
    unit: float
    map: Box
    title: Box | None = None
    legend: Box | None = None
    date: Box | None = None
    caption: Box | None = None
    timeline: Box | None = None


def layout(width: int, height: int, scale: float, *, furniture: bool) -> Layout:
    """The layout of a frame; `scale` makes type and marks larger or smaller."""
    unit = scale * sqrt(width * height / UNIT_AREA)
    whole = Box(0, 0, width, height)

    def px(length: float) -> int:
        return round(length * unit)

    if not furniture or width < px(200) or height < px(200):
        return Layout((width, height), unit, whole)
    if width > 1.2 * height:
        side, dock = px(232), px(104)
        top = height - dock
        return Layout(
            (width, height),
            unit,
            map=Box(side, 0, width - side, top),
            title=Box(px(16), px(14), side - px(30), px(128)),
            legend=Box(px(16), px(150), side - px(26), top - px(156)),
            date=Box(px(16), top, side - px(20), px(54)),
            caption=Box(side + px(4), top + px(9), width - side - px(24), px(48)),
            timeline=Box(px(16), top + px(58), width - px(32), px(40)),
        )
    head, dock, below = px(70), px(128), px(132)
    top = height - dock - below
    return Layout(
        (width, height),
        unit,
        map=Box(0, head, width, top - head),
        title=Box(px(14), px(10), width - px(28), head - px(10)),
        legend=Box(px(14), height - below, width - px(28), below - px(6)),
        date=Box(px(14), top, width - px(28), px(40)),
        caption=Box(px(14), top + px(40), width - px(28), px(44)),
        timeline=Box(px(14), top + px(86), width - px(28), px(40)),
    )
