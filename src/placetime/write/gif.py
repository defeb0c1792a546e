"""GIF: one palette for the whole film, and of each frame only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from struct import pack, unpack
from typing import BinaryIO, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image

from placetime.write.palette import CLEAR, Indices, Palette, choose, style_colors

Pixels = NDArray[np.uint8]
AHEAD: Final = 24
"""How many frames are kept to choose a palette from, where none is given."""
LONGEST: Final = 60_000
"""Hundredths of a second that one frame may last; the format has 16 bits for them."""


class Change(NamedTuple):
    """What the frame of this number changes: an image as the format has it, from its descriptor on."""

    frame: int
    data: bytes


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
    ahead = [frame.copy() for frame in islice(frames, AHEAD if palette is None else 1)]
    if not ahead:
        raise ValueError("no frames to write")
    size = ahead[0].shape[1], ahead[0].shape[0]
    palette = palette or choose(ahead, style_colors())
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        on_frame(count)

    with path.open("wb") as file:
        parts = changes(chain(ahead, frames), palette, on_frame=tick)
        assemble(file, parts, size, palette, fps, lambda: count, loop=loop)


def changes(
    frames: Iterable[Pixels],
    palette: Palette,
    first: int = 0,
    before: Pixels | None = None,
    *,
    on_frame: Callable[[], None] = lambda: None,
) -> Iterator[Change]:
    """The changes by each frame that differs from the one before it; `first` is the index of the first
    frame, `before` the frame before it, if there is one. `on_frame` is called after each frame."""
    before = None if before is None else before.copy()
    shown = None if before is None else palette.indices(before)
    for index, pixels in enumerate(frames, first):
        if before is None or shown is None:
            before, shown = pixels.copy(), palette.indices(pixels)
            yield Change(index, _encoded(shown, (0, 0)))
        else:
            change = _change(before, pixels, shown, palette)
            if change is not None:
                yield Change(index, _encoded(*change))
        on_frame()


def keep(parts: Iterable[Change], path: Path) -> None:
    """Writes changes to a file, from which `kept` gives them again one by one."""
    with path.open("wb") as file:
        for change in parts:
            file.write(pack("<QQ", change.frame, len(change.data)) + change.data)


def kept(path: Path) -> Iterator[Change]:
    """The changes that a file of `keep` holds."""
    with path.open("rb") as file:
        while head := file.read(16):
            frame, length = unpack("<QQ", head)
            yield Change(frame, file.read(length))


def assemble(
    file: BinaryIO,
    parts: Iterable[Change],
    size: tuple[int, int],
    palette: Palette,
    fps: float,
    count: Callable[[], int],
    *,
    loop: int = 0,
) -> None:
    """Writes a file from its changes; `count` tells how many frames there are, when all have come.

    Times are rounded to hundredths of a second from the start, so that they do not drift.
    """
    _write_header(file, *size, palette, loop)
    waiting: Change | None = None
    began = 0
    for change in parts:
        now = round(change.frame * 100 / fps)
        if waiting is not None:
            began = _write_image(file, waiting.data, began, now)
        waiting = change
    if waiting is not None:
        end = max(began + 2, round(count() * 100 / fps))
        _write_image(file, waiting.data, began, end)
    file.write(b";")


def _write_image(file: BinaryIO, data: bytes, began: int, now: int) -> int:
    """Writes an image that shows from `began` to `now`, in hundredths of a second; gives `now`."""
    while now - began > LONGEST:
        file.write(_control(LONGEST) + data)
        began, data = began + LONGEST, _encoded(np.full((1, 1), CLEAR, np.uint8), (0, 0))
    file.write(_control(now - began) + data)
    return now


def _control(hundredths: int) -> bytes:
    """How long the next image shows, which of its indices is clear, and that it stays."""
    return b"\x21\xf9\x04" + pack("<BHB", 1 << 2 | 1, hundredths, CLEAR) + b"\x00"


def _encoded(indices: Indices, offset: tuple[int, int]) -> bytes:
    """An image from its descriptor on, by Pillow's LZW."""
    return b"".join(GifImagePlugin.getdata(Image.fromarray(indices, "L"), offset))


def _write_header(file: BinaryIO, width: int, height: int, palette: Palette, loop: int) -> None:
    """Signature, size, global palette of 256 colours, and the extension that says how often to play."""
    file.write(b"GIF89a" + pack("<HHBBB", width, height, 0xF7, 0, 0))
    file.write(palette.colors.tobytes())
    if loop != 1:
        times = 0 if loop == 0 else loop - 1
        file.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + pack("<H", times) + b"\x00")


def _change(
    before: Pixels, pixels: Pixels, shown: Indices, palette: Palette
) -> tuple[Indices, tuple[int, int]] | None:
    """The rectangle in which indices differ from those `shown`, None if nowhere; both `before` and
    `shown` are then as the new frame has them."""
    old, new = _values(before), _values(pixels)
    blocks = np.flatnonzero(old != new) // 3
    if not len(blocks):
        return None
    blocks = blocks[np.concatenate([[True], blocks[1:] != blocks[:-1]])]
    wide = pixels.size // len(old)  # pixels in a block
    here = shown.reshape(-1, wide)
    found = palette.indices(pixels.reshape(-1, wide, 3)[blocks])
    np.copyto(old, new)
    block, place = np.nonzero(found != here[blocks])
    if not len(block):
        return None
    spots, found = blocks[block] * wide + place, found[block, place]
    shown.reshape(-1)[spots] = found
    down, right = np.divmod(spots, shown.shape[1])
    left, top = int(right.min()), int(down[0])
    image = np.full((int(down[-1]) - top + 1, int(right.max()) - left + 1), CLEAR, np.uint8)
    image[down - top, right - left] = found
    return image, (left, top)


def _values(pixels: Pixels) -> NDArray[np.unsignedinteger]:
    """All values in a row, three to a block: of eight pixels, where their number allows it, or of one."""
    flat = pixels.reshape(-1)
    return flat.view(np.uint64) if flat.size % 24 == 0 else flat
