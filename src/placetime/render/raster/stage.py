"""A stage: a part of a frame on which pieces are laid, drawn anew only when they have changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.sprite import Piece


class Stage:
    """Keeps a background, the ground laid on it, and what was laid on both the last time."""

    def __init__(self) -> None:
        self._background: Pixels | None = None
        self._ground: tuple[Piece, ...] = ()
        self._below: Pixels | None = None
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
            self._background, self._ground, self._pieces = background, ground, None
        if pieces == self._pieces:
            return False
        np.copyto(pixels, self._below)
        for piece in pieces:
            piece.onto(pixels)
        self._pieces = pieces
        return True
