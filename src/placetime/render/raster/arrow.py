"""A move: an arrow that tapers from its head back to its origin."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, floor, pi, sin
from typing import Final, NamedTuple

import numpy as np

from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.coverage import Points
from placetime.render.raster.drawing import Drawing, within
from placetime.render.raster.lines import evenly, headings, left_of, lengths
from placetime.render.raster.path import Path
from placetime.render.raster.sprite import Spots, Sprite, paint, painted
from placetime.scene.mark import Look
from placetime.spec import current_style, kept_by_style

STEP: Final = 3.0
"""Px between the points of an arrow's edges."""
FAR: Final = 10_000.0
"""Px off the map at which an outline is cut short."""
BROKEN: Final = (11.0, 4.0)
"""Px drawn and left out along the shaft of an alleged move."""
MARGIN: Final = 4.0
"""Px, at scale 1, that outlines reach beyond the edges."""
TURNS: Final = 256
"""Directions that the head of an arrow on its way is drawn in."""
PHASES: Final = 2
"""Positions within a px that it is drawn at."""


class Arrow:
    """An arrow along `points` in px, `width` px wide at its head, on a map of `size` px."""

    def __init__(
        self,
        points: Points,
        width: float,
        hue: str,
        look: Look,
        scale: float,
        disputed: bool,
        size: tuple[int, int],
    ) -> None:
        self._points, self._width, self._size = points, width, size
        self._hue, self._look, self._scale, self._disputed = hue, look, scale, disputed
        self._whole = float(lengths(points)[-1])
        self._done: Sprite | None = None
        self._strand: Strand | None = None

    def at(self, share: float) -> list[tuple[Sprite | Cut, int, int]]:
        """The arrow of which the first `share` is done, as what to lay and where; nothing if shorter
        than a px."""
        done = self._whole * share
        if done < 1:
            return []
        if share >= 1:
            if self._done is None:
                self._done = self._drawn(self._outlines())
            return [(self._done, 0, 0)]
        length = min(current_style()["move"]["head_length"] * self._width, done * 0.6)
        if self._strand is None:
            sprite = self._drawn(self._shaft()[1:])
            self._strand = strand(sprite, self._points, self._width / 2 + MARGIN * self._scale)
        tip, behind = (_on(self._points, done - back) for back in (0.0, length))
        angle = float(np.arctan2(tip[1] - behind[1], tip[0] - behind[0]))
        left, top = floor(tip[0]), floor(tip[1])
        head = head_sprite(
            self._width,
            round(length * 2) / 2,
            round(angle / (2 * pi) * TURNS) % TURNS,
            (floor((tip[0] - left) * PHASES) / PHASES, floor((tip[1] - top) * PHASES) / PHASES),
            self._hue,
            self._look,
            self._scale,
            self._disputed,
        )
        return [(self._strand.until(done - length * 0.88), 0, 0), (head, left, top)]

    def _drawn(self, outlines: Sequence[Points]) -> Sprite:
        if not outlines:
            return paint(1, 1, lambda canvas: None)
        ends = np.concatenate(outlines)
        room = MARGIN * self._scale

        def draw(canvas: Canvas, origin: Points) -> None:
            path = Path(((o - origin).clip(-FAR, FAR) for o in outlines), closed=True)
            draw_outline(canvas, path, self._hue, self._look, self._scale, self._disputed)

        return painted(ends.min(axis=0) - room, ends.max(axis=0) + room, *self._size, draw)

    def _outlines(self) -> list[Points]:
        """Head and shaft, in pieces if the look is split."""
        head, *shaft = self._shaft()
        if self._look == "split":
            return [head, *shaft]
        (ring,) = shaft
        half = len(ring) // 2
        return [np.concatenate([ring[:half], head[:3], ring[half:]])]

    def _shaft(self) -> list[Points]:
        """The head, then the shaft up to it: a ring along one edge and back along the other, or pieces."""
        style = current_style()["move"]
        whole, width = self._whole, self._width
        length = min(style["head_length"] * width, whole * 0.6)
        neck = whole - length * 0.88
        middle = evenly(self._points, max(STEP, whole / 2000), whole)
        shaft = evenly(middle, max(STEP, whole / 2000), neck)
        along = lengths(shaft)
        left = left_of(headings(shaft))
        grown = style["tail"] + (1 - style["tail"]) * along / whole
        half = (width / 2 * grown)[:, None]
        edges = shaft + left * half, shaft - left * half
        head = head_outline(middle[-1], _on(middle, whole - length), width)
        if self._look != "split":
            return [head, np.concatenate([edges[0], edges[1][::-1]])]
        pieces = []
        on, off = BROKEN
        for begin in np.arange(0, neck, on + off):
            first, last = np.searchsorted(along, (begin, min(begin + on, neck - off) + 1e-9))
            if last - first > 1:
                pieces.append(np.concatenate([edges[0][first:last], edges[1][first:last][::-1]]))
        return [head, *pieces]


def head_outline(tip: Points, base: Points, width: float) -> Points:
    """A head from its tip back to the middle of its base: barb, tip, barb, and the notch between them."""
    style = current_style()["move"]
    along = tip - base
    along = along / max(float(np.hypot(*along)), 1e-9)
    length = float(np.hypot(*(tip - base)))
    side = np.array([along[1], -along[0]]) * style["head_width"] * width / 2
    barb = base - along * length * 0.12
    return np.array([barb + side, tip, barb - side, base + along * length * 0.12])


def draw_outline(
    canvas: Canvas, path: Path, hue: str, look: Look, scale: float, disputed: bool
) -> None:
    """Draws outlines in the look of a move; `disputed` gives them a second line."""
    style = current_style()
    if disputed:
        canvas.stroke(path, hue, 6.4 * scale)
        canvas.stroke(path, style["paper"], 4.4 * scale)
    else:
        canvas.stroke(path, style["paper"], 2.2 * scale, 0.85)
    if look == "hollow":
        dash = [length * scale for length in style["move"]["hollow_dash"]]
        canvas.fill(path, style["paper"], 0.75)
        canvas.stroke(path, hue, 1.3 * scale, dash=dash)
    else:
        canvas.fill(path, hue)


@kept_by_style(2048)
def head_sprite(
    width: float,
    length: float,
    turn: int,
    phase: tuple[float, float],
    hue: str,
    look: Look,
    scale: float,
    disputed: bool,
) -> Sprite:
    """The head of an arrow on its way, anchored at its tip, in one of `TURNS` directions."""
    room = ceil(
        max(width * current_style()["move"]["head_width"], length * 1.2) + MARGIN * scale + 1
    )
    angle = turn / TURNS * 2 * pi
    tip = np.array((room + phase[0], room + phase[1]))
    base = tip - np.array((cos(angle), sin(angle))) * max(length, 0.5)

    def draw(canvas: Canvas) -> None:
        path = Path([head_outline(tip, base, width)], closed=True)
        draw_outline(canvas, path, hue, look, scale, disputed)

    return paint(2 * room + 1, 2 * room + 1, draw, (room, room))


class Strand(NamedTuple):
    """Something long and thin as pixels in the order in which its line comes by them: `along` px.

    `whole` is all of it, at most `reach` px away from the line `points`.
    """

    spots: Spots
    along: Points
    whole: Sprite
    points: Points
    reach: float

    def until(self, distance: float) -> Cut:
        """The part of it up to a distance along its line."""
        return Cut(self, int(np.searchsorted(self.along, distance)), distance)


class Cut:
    """The first `count` pixels of a strand: those up to `distance` px along its line."""

    __slots__ = ("_count", "_distance", "_strand")

    def __init__(self, strand: Strand, count: int, distance: float) -> None:
        self._strand, self._count, self._distance = strand, count, distance

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Cut) and other._strand is self._strand and other._count == self._count
        )

    def __hash__(self) -> int:
        return hash((id(self._strand), self._count))

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays it on the map that it was made for; (x, y) is not asked."""
        self._strand.spots.first(self._count).onto(pixels, opacity)

    def draw(self, drawing: Drawing) -> None:
        """Draws all of the strand within a band along its line."""
        strand = self._strand
        middle = evenly(strand.points, STEP, self._distance)
        across = left_of(headings(middle)) * strand.reach
        edges = middle + across, middle - across
        band = (np.array([a, b, c, d]) for a, b, c, d in zip(
            edges[0][:-1], edges[0][1:], edges[1][1:], edges[1][:-1], strict=True
        ))  # fmt: skip
        strand.whole.draw(drawing.group(clip=within(band)))


def strand(sprite: Sprite, points: Points, reach: float) -> Strand:
    """The pixels of a sprite along a line from which they lie at most `reach` px away."""
    rows, columns = np.nonzero(sprite.alpha[:, :, 0])
    size = sprite.alpha.shape[:2]
    fine = evenly(points, 0.7, float(lengths(points)[-1]))
    across = np.arange(-reach, reach + 0.7, 0.7)
    swept = fine[:, None] + left_of(headings(fine))[:, None] * across[:, None]
    corner = np.array((sprite.anchor_x, sprite.anchor_y))
    at = np.floor(swept + corner).astype(np.int64)
    inside = ((at >= 0) & (at < (size[1], size[0]))).all(axis=2)
    nearest = np.full(size, np.inf)
    along = np.broadcast_to(lengths(fine)[:, None], inside.shape)
    np.minimum.at(nearest, (at[inside][:, 1], at[inside][:, 0]), along[inside])
    distance = nearest[rows, columns]
    order = np.argsort(distance, kind="stable")
    rows, columns = rows[order], columns[order]
    ink, alpha = sprite.color[rows, columns], sprite.alpha[rows, columns]
    spots = Spots(rows - sprite.anchor_y, columns - sprite.anchor_x, ink, alpha)
    return Strand(spots, distance[order], sprite, points, reach)


def _on(points: Points, distance: float) -> Points:
    """The position at a distance along the line."""
    along = lengths(points)
    return np.array([np.interp(distance, along, points[:, i]) for i in (0, 1)])
