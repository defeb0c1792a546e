"""A stage: a part of a frame on which pieces are laid, drawn anew only when they have changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.sprite import Piece

WORTH: Final = 4
"""Pieces for which it is worth while to keep what they look like."""


class Stage:
    """Keeps a background, the ground laid on it, and of the pieces over both those that, from the lowest
    up, were the same the last time."""

    def __init__(self) -> None:
        self._background: Pixels | None = None
        self._ground: tuple[Piece, ...] = ()
        self._below: Pixels | None = None
        self._kept: Pixels | None = None
        self._count = 0
        self._pieces: tuple[Piece, ...] | None = None

    def draw(
        self, pixels: Pixels, background: Pixels, ground: Iterable[Piece], pieces: Iterable[Piece]
    ) -> bool:
        """Draws a background, the ground (which changes seldom) and the pieces into `pixels`, all of the
        same shape, which nobody else has drawn in since the last time; False if nothing had changed."""
        ground, pieces = tuple(ground), tuple(pieces)
        if self._below is None or background is not self._background or ground != self._ground:
            self._below = background.copy()
            for piece in ground:
                piece.onto(self._below)
            self._background, self._ground = background, ground
            self._kept, self._count, self._pieces = None, 0, None
        if pieces == self._pieces:
            return False
        same = _common(pieces, self._pieces or ())
        if same < self._count:
            self._kept, self._count = None, 0
        if same - self._count >= WORTH:
            self._kept = self._below.copy() if self._kept is None else self._kept
            for piece in pieces[self._count : same]:
                piece.onto(self._kept)
            self._count = same
        np.copyto(pixels, self._below if self._kept is None else self._kept)
        for piece in pieces[self._count :]:
            piece.onto(pixels)
        self._pieces = pieces
        return True


def _common(a: tuple[Piece, ...], b: tuple[Piece, ...]) -> int:
    """How many pieces are the same from the begin on."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count
