"""A design: how large a film is, in what language and projection, and what stands around its map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PARTS: Final = (
    "title", "legend", "sources", "date", "caption", "timeline", "scale", "credits", "labels",
    "borders",
)  # fmt: skip
"""What a frame shows beside land, water and marks; each can be left out."""
LEAST: Final = 16
"""The shortest side of a frame less its margins, in px."""
MOST: Final = 16_384
"""The longest side of a frame, in px."""


@dataclass(frozen=True, slots=True)
class Design:
    """How frames look.

    `size` is width and height in px; `lang` the language, by default the atlas' first; `crs` the
    projection, by default the atlas' own ("auto": one that suits all views of the film); `scale` makes
    type and marks larger or smaller; `without` names what of `PARTS` is left out; `margin` px around
    everything stay empty, for players that cover the edges; `inset` puts a map of the wider world into
    a corner.

    Raises ValueError for a size that cannot be drawn and for a part that there is not.
    """

    size: tuple[int, int] = (1280, 720)
    lang: str | None = None
    crs: str | None = None
    scale: float = 1.0
    without: frozenset[str] = frozenset()
    margin: int = 0
    inset: bool = False

    def __post_init__(self) -> None:
        width, height = self.size
        if min(width, height) - 2 * self.margin < LEAST:
            raise ValueError(
                f"{width} × {height} px less a margin of {self.margin} is too small: "
                f"at least {LEAST + 2 * self.margin} to a side"
            )
        if max(width, height) > MOST:
            raise ValueError(f"{width} × {height} px is too large: at most {MOST} to a side")
        unknown = sorted(self.without - set(PARTS))
        if unknown:
            raise ValueError(f"no part {unknown[0]!r} to leave out; there are: {', '.join(PARTS)}")

    def has(self, part: str) -> bool:
        """Whether a part is shown."""
        return part not in self.without


BARE: Final = frozenset(PARTS) - {"labels", "borders"}
"""All but the map, with its borders and labels."""
