"""A canvas: what is asked of anything that a frame is drawn on, be it pixels or a vector picture.

Coordinates are px, x right and y down from the top left corner; colours are `#rrggbb`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from placetime.render.raster.coverage import Coverage, Points
from placetime.render.raster.path import Path

if TYPE_CHECKING:
    from placetime.render.raster.drawing import Drawing

Pixels = NDArray[np.uint8]
"""Shape (height, width, 3), sRGB, C-contiguous."""


class Glyph(Protocol):
    """The shape of a character in px around the start of its base line."""

    def lines(self) -> tuple[Points, ...]:
        """Its closed outlines."""
        ...

    def covers(self, phase: float) -> Coverage | None:
        """The pixels that it covers from a start `phase` px right of a px's edge; None if none."""
        ...


class Placed(NamedTuple):
    """A glyph and where its base line starts."""

    glyph: Glyph
    x: float
    y: float


class Drawable(Protocol):
    """What is laid on a canvas with its anchor at a position; what lies outside is cut off."""

    def onto(self, pixels: Pixels, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays it on pixels."""
        ...

    def draw(self, drawing: Drawing) -> None:
        """Draws it anew, with its anchor at (0, 0)."""
        ...


class Canvas(Protocol):
    """Draws at once, over what is already there."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    def fill(self, path: Path, color: str, opacity: float = 1.0, *, even_odd: bool = False) -> None:
        """Fills by the non-zero rule, or even-odd, under which inner outlines are holes."""
        ...

    def hatch(
        self, path: Path, color: str, opacity: float, every: float, width: float, phase: float
    ) -> None:
        """Fills, even-odd, with lines that rise to the right, `every` px apart and `width` px wide.

        `phase` 0…1 moves them by that share of their distance, so that two hatches do not coincide.
        """
        ...

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
        """Strokes; `dash` alternates lengths drawn and left out, in px."""
        ...

    def write(self, glyphs: Iterable[Placed], color: str) -> None:
        """Fills glyphs of type."""
        ...

    def surround(
        self, glyphs: Iterable[Placed], color: str, width: float, opacity: float = 1.0
    ) -> None:
        """Strokes the outlines of glyphs."""
        ...

    def lay(self, what: Drawable, x: int, y: int, opacity: float = 1.0) -> None:
        """Lays something that was prepared."""
        ...
