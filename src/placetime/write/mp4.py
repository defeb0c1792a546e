"""MP4: H.264 in a file that plays while it loads, in every browser and player."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
THREADS: Final = 4
"""Fixed, since the number of threads changes what the encoder writes."""
SEI: Final = 6
"""The kind of H.264 unit in which x264 writes its version and settings."""


def write_mp4(
    frames: Iterable[Pixels],
    path: Path,
    fps: float,
    *,
    quality: int = 19,
    on_frame: Callable[[int], None] = lambda count: None,
) -> None:
    """Writes frames of shape (height, width, 3) as they come.

    H.264 wants even sizes: an odd width or height is filled up by repeating the last column or row.
    `quality` is x264's rate factor: lower is better and larger. Colours are marked as BT.709. The
    file says neither when nor by which version it was made. Raises ValueError without frames, and
    whatever goes wrong in drawing the frames.
    """
    import av
    from av.bitstream import BitStreamFilterContext
    from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    convert = VideoReformatter()
    count = 0
    with av.open(str(path), "w", format="mp4", options=options) as container:
        stream: Any = None
        for pixels in frames:
            even = _even(pixels)
            if stream is None:
                stream = _stream(container, even.shape[1], even.shape[0], fps)
                stream.options = {"crf": str(quality), "preset": "fast", "tune": "animation"}
                plain = BitStreamFilterContext(f"filter_units=remove_types={SEI}", stream)
            picture = convert.reformat(
                av.VideoFrame.from_numpy_buffer(even, format="rgb24"),
                format="yuv420p",
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
                interpolation="AREA",
            )
            picture.pts = count
            picture.time_base = stream.codec_context.time_base
            for packet in stream.encode(picture):
                _mux(container, plain, packet)
            count += 1
            on_frame(count)
        if stream is None:
            raise ValueError("no frames to write")
        for packet in stream.encode(None):
            _mux(container, plain, packet)
        for rest in plain.filter(None):
            container.mux(rest)


def _stream(container: Any, width: int, height: int, fps: float) -> Any:
    rate = Fraction(fps).limit_denominator(1001)
    stream = container.add_stream("libx264", rate=rate)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate
    context.thread_count = THREADS
    context.flags |= 1 << 23  # AV_CODEC_FLAG_BITEXACT
    context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709
    context.color_range = 1  # limited
    return stream


def _mux(container: Any, plain: Any, packet: Any) -> None:
    for cleaned in plain.filter(packet):
        container.mux(cleaned)


def _even(pixels: Pixels) -> Pixels:
    """The pixels with an even width and height."""
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        return np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    return pixels
