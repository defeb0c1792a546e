"""A time-lapse in the format that its file name asks for."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from placetime.errors import MissingPart
from placetime.scene.scene import Scene

NEEDS: Final = ("PIL", "av", "celiagg", "manimgx_fonts", "manimgx_fonts_cjk", "uharfbuzz")
FORMATS: Final = (".gif", ".mp4")


def write_animation(
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    fps: float,
    *,
    lang: str | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Renders the layers that are shown at `size` (width, height) px and writes them as GIF or MP4.

    The path's ending says which. `progress` is told the share of frames that are written. Raises
    MissingPart where the `animation` extra is not installed, ValueError for another ending.
    """
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"{path.name}: the name must end in {' or '.join(FORMATS)}")
    if any(find_spec(module) is None for module in NEEDS):
        raise MissingPart('animations need more: pip install "placetime[animation]"')
    from placetime.render.raster.renderer import Renderer
    from placetime.write.gif import write_gif
    from placetime.write.mp4 import write_mp4
    from placetime.write.palette import choose, style_colors

    shown = {layer.id for layer in scene.atlas.layers if layer.shown}
    renderer = Renderer(scene.only(shown), size, lang=lang)
    total = renderer.count(fps)

    def on_frame(count: int) -> None:
        progress(count / total)

    if path.suffix.lower() == ".gif":
        palette = choose(renderer.samples(fps), style_colors())
        write_gif(renderer.frames(fps), path, fps, palette=palette, on_frame=on_frame)
    else:
        write_mp4(renderer.frames(fps), path, fps, on_frame=on_frame)
