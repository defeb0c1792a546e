"""Where on a frame the map, the panel and the dock lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from placetime.render.raster.design import PARTS, Design

UNIT_AREA: Final = 960 * 540
"""Px of the frame on which type has the sizes that are written in the code."""

ROW: Final = 13
"""Units: how high a row is that names number series."""


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
    """`unit` multiplies all sizes of type and lines. A box is None where its part is left out.

    Wide frames have the panel (title, legend) on the left, if there is a legend; others have the title
    above the map and the legend below it. The dock (date, caption, timeline) is at the bottom.
    """

    size: tuple[int, int]
    unit: float
    map: Box
    title: Box | None = None
    legend: Box | None = None
    date: Box | None = None
    caption: Box | None = None
    timeline: Box | None = None

    @property
    def has_panel(self) -> bool:
        """Whether title and legend stand beside the map."""
        return self.legend is not None and self.legend.width < self.size[0] / 2


def layout(design: Design, rows: int = 0) -> Layout:
    """The layout of a frame; parts that are left out give their room to the map. The timeline has as many
    more rows as are asked for."""
    width, height = (side - 2 * design.margin for side in design.size)
    unit = design.scale * sqrt(width * height / UNIT_AREA)

    def px(length: float) -> int:
        return round(length * unit)

    tight = width < px(200) or height < px(200)
    has = {part: design.has(part) and not tight for part in PARTS}
    plan = _wide if width > 1.2 * height else _tall
    more = rows * ROW
    boxes = {
        part: Box(box.x + design.margin, box.y + design.margin, box.width, box.height)
        for part, box in plan(width, height, has, px, more)
        if part == "map" or has[part]
    }
    return Layout(design.size, unit, **boxes)


def _wide(
    width: int, height: int, has: Mapping[str, bool], px: Callable[[float], int], more: int
) -> Iterator[tuple[str, Box]]:
    """The panel on the left, or without a legend the title above, the dock below."""
    side = px(232) if has["legend"] else 0
    above = px(56) if has["title"] and not side else 0
    dock = _dock(has, px, 54, more)
    top = height - dock
    yield "map", Box(side, above, width - side, top - above)
    if side:
        yield "title", Box(px(16), px(14), side - px(30), px(128))
    else:
        yield "title", Box(px(16), px(9), width - px(32), above - px(9))
    head = px(150) if has["title"] else px(14)
    yield "legend", Box(px(16), head, side - px(26), top - head - px(6))
    lead = side if has["date"] and side else px(232) if has["date"] else 0
    yield "date", Box(px(16), top, px(212), px(54))
    yield "caption", Box(lead + px(4 if lead else 16), top + px(9), width - lead - px(24), px(48))
    yield "timeline", Box(px(16), height - px(46 + more), width - px(32), px(40 + more))


def _tall(
    width: int, height: int, has: Mapping[str, bool], px: Callable[[float], int], more: int
) -> Iterator[tuple[str, Box]]:
    """The title above the map, the dock and then the legend below it."""
    head = px(70) if has["title"] else 0
    below = px(132) if has["legend"] else 0
    dock = _dock(has, px, (40 if has["date"] else 0) + (44 if has["caption"] else 0), more)
    top = height - dock - below
    yield "map", Box(0, head, width, top - head)
    yield "title", Box(px(14), px(10), width - px(28), head - px(10))
    yield "legend", Box(px(14), height - below, width - px(28), below - px(6))
    yield "date", Box(px(14), top, width - px(28), px(40))
    line = top + (px(40) if has["date"] else px(4))
    yield "caption", Box(px(14), line, width - px(28), px(44))
    yield "timeline", Box(px(14), top + dock - px(42 + more), width - px(28), px(40 + more))


def _dock(has: Mapping[str, bool], px: Callable[[float], int], words: float, more: int) -> int:
    """How high the dock is: `words` units for date and caption, and the timeline with `more` below it."""
    own = words if has["date"] or has["caption"] else 0
    return px(
        own + (50 + more if has["timeline"] else 0) - (4 if not own and has["timeline"] else 0)
    )
