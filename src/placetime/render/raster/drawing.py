"""A vector picture: a canvas that keeps what is drawn on it, for the formats to write down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Drawable, Placed
from placetime.render.raster.coverage import Points
from placetime.render.raster.path import Path

Lines: TypeAlias = tuple[tuple[Points, bool], ...]
"""Polylines in px, each with whether its end joins its start."""
MITRE: Final = 4.0
"""How far a mitre reaches at most, in widths of its stroke."""


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """Outlines filled; `at` are the positions, shape (n, 2), at each of which they are drawn once."""

    lines: Lines
    color: str
    opacity: float = 1.0
    even_odd: bool = False
    at: Points = field(default_factory=lambda: np.zeros((1, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """Outlines stroked: `cap` is butt or round, `join` round or miter, as in SVG."""

    lines: Lines
    color: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    cap: str = "butt"
    join: str = "round"
    at: Points = field(default_factory=lambda: np.zeros((1, 2)))


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Outlines within which something shows."""

    lines: Lines
    even_odd: bool = False


class Drawing:
    """Parts one over the other, moved by (x, y) px, shown within `clip` (in the drawing's own px); what
    they are together is then `opacity` opaque. As a canvas it draws over its parts so far."""

    def __init__(
        self,
        width: int,
        height: int,
        x: float = 0.0,
        y: float = 0.0,
        opacity: float = 1.0,
        clip: Clip | None = None,
    ) -> None:
        self.width, self.height, self.x, self.y = width, height, x, y
        self.opacity, self.clip = opacity, clip
        self.parts: list[Fill | Stroke | Drawing] = []

    def group(
        self,
        x: float = 0.0,
        y: float = 0.0,
        opacity: float = 1.0,
        clip: Clip | None = None,
        size: tuple[int, int] | None = None,
    ) -> Drawing:
        """A new drawing as the uppermost part; `size` is by default that of this one."""
        width, height = size or (self.width, self.height)
        part = Drawing(width, height, x, y, opacity, clip)
        self.parts.append(part)
        return part

    def bounds(self) -> NDArray[np.float64] | None:
        """Left, top, right and bottom, in the drawing's own px, beyond which nothing is; None if empty."""
        found = [box for part in self.parts if (box := _bounds(part)) is not None]
        if not found:
            return None
        boxes = np.array(found)
        return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])

    def fill(self, path: Path, color: str, opacity: float = 1.0, *, even_odd: bool = False) -> None:
        lines = _lines(path, 3)
        if lines:
            self.parts.append(Fill(lines, color, opacity, even_odd))

    def hatch(
        self, path: Path, color: str, opacity: float, every: float, width: float, phase: float
    ) -> None:
        lines = _lines(path, 3)
        if not lines:
            return
        ends = np.concatenate([points for points, _ in lines])
        (left, top), (right, bottom) = ends.min(axis=0), ends.max(axis=0)
        step = 2**0.5 * every
        least = 1 + step * (
            0.5 - phase
        )  # x + y of one line; as if pixels were named by their corners
        first, last = (
            np.ceil((left + top - least) / step),
            np.floor((right + bottom - least) / step),
        )
        sums = least + step * np.arange(first, last + 1)
        stripes = []
        for both in sums:
            low, high = max(top, both - right), min(bottom, both - left)
            stripes.append((np.array([(both - high, high), (both - low, low)]), False))
        group = self.group(clip=Clip(lines, even_odd=True))
        group.parts.append(Stroke(tuple(stripes), color, width, opacity))

    def stroke(
        self,
        path: Path,
        color: str,
        width: float,
        opacity: float = 1.0,
        *,
        dash: Sequence[float] = (),
        cap: str = "butt",
        join: str = "round",
    ) -> None:
        lines = _lines(path, 2)
        if lines and width > 0:
            self.parts.append(Stroke(lines, color, width, opacity, tuple(dash), cap, join))

    def write(self, glyphs: Iterable[Placed], color: str) -> None:
        for lines, at in _sorted(glyphs):
            self.parts.append(Fill(lines, color, at=at))

    def surround(
        self, glyphs: Iterable[Placed], color: str, width: float, opacity: float = 1.0
    ) -> None:
        group = self.group(opacity=opacity)  # outlines that cross do not add up
        for lines, at in _sorted(glyphs):
            group.parts.append(Stroke(lines, color, width, at=at))

    def dots(self, radius: float, at: Points, color: str, opacity: float) -> None:
        """Fills discs around the positions `at`, one over the other."""
        disc = Path()
        disc.circle(0.0, 0.0, radius)
        self.parts.append(Fill(_lines(disc, 3), color, opacity, at=at))

    def lay(self, what: Drawable, x: int, y: int, opacity: float = 1.0) -> None:
        if opacity > 0:
            what.draw(self.group(x, y, opacity))


def _bounds(part: Fill | Stroke | Drawing) -> NDArray[np.float64] | None:
    if isinstance(part, Drawing):
        box = part.bounds()
        if box is not None and part.clip is not None:
            ends = np.concatenate([points for points, _ in part.clip.lines])
            low = np.maximum(box[:2], ends.min(axis=0))
            high = np.maximum(low, np.minimum(box[2:], ends.max(axis=0)))
            box = np.concatenate([low, high])
        return None if box is None else box + np.array([part.x, part.y, part.x, part.y])
    room = part.width * MITRE / 2 if isinstance(part, Stroke) else 0.0
    ends = np.concatenate([points for points, _ in part.lines])
    low, high = ends.min(axis=0) + part.at.min(axis=0), ends.max(axis=0) + part.at.max(axis=0)
    return np.concatenate([low - room, high + room])


def rectangle(x: float, y: float, width: float, height: float) -> Clip:
    """What shows within a rectangle, by its top left corner."""
    path = Path()
    path.rectangle(x, y, width, height)
    return Clip(_lines(path, 3))


def within(outlines: Iterable[Points]) -> Clip:
    """What shows within any of some outlines; they are turned so that none is a hole in another."""
    return Clip(tuple((_turned(points), True) for points in outlines))


def _turned(points: Points) -> Points:
    """An outline in the direction in which its area is positive."""
    x, y = points.T
    area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    return points if area >= 0 else points[::-1]


def _lines(path: Path, least: int) -> Lines:
    """The lines of a path that have at least so many points."""
    path.finish()
    return tuple(
        (points, closed)
        for points, closed in zip(path.lines, path.closed, strict=True)
        if len(points) >= least
    )


def _sorted(glyphs: Iterable[Placed]) -> Iterator[tuple[Lines, Points]]:
    """Glyphs with all the positions of each."""
    places: dict[object, tuple[Lines, list[tuple[float, float]]]] = {}
    for glyph, x, y in glyphs:
        lines = tuple((points, True) for points in glyph.lines())
        if lines:
            places.setdefault(glyph, (lines, []))[1].append((x, y))
    for lines, at in places.values():
        yield lines, np.array(at)
