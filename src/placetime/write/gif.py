"""GIF: one palette for the whole film, and of each frame only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from struct import pack
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

from placetime.write.palette import CLEAR, Indices, Palette, choose, style_colors

Pixels = NDArray[np.uint8]
AHEAD: Final = 24
"""How many frames are kept to choose a palette from, where none is given."""
LONGEST: Final = 60_000
"""Hundredths of a second that one frame may last; the format has 16 bits for them."""


def write_gif(
    frames: Iterable[Pixels],
    path: Path,
    fps: float,
    *,
    loop: int = 0,
    palette: Palette | None = None,
    on_frame: Callable[[int], None] = lambda count: None,
) -> None:
    """Writes frames of shape (height, width, 3) as they come, all in one array if need be; memory does
    not grow with them.

    `loop` is how often it plays, 0 for ever. Without a `palette` one is chosen from the first
    frames. `on_frame` is told how many frames are done. Raises ValueError without frames.
    """
    frames = iter(frames)
    if palette is None:
        ahead = [frame.copy() for frame in islice(frames, AHEAD)]
        palette = choose(ahead, style_colors()) if ahead else None
        frames = chain(ahead, frames)
    first = next(frames, None)
    if first is None or palette is None:
        raise ValueError("no frames to write")
    with path.open("wb") as file:
        _write_header(file, first.shape[1], first.shape[0], palette, loop)
        for image, offset, hundredths in _changes(chain([first], frames), palette, fps, on_frame):
            for part in GifImagePlugin.getdata(
                image, offset, duration=hundredths * 10, transparency=CLEAR, disposal=1
            ):
                file.write(part)
        file.write(b";")


def _write_header(file: BinaryIO, width: int, height: int, palette: Palette, loop: int) -> None:
    """Signature, size, global palette of 256 colours, and the extension that says how often to play."""
    file.write(b"GIF89a" + pack("<HHBBB", width, height, 0xF7, 0, 0))
    file.write(palette.colors.tobytes())
    if loop != 1:
        times = 0 if loop == 0 else loop - 1
        file.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + pack("<H", times) + b"\x00")


def _changes(
    frames: Iterable[Pixels], palette: Palette, fps: float, on_frame: Callable[[int], None]
) -> Iterator[tuple[Any, tuple[int, int], int]]:
    """For each frame that differs from the one before: the changed rectangle, its place, how long.

    Times are rounded to hundredths of a second from the start, so that they do not drift.
    """
    before: Pixels | None = None
    shown: Indices | None = None
    waiting: tuple[Any, tuple[int, int]] | None = None
    began, count = 0, 0
    for pixels in frames:
        now = round(count * 100 / fps)
        change = None
        if before is None or shown is None:
            before, shown = pixels.copy(), palette.indices(pixels)
            change = _image(shown), (0, 0)
        else:
            change = _change(before, pixels, shown, palette)
        if now - began >= LONGEST and change is None:
            change = _image(np.full((1, 1), CLEAR, np.uint8)), (0, 0)
        if change is not None:
            if waiting is not None:
                yield *waiting, now - began
            waiting, began = change, now
        count += 1
        on_frame(count)
    if waiting is not None:
        yield *waiting, max(2, round(count * 100 / fps) - began)


def _change(
    before: Pixels, pixels: Pixels, shown: Indices, palette: Palette
) -> tuple[Any, tuple[int, int]] | None:
    """The rectangle in which indices differ from those `shown`, None if nowhere; both `before` and
    `shown` are then as the new frame has them."""
    height, width = shown.shape
    rows = np.flatnonzero(_differ(before.reshape(height, -1), pixels.reshape(height, -1)))
    if not len(rows):
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    old, new = before[top:bottom], pixels[top:bottom]
    values = np.flatnonzero(old.ravel() != new.ravel())
    spots = values // 3
    spots = spots[np.concatenate([[True], spots[1:] != spots[:-1]])]
    found = palette.indices(new.reshape(-1, 3)[spots])
    np.copyto(old, new)
    here = shown[top:bottom].ravel()  # a view, as rows are whole
    other = found != here[spots]
    spots, found = spots[other], found[other]
    if not len(spots):
        return None
    here[spots] = found
    down, right = np.divmod(spots, width)
    left, wide = int(right.min()), int(np.ptp(right)) + 1
    over, tall = int(down[0]), int(down[-1] - down[0]) + 1
    image = np.full((tall, wide), CLEAR, np.uint8)
    image[down - over, right - left] = found
    return _image(image), (left, top + over)


def _differ(a: Pixels, b: Pixels) -> NDArray[np.bool_]:
    """In which rows two arrays differ, eight values at a time where their width allows it."""
    if a.shape[1] % 8 == 0:
        a, b = a.view(np.uint64), b.view(np.uint64)
    different: NDArray[np.bool_] = (a != b).any(axis=1)
    return different


def _image(indices: Indices) -> Any:
    return Image.fromarray(indices, "L")
