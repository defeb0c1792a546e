"""A sprite: something drawn once with its transparency, to be laid on many frames."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Canvas, Drawable, Pixels
from placetime.render.raster.coverage import Points
from placetime.render.raster.pixels import PixelCanvas

if TYPE_CHECKING:
    from placetime.render.raster.drawing import Drawing

THIN = 3
"""A sprite of which less than one pixel in this many is covered is laid pixel by pixel."""
SMALL = 4096
"""Pixels up to which it is laid as a rectangle all the same."""


class Spots(NamedTuple):
    """Single pixels: shapes (n,), (n,), (n, 3) and (n, 1); `color` is premultiplied."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    color: NDArray[np.uint8]
    alpha: NDArray[np.uint8]

    def first(self, count: int) -> Spots:
        """The first `count` of them."""
        return Spots(
            self.rows[:count], self.columns[:count], self.color[:count], self.alpha[:count]
        )

    def onto(self, pixels: Pixels, opacity: float = 1.0) -> None:
        """Lays them on `pixels`, within which all of them must lie."""
        old = pixels[self.rows, self.columns]
        pixels[self.rows, self.columns] = _over(old, self.color, self.alpha, opacity)


class Sprite:
    """`color` (height, width, 3) uint8 is premultiplied; `alpha` (height, width, 1) uint8.

    The pixel (`anchor_x`, `anchor_y`) of the sprite lies on the position that it is drawn at. Its
    empty edges are cut off. `drawn` draws it on another canvas, with the anchor at (0, 0).
    """

    __slots__ = ("_drawn", "_spots", "_thin", "alpha", "anchor_x", "anchor_y", "color")

    def __init__(
        self,
        color: NDArray[np.uint8],
        alpha: NDArray[np.uint8],
        anchor_x: int,
        anchor_y: int,
        drawn: Callable[[Drawing], None],
    ) -> None:
        self._drawn = drawn
        covered = alpha[:, :, 0] > 0
        rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
        if not len(rows):
            rows = columns = np.zeros(1, np.int64)
        top, left = int(rows[0]), int(columns[0])
        part = slice(top, rows[-1] + 1), slice(left, columns[-1] + 1)
        self.color, self.alpha = color[part].copy(), alpha[part].copy()
        self.anchor_x, self.anchor_y = anchor_x - left, anchor_y - top
        self._spots: Spots | None = None
        self._thin = self.alpha.size > max(SMALL, THIN * int(covered.sum()))

    @property
    def spots(self) -> Spots:
        """Its covered pixels one by one."""
        if self._spots is None:
            down, right = np.nonzero(self.alpha[:, :, 0])
            self._spots = Spots(down, right, self.color[down, right], self.alpha[down, right])
        return self._spots

    @property
    def width(self) -> int:
        return int(self.alpha.shape[1])

    @property
    def height(self) -> int:
        return int(self.alpha.shape[0])

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays the sprite on `pixels` with its anchor at (x, y); what lies outside is cut off."""
        left, top = x - self.anchor_x, y - self.anchor_y
        x0, y0 = max(0, left), max(0, top)
        x1 = min(pixels.shape[1], left + self.width)
        y1 = min(pixels.shape[0], top + self.height)
        if x0 >= x1 or y0 >= y1:
            return
        under = pixels[y0:y1, x0:x1]
        whole = x1 - x0 == self.width and y1 - y0 == self.height
        if self._thin and whole:
            self.spots.onto(under, opacity)
            return
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        under[:] = _over(under, self.color[part], self.alpha[part], opacity)

    def draw(self, drawing: Drawing) -> None:
        """Draws what it shows anew, with its anchor at (0, 0)."""
        self._drawn(drawing)


def _over(
    under: NDArray[np.uint8], color: NDArray[np.uint8], alpha: NDArray[np.uint8], opacity: float
) -> NDArray[np.uint16]:
    """`color`, premultiplied, over what is `under`: values 0…255."""
    share = round(opacity * 256)
    ink: NDArray[Any] = color
    hold = 255 - alpha
    if share < 256:
        ink = np.multiply(color, share, dtype=np.uint16) >> 8
        hold = (255 - (np.multiply(alpha, share, dtype=np.uint16) >> 8)).astype(np.uint8)
    mixed = np.multiply(under, hold, dtype=np.uint16)
    mixed += (mixed >> 8) + 1  # a division by 255 is a shift by 8 after this
    mixed >>= 8
    mixed += ink
    return np.minimum(mixed, 255, out=mixed)


class Piece(NamedTuple):
    """A sprite or the like, where it lies and how opaque it is; equal pieces look the same."""

    what: Drawable
    x: int
    y: int
    opacity: float = 1.0

    def onto(self, pixels: Pixels) -> None:
        self.what.onto(pixels, self.x, self.y, self.opacity)


def painted(
    low: Points, high: Points, width: int, height: int, draw: Callable[[Canvas, Points], None]
) -> Sprite:
    """What `draw` draws between two corners (x, y), as far as it lies in width × height px, as a sprite
    to be laid at (0, 0). `draw` is given a canvas and where on the map its top left corner lies."""
    left, top = (max(0, floor(v)) for v in low)
    right, bottom = min(width, ceil(high[0])), min(height, ceil(high[1]))
    wide, tall = max(1, right - left), max(1, bottom - top)
    origin = np.array((left, top), float)
    return paint(wide, tall, lambda canvas: draw(canvas, origin), (-left, -top))


def paint(
    width: int,
    height: int,
    draw: Callable[[Canvas], None],
    anchor: tuple[int, int] = (0, 0),
) -> Sprite:
    """What `draw` draws, with its transparency."""
    pixels = np.zeros((height, width, 4), np.uint8)
    draw(PixelCanvas(pixels))

    def drawn(drawing: Drawing) -> None:
        draw(drawing.group(-anchor[0], -anchor[1], size=(width, height)))

    return Sprite(pixels[:, :, :3], pixels[:, :, 3:], *anchor, drawn)
