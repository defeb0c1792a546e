"""Single pictures: a frame as PNG, and a film as one PNG a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def write_png(pixels: Pixels, path: Path) -> None:
    """Writes pixels of shape (height, width, 3)."""
    Image.fromarray(pixels).save(path, "PNG", optimize=True)


def write_sequence(
    frames: Iterable[Pixels],
    path: Path,
    *,
    on_frame: Callable[[int], None] = lambda count: None,
) -> None:
    """Writes each frame into a file of its own; `path` has a place for its number: `frame-%05d.png`.

    Raises ValueError without frames.
    """
    count = 0
    for count, pixels in enumerate(frames, 1):
        write_png(pixels, path.with_name(path.name % (count - 1)))
        on_frame(count)
    if not count:
        raise ValueError("no frames to write")
