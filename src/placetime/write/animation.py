"""A time-lapse in the format that its file name asks for."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from placetime.errors import MissingPart
from placetime.render.raster.design import Design
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.budget import COARSER, Choice, within
from placetime.write.safely import aside
from placetime.write.stretches import done

if TYPE_CHECKING:
    from placetime.render.raster.density import Density
    from placetime.render.raster.renderer import Renderer
    from placetime.write.palette import Palette

NEEDS: Final = ("PIL", "av", "celiagg", "manimgx_fonts", "manimgx_fonts_cjk", "uharfbuzz")
FORMATS: Final = (".gif", ".mp4", ".webm", ".webp", ".apng", ".png")
COARSENED: Final = (".gif", ".mp4", ".webm")
"""Those whose quality can be lowered; the others lose nothing."""
HUES: Final = 16
"""Colours of the legend that a GIF has exactly, however few colours it has."""
STRETCH: Final = 240
"""Frames that are drawn and encoded by themselves, at most about."""


@in_own_style
def write_animation(
    scene: Scene,
    path: Path,
    design: Design,
    fps: float,
    *,
    jobs: int | None = None,
    max_bytes: int | None = None,
    density: Callable[[Design], Density] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Choice:
    """Renders a scene as a design asks for, and moves the film into place when it is done.

    With `max_bytes` the film is made coarser, smaller or slower until it fits; what was chosen is given
    back. `density` makes what lies below the marks for a design; it is asked once for each size.

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
    require_drawing()
    raster = import_module("placetime.render.raster.renderer")
    folder = path.absolute().parent
    wanted = Choice(design.size, fps)

    made: dict[tuple[int, int], Density] = {}

    def write(choice: Choice) -> Path:
        own = raster.spoken(replace(design, size=choice.size), scene, density is not None)
        if density is not None and own.size not in made:
            made.clear()
            made[own.size] = density(own)
        renderer = raster.Renderer(scene, own, made.get(own.size))
        _write(renderer, building / path.name, choice, jobs, progress)
        return building / path.name

    with aside(folder) as building:
        if max_bytes is None or suffix == ".png":
            write(wanted)
            return wanted
        coarsest = COARSER if suffix in COARSENED else 0
        return within(max_bytes, wanted, write, scene.scale.lasting, coarsest)[0]


def require_drawing() -> None:
    """MissingPart unless the `animation` extra is installed."""
    missing = [module for module in NEEDS if find_spec(module) is None]
    if missing:
        raise MissingPart(
            f'pictures and films need more ({", ".join(missing)}): pip install "placetime[animation]"'
        )


def _write(
    renderer: Renderer,
    path: Path,
    choice: Choice,
    jobs: int | None,
    progress: Callable[[float], None],
) -> None:
    fps = choice.fps
    total = renderer.count(fps)

    def on_frame(count: int) -> None:
        progress(count / total)

    suffix = path.suffix.lower()
    if suffix == ".gif":
        _gif(renderer, path, choice, jobs, on_frame)
    elif suffix in (".mp4", ".webm"):
        _video(renderer, path, choice, jobs, on_frame)
    elif suffix == ".png":
        from placetime.write.pictures import write_sequence

        write_sequence(renderer.frames(fps), path, on_frame=on_frame)
    else:
        from placetime.write.video import write_video

        write_video(renderer.frames(fps), path, fps, on_frame=on_frame)


def _gif(
    renderer: Renderer,
    path: Path,
    choice: Choice,
    jobs: int | None,
    on_frame: Callable[[int], None],
) -> None:
    from placetime.write.gif import assemble, kept
    from placetime.write.palette import choose, style_colors

    fps = choice.fps
    fixed = [*style_colors(), *renderer.scene.hues[:HUES]]
    palette = choose(renderer.samples(fps), fixed, choice.colors)
    total = renderer.count(fps)
    with tempfile.TemporaryDirectory(prefix=".film-", dir=path.parent) as folder:
        work = _GifWork(renderer, Path(folder), palette, fps)
        parts = done(work, total, STRETCH, jobs=jobs, on_frame=on_frame)
        with path.open("wb") as file:
            changed = (change for part in parts for change in kept(part))
            assemble(file, changed, renderer.size, palette, fps, lambda: total)


@dataclass(frozen=True, slots=True)
class _GifWork:
    """Draws a stretch of frames and keeps their changes in a file; gives that."""

    renderer: Renderer
    folder: Path
    palette: Palette
    fps: float

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> Path:
        from placetime.write.gif import changes, keep

        part = self.folder / f"{first:06}"
        before = next(self.renderer.frames(self.fps, first - 1, first)) if first else None
        frames = self.renderer.frames(self.fps, first, last)
        keep(changes(frames, self.palette, first, before, on_frame=tick), part)
        return part


def _video(
    renderer: Renderer,
    path: Path,
    choice: Choice,
    jobs: int | None,
    on_frame: Callable[[int], None],
) -> None:
    from placetime.write.video import join_videos

    total = renderer.count(choice.fps)
    with tempfile.TemporaryDirectory(prefix=".film-", dir=path.parent) as folder:
        work = _VideoWork(renderer, Path(folder), path.suffix.lower(), choice)
        parts = list(done(work, total, STRETCH, jobs=jobs, on_frame=on_frame))
        join_videos(parts, path, choice.fps)


@dataclass(frozen=True, slots=True)
class _VideoWork:
    """Draws and encodes a stretch of frames as a film of its own; gives it and its first frame."""

    renderer: Renderer
    folder: Path
    suffix: str
    choice: Choice

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> tuple[Path, int]:
        from placetime.write.video import FORMATS, write_video

        part = self.folder / f"{first:06}{self.suffix}"
        fps = self.choice.fps
        frames = self.renderer.frames(fps, first, last)
        quality = FORMATS[self.suffix].rate(self.choice.coarser)
        write_video(frames, part, fps, quality=quality, on_frame=lambda count: tick())
        return part, first
