"""MP4, WebM, animated WebP and animated PNG, by the encoders of FFmpeg."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
COARSER_RATE: Final = 4
"""What a step of lower quality adds to the rate factor."""
SEI: Final = 6
"""The kind of H.264 unit in which x264 writes its version and settings."""


@dataclass(frozen=True, slots=True)
class Format:
    """A container with its codec, the options of both and what is cleaned from packets.

    `crf` is the codec's rate factor for which a film looks like its frames; None if nothing is lost.
    """

    container: str
    codec: str
    pixels: str
    options: Mapping[str, str]
    muxing: Mapping[str, str]
    crf: int | None = None
    filters: str | None = None

    def rate(self, coarser: int) -> int:
        """The rate factor of a film that is so many steps coarser than usual."""
        return (self.crf or 0) + COARSER_RATE * coarser


FORMATS: Final[Mapping[str, Format]] = {
    ".mp4": Format(
        "mp4",
        "libx264",
        "yuv420p",
        {"preset": "fast", "tune": "animation"},
        {"movflags": "+faststart"},
        crf=19,
        filters=f"filter_units=remove_types={SEI}",
    ),
    ".webm": Format(
        "webm",
        "libvpx-vp9",
        "yuv420p",
        {"b": "0", "deadline": "good", "cpu-used": "4"},
        {},
        crf=30,
    ),
    ".webp": Format("webp", "libwebp_anim", "bgra", {"lossless": "1"}, {"loop": "0"}),
    ".apng": Format("apng", "apng", "rgb24", {"pred": "mixed"}, {"plays": "0"}),
}


def write_video(
    frames: Iterable[Pixels],
    path: Path,
    fps: float,
    *,
    quality: int | None = None,
    on_frame: Callable[[int], None] = lambda count: None,
) -> None:
    """Writes frames of shape (height, width, 3) as they come, in one of `FORMATS` by the path's ending.

    MP4 and WebM want even sizes: an odd width or height is filled up by repeating the last column or
    row. `quality` is their rate factor: lower is better and larger. Their colours are marked as BT.709.
    The file says neither when nor by which version it was made, and is encoded in one thread: their
    number would change what is written. Raises ValueError without frames, and whatever goes wrong in
    drawing the frames.
    """
    import av
    from av.bitstream import BitStreamFilterContext
    from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

    kind = FORMATS[path.suffix.lower()]
    convert = VideoReformatter()
    count = 0
    options = {"fflags": "+bitexact", **kind.muxing}
    with av.open(str(path), "w", format=kind.container, options=options) as container:
        stream: Any = None
        clean: Any = None
        for pixels in frames:
            even = pixels if kind.crf is None else _even(pixels)
            if stream is None:
                stream = _stream(container, kind, even.shape[1], even.shape[0], fps)
                if kind.crf is not None:
                    rate = kind.crf if quality is None else quality
                    stream.options = {"crf": str(rate), **kind.options}
                clean = BitStreamFilterContext(kind.filters, stream) if kind.filters else None
            picture = av.VideoFrame.from_numpy_buffer(even, format="rgb24")
            if kind.crf is not None:
                picture = convert.reformat(
                    picture,
                    format=kind.pixels,
                    dst_colorspace=Colorspace.ITU709,
                    dst_color_range=ColorRange.MPEG,
                    interpolation="AREA",
                )
            elif kind.pixels != "rgb24":
                picture = convert.reformat(picture, format=kind.pixels)
            else:
                picture = av.VideoFrame.from_ndarray(even, format="rgb24")  # the codec keeps it
            picture.pts = count
            picture.time_base = stream.codec_context.time_base
            for packet in stream.encode(picture):
                _mux(container, clean, packet)
            count += 1
            on_frame(count)
        if stream is None:
            raise ValueError("no frames to write")
        for packet in stream.encode(None):
            _mux(container, clean, packet)
        _mux(container, clean, None)


def join_videos(parts: Sequence[tuple[Path, int]], path: Path, fps: float) -> None:
    """Joins films that `write_video` wrote, each with the number of its first frame, without encoding
    them again."""
    import av

    kind = FORMATS[path.suffix.lower()]
    options = {"fflags": "+bitexact", **kind.muxing}
    frame = 1 / Fraction(fps).limit_denominator(1001)
    with av.open(str(path), "w", format=kind.container, options=options) as container:
        out: Any = None
        for part, first in parts:
            with av.open(str(part)) as source:
                stream: Any = source.streams.video[0]
                if out is None:
                    out = container.add_stream_from_template(stream)
                shift = round(first * frame / stream.time_base)
                for packet in source.demux(stream):
                    if packet.pts is not None and packet.dts is not None:
                        packet.pts += shift
                        packet.dts += shift
                        packet.stream = out
                        container.mux(packet)


def _stream(container: Any, kind: Format, width: int, height: int, fps: float) -> Any:
    rate = Fraction(fps).limit_denominator(1001)
    stream = container.add_stream(kind.codec, rate=rate)
    stream.width, stream.height, stream.pix_fmt = width, height, kind.pixels
    stream.options = dict(kind.options)
    context = stream.codec_context
    context.time_base = 1 / rate
    context.thread_count = 1
    context.flags |= 1 << 23  # AV_CODEC_FLAG_BITEXACT
    if kind.crf is not None:
        context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709
        context.color_range = 1  # limited
    return stream


def _mux(container: Any, clean: Any, packet: Any) -> None:
    """Writes a packet, cleaned; None at the end."""
    if clean is not None:
        for cleaned in clean.filter(packet):
            container.mux(cleaned)
    elif packet is not None:
        container.mux(packet)


def _even(pixels: Pixels) -> Pixels:
    """The pixels with an even width and height."""
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        return np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    return pixels
