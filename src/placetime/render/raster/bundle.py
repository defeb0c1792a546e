"""Bundles: sprites that lie beside one another, laid on a frame all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.canvas import Pixels
from placetime.render.raster.drawing import Drawing
from placetime.render.raster.sprite import Piece, Spots, Sprite

WORTH: Final = 4
"""Pieces for which it is worth while."""


class Bundle:
    """Pieces none of which covers a pixel of another, as one piece that looks the same; equal where its
    pieces are."""

    __slots__ = ("_pieces", "_spots")

    def __init__(self, pieces: Sequence[Piece], spots: Sequence[Spots]) -> None:
        self._pieces = tuple(pieces)
        self._spots = Spots(*(np.concatenate(parts) for parts in zip(*spots, strict=True)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bundle) and other._pieces == self._pieces

    def __hash__(self) -> int:
        return hash(self._pieces)

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays them on the map that they were bundled for; (x, y) is not asked."""
        self._spots.onto(pixels, opacity)

    def draw(self, drawing: Drawing) -> None:
        for piece in self._pieces:
            drawing.lay(*piece)


class Bundler:
    """Bundles the pieces of a map of `width` × `height` px; what was bundled last is kept."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._last: tuple[tuple[Piece, ...], list[Piece]] = ((), [])

    def __call__(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Fewer pieces that look the same as these sprites, in their order."""
        pieces = tuple(pieces)
        if pieces != self._last[0]:
            self._last = pieces, list(self._bundled(pieces))
        return self._last[1]

    def _bundled(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        taken = np.zeros((self._height, self._width), np.bool_)
        own: list[Piece] = []
        spots: list[Spots] = []
        for piece in pieces:
            assert isinstance(piece.what, Sprite)
            placed = self._placed(piece.what, piece)
            if taken[placed.rows, placed.columns].any():
                yield from _one(own, spots)
                own, spots = [], []
                taken[:] = False
            taken[placed.rows, placed.columns] = True
            own.append(piece)
            spots.append(placed)
        yield from _one(own, spots)

    def _placed(self, sprite: Sprite, piece: Piece) -> Spots:
        """The pixels of a sprite on the map, their opacity worked in."""
        rows = sprite.spots.rows + (piece.y - sprite.anchor_y)
        columns = sprite.spots.columns + (piece.x - sprite.anchor_x)
        color, alpha = (_fainter(part, piece.opacity) for part in sprite.spots[2:])
        inside = (rows >= 0) & (rows < self._height) & (columns >= 0) & (columns < self._width)
        if inside.all():
            return Spots(rows, columns, color, alpha)
        return Spots(rows[inside], columns[inside], color[inside], alpha[inside])


def _one(pieces: Sequence[Piece], spots: Sequence[Spots]) -> Iterator[Piece]:
    if len(pieces) < WORTH:
        yield from pieces
    else:
        yield Piece(Bundle(pieces, spots), 0, 0)


def _fainter(values: NDArray[np.uint8], opacity: float) -> NDArray[np.uint8]:
    """Values times an opacity, rounded as where a sprite is laid."""
    share = round(opacity * 256)
    return values if share >= 256 else (values.astype(np.uint16) * share >> 8).astype(np.uint8)
