"""A sprite: something drawn once with its transparency, to be laid on many frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Canvas, Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """`color` (height, width, 3) uint16 is premultiplied; `alpha` (height, width, 1) uint16; 0…255.

    The pixel (`anchor_x`, `anchor_y`) of the sprite lies on the position that it is drawn at.
    """

    color: NDArray[np.uint16]
    alpha: NDArray[np.uint16]
    anchor_x: int = 0
    anchor_y: int = 0

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
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        under = pixels[y0:y1, x0:x1]
        color, alpha = self.color[part], self.alpha[part]
        share = round(opacity * 256)
        if share < 256:
            color = (color * np.uint16(share) >> 8).astype(np.uint16)
            alpha = (alpha * np.uint16(share) >> 8).astype(np.uint16)
        dimmed = under * (255 - alpha)
        dimmed += (dimmed >> 8) + 1  # a division by 255 is a shift by 8 after this
        dimmed >>= 8
        dimmed += color
        np.minimum(dimmed, 255, out=dimmed)
        under[:] = dimmed


def paint(
    width: int,
    height: int,
    draw: Callable[[Canvas], None],
    anchor: tuple[int, int] = (0, 0),
) -> Sprite:
    """What `draw` draws, with its transparency: the difference of it on black and on white."""
    black = np.zeros((height, width, 3), np.uint8)
    white = np.full((height, width, 3), 255, np.uint8)
    draw(Canvas(black))
    draw(Canvas(white))
    alpha = 255 - (white.astype(np.int16) - black).max(axis=2, keepdims=True)
    return Sprite(
        np.minimum(black, alpha).astype(np.uint16), alpha.clip(0, 255).astype(np.uint16), *anchor
    )
