"""A time-lapse in the format that its file name asks for."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from placetime.errors import MissingPart
from placetime.scene.scene import Scene
from placetime.write.stretches import done

if TYPE_CHECKING:
    from placetime.render.raster.renderer import Renderer
    from placetime.write.gif import Change
    from placetime.write.palette import Palette

NEEDS: Final = ("PIL", "av", "celiagg", "manimgx_fonts", "manimgx_fonts_cjk", "uharfbuzz")
FORMATS: Final = (".gif", ".mp4", ".webm", ".webp", ".apng", ".png")
STRETCH: Final = 240
"""Frames that are drawn and encoded by themselves, at most about."""


def write_animation(
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    fps: float,
    *,
    lang: str | None = None,
    jobs: int | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Renders a scene's layers that are shown at `size` (width, height) px and writes them.

    The path's ending says in which of `FORMATS`; PNG is a file a frame, and the name has a place for its
    number: `frame-%05d.png`. `jobs` processes share the work, by default one for
    each core; the file is the same. `progress` is told the share of frames that are done. Raises
    MissingPart where the `animation` extra is not installed, ValueError for another ending.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ValueError(f"{path.name}: the name must end in one of {', '.join(FORMATS)}")
    if suffix == ".png" and not re.fullmatch(r"[^%]*%0?\d*d[^%]*", path.name):
        raise ValueError(
            f"{path.name}: for a PNG a frame the name needs a place for its number, as in "
            "frame-%05d.png; an animated PNG ends in .apng"
        )
    if any(find_spec(module) is None for module in NEEDS):
        raise MissingPart('animations need more: pip install "placetime[animation]"')
    from placetime.render.raster.renderer import Renderer

    shown = {layer.id for layer in scene.atlas.layers if layer.shown}
    if len(shown) < len(scene.atlas.layers):
        scene = scene.only(shown)
    renderer = Renderer(scene, size, lang=lang)
    total = renderer.count(fps)

    def on_frame(count: int) -> None:
        progress(count / total)

    if suffix == ".gif":
        _gif(renderer, path, fps, jobs, on_frame)
    elif suffix in (".mp4", ".webm"):
        _video(renderer, path, fps, jobs, on_frame)
    elif suffix == ".png":
        from placetime.write.pictures import write_sequence

        write_sequence(renderer.frames(fps), path, on_frame=on_frame)
    else:
        from placetime.write.video import write_video

        write_video(renderer.frames(fps), path, fps, on_frame=on_frame)


def _gif(
    renderer: Renderer,
    path: Path,
    fps: float,
    jobs: int | None,
    on_frame: Callable[[int], None],
) -> None:
    from placetime.write.gif import assemble
    from placetime.write.palette import choose, style_colors

    palette = choose(renderer.samples(fps), style_colors())
    total = renderer.count(fps)
    work = _GifWork(renderer, palette, fps)
    with path.open("wb") as file:
        parts = (
            c for part in done(work, total, STRETCH, jobs=jobs, on_frame=on_frame) for c in part
        )
        assemble(file, parts, renderer.size, palette, fps, lambda: total)


@dataclass(frozen=True, slots=True)
class _GifWork:
    """Draws and encodes the changes of a stretch of frames."""

    renderer: Renderer
    palette: Palette
    fps: float

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> list[Change]:
        from placetime.write.gif import changes

        before = next(self.renderer.frames(self.fps, first - 1, first)) if first else None
        frames = self.renderer.frames(self.fps, first, last)
        return list(changes(frames, self.palette, first, before, on_frame=tick))


def _video(
    renderer: Renderer,
    path: Path,
    fps: float,
    jobs: int | None,
    on_frame: Callable[[int], None],
) -> None:
    from placetime.write.video import join_videos

    total = renderer.count(fps)
    with tempfile.TemporaryDirectory(prefix=".film-", dir=path.parent) as folder:
        work = _VideoWork(renderer, Path(folder), path.suffix, fps)
        parts = list(done(work, total, STRETCH, jobs=jobs, on_frame=on_frame))
        join_videos(parts, path, fps)


@dataclass(frozen=True, slots=True)
class _VideoWork:
    """Draws and encodes a stretch of frames as a film of its own; gives it and its first frame."""

    renderer: Renderer
    folder: Path
    suffix: str
    fps: float

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> tuple[Path, int]:
        from placetime.write.video import write_video

        part = self.folder / f"{first:06}{self.suffix}"
        frames = self.renderer.frames(self.fps, first, last)
        write_video(frames, part, self.fps, on_frame=lambda count: tick())
        return part, first
