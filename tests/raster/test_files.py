"""Films in files: what a reader decodes is what was rendered; the same frames give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry import Point

from placetime.build import read_atlas
from placetime.model.atlas import Chapter
from placetime.render.raster.design import BARE, Design
from placetime.render.raster.pixels import rgb
from placetime.render.raster.renderer import Renderer
from placetime.scene.cut import cut
from placetime.scene.scene import scene_of
from placetime.write.animation import write_animation
from placetime.write.gif import write_gif
from placetime.write.palette import CLEAR, Palette, choose, style_colors
from placetime.write.pictures import write_sequence
from placetime.write.stretches import done
from placetime.write.video import write_video
from tests.conftest import TEMPLATE
from tests.raster.scenes import across, mark, scene

Pixels = NDArray[np.uint8]
FPS = 5.0


def film(size: tuple[int, int] = (320, 180)) -> Renderer:
    marks = (
        mark(across(), (0, 0, 25, 25), id="a", kind="move", hue="#0072b2"),
        mark(Point(4, 2), (3, 3, 8, 8), id="b", trace_days=10),
        mark(Point(7, -2), (5, 20, 5, 20), id="c", look="hollow", hue="#009e73"),
    )
    return Renderer(scene(*marks), Design(size))


@pytest.fixture(scope="module")
def rendered() -> list[Pixels]:
    return [frame.copy() for frame in film().frames(FPS)]


def psnr(a: Pixels, b: Pixels) -> float:
    error = ((a.astype(float) - b.astype(float)) ** 2).mean()
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


def ssim(a: Pixels, b: Pixels) -> float:
    """Structural similarity of the green channel in windows of 8 × 8 px (Wang et al. 2004)."""

    def windows(pixels: Pixels) -> NDArray[np.float64]:
        green = pixels[..., 1].astype(float)
        height, width = (n // 8 * 8 for n in green.shape)
        return green[:height, :width].reshape(height // 8, 8, -1, 8).swapaxes(1, 2).reshape(-1, 64)

    x, y = windows(a), windows(b)
    mx, my = x.mean(axis=1), y.mean(axis=1)
    both = ((x - mx[:, None]) * (y - my[:, None])).mean(axis=1)
    c1, c2 = 6.5025, 58.5225
    top = (2 * mx * my + c1) * (2 * both + c2)
    return float((top / ((mx**2 + my**2 + c1) * (x.var(axis=1) + y.var(axis=1) + c2))).mean())


def gif_at_each_frame(path: Path, count: int, fps: float) -> Iterator[Pixels]:
    """What a viewer sees at the middle of each frame's time."""
    with Image.open(path) as image:
        until, index = 0.0, -1
        for frame in range(count):
            while (frame + 0.5) / fps * 1000 > until and index + 1 < image.n_frames:  # type: ignore[attr-defined]
                index += 1
                image.seek(index)
                image.load()
                until += image.info["duration"]
                shown = np.asarray(image.convert("RGB"))
            yield shown


def decoded(path: Path) -> list[Pixels]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_gif_frames_are_the_rendered_frames(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    write_gif(rendered, path, FPS, palette=choose(rendered[::9], style_colors()))
    seen = list(gif_at_each_frame(path, len(rendered), FPS))
    for number, (original, shown) in enumerate(zip(rendered, seen, strict=True)):
        assert psnr(original, shown) > 40 and ssim(original, shown) > 0.995, number


def test_a_second_reader_sees_the_same_gif(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    write_gif(rendered, path, FPS)
    with Image.open(path) as image:
        own = []
        for index in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(index)
            own.append(np.asarray(image.convert("RGB")))
    other = decoded(path)
    assert len(own) == len(other)
    assert all((a == b).all() for a, b in zip(own, other, strict=True))


def test_gif_plays_as_long_as_the_film_for_ever(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    write_gif(rendered, path, 7.0)
    with Image.open(path) as image:
        total = 0
        for index in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(index)
            total += image.info["duration"]
        assert image.info["loop"] == 0
    assert total / 1000 == pytest.approx(len(rendered) / 7, abs=0.02)
    seen = gif_at_each_frame(path, len(rendered), 7.0)
    assert all(psnr(a, b) > 36 for a, b in zip(rendered, seen, strict=True))


def test_gif_holds_still_frames_and_writes_changes_only(tmp_path: Path) -> None:
    still = np.full((60, 80, 3), 200, np.uint8)
    changed = still.copy()
    changed[10:14, 20:25] = (213, 94, 0)
    frames = [still] * 20 + [changed] * 20
    write_gif(frames, tmp_path / "a.gif", 10)
    with Image.open(tmp_path / "a.gif") as image:
        assert image.n_frames == 2  # type: ignore[attr-defined]
        assert image.info["duration"] == 2000
        image.seek(1)
        assert image.tile[0].extents == (20, 10, 25, 14) or image.dispose_extent == (20, 10, 25, 14)
    assert (tmp_path / "a.gif").stat().st_size < 1400


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_hold_at_the_end_of_a_chapter_is_one_long_picture(jobs: int, tmp_path: Path) -> None:
    lengths, sizes = [], []
    for hold in (0.0, 12.0):
        box = (0.0, -4.0, 10.0, 6.0)
        chapters = (Chapter({}, 0, 9, 3.0, box, hold), Chapter({}, 10, 30, 3.0, box))
        marks = [mark(Point(day / 4 + 1, 1), (day, day, 30, 30), id=str(day)) for day in range(31)]
        path = tmp_path / f"{hold}.gif"
        made = scene(*marks, chapters=chapters)
        write_animation(made, path, Design((160, 90), without=BARE), FPS, jobs=jobs)
        with Image.open(path) as image:
            lengths.append([])
            for index in range(image.n_frames):
                image.seek(index)
                lengths[-1].append(image.info["duration"])
        sizes.append(path.stat().st_size)
    longer = [b - a for a, b in zip(*lengths, strict=True)]
    assert sorted(longer) == [0] * (len(longer) - 1) + [12_000]
    assert longer.index(12_000) not in (0, len(longer) - 1)
    assert sizes[0] == sizes[1]


def test_gif_leaves_out_what_its_palette_cannot_tell_apart(tmp_path: Path) -> None:
    palette = Palette(np.array([[0, 0, 0], [200, 200, 200]], np.uint8))
    still = np.full((60, 80, 3), 200, np.uint8)
    write_gif([still, still - 1, still], tmp_path / "a.gif", 10, palette=palette)
    with Image.open(tmp_path / "a.gif") as image:
        assert image.n_frames == 1  # type: ignore[attr-defined]


def test_a_long_still_is_not_cut_short(tmp_path: Path) -> None:
    still = np.zeros((4, 4, 3), np.uint8)
    write_gif([still] * 700, tmp_path / "a.gif", 1)
    with Image.open(tmp_path / "a.gif") as image:
        total = 0
        for index in range(image.n_frames):  # type: ignore[attr-defined]
            image.seek(index)
            total += image.info["duration"]
    assert total == 700_000


def test_mp4_frames_are_the_rendered_frames(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write_video(rendered, path, FPS)
    seen = decoded(path)
    assert len(seen) == len(rendered)
    for original, shown in zip(rendered, seen, strict=True):
        assert psnr(original, shown) > 32 and ssim(original, shown) > 0.95


def test_mp4_plays_everywhere(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    write_video(rendered[:10], path, 24)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 24
        assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"x264" not in data and b"Lavc" not in data and b"Lavf" not in data


@pytest.mark.parametrize("color", ["#d55e00", "#0072b2", "#009e73", "#f4f1ea", "#2b2a28"])
def test_mp4_keeps_its_colours(color: str, tmp_path: Path) -> None:
    flat = np.full((64, 64, 3), rgb(color), np.uint8)
    write_video([flat] * 3, tmp_path / "a.mp4", 5)
    with av.open(str(tmp_path / "a.mp4")) as container:
        frame = next(container.decode(video=0))
        shown = frame.reformat(format="rgb24", src_colorspace="ITU709").to_ndarray()
    assert np.abs(shown[32, 32].astype(int) - rgb(color)).max() <= 4


@pytest.mark.parametrize("name", ["film.webp", "film.apng", "film-%03d.png"])
def test_formats_without_loss_have_the_rendered_frames(
    name: str, rendered: list[Pixels], tmp_path: Path
) -> None:
    path = tmp_path / name
    if "%" in name:
        write_sequence(rendered, path)
        shown = [np.asarray(Image.open(path)) for path in sorted(tmp_path.iterdir())]
    else:
        write_video(rendered, path, FPS)
        shown = list(gif_at_each_frame(path, len(rendered), FPS))
        with Image.open(path) as image:
            assert image.info.get("loop") == 0, "for ever"
    assert len(shown) == len(rendered)
    assert all((a == b).all() for a, b in zip(rendered, shown, strict=True))


def test_webm_frames_are_the_rendered_frames(rendered: list[Pixels], tmp_path: Path) -> None:
    path = tmp_path / "film.webm"
    write_video(rendered, path, FPS)
    seen = decoded(path)
    assert len(seen) == len(rendered)
    for original, shown in zip(rendered, seen, strict=True):
        assert psnr(original, shown) > 30 and ssim(original, shown) > 0.93
    assert b"Lavc" not in path.read_bytes()


@pytest.mark.parametrize("suffix", ["gif", "mp4", "webm"])
def test_one_process_and_several_write_the_same_bytes(
    suffix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("placetime.write.animation.STRETCH", 12)
    whole = film().scene
    told: list[float] = []
    for jobs in (1, 3):
        path = tmp_path / f"{jobs}.{suffix}"
        write_animation(whole, path, Design((320, 180)), 3, jobs=jobs, progress=told.append)
        assert told.pop() == 1.0
    one, three = (tmp_path / f"{jobs}.{suffix}" for jobs in (1, 3))
    assert one.read_bytes() == three.read_bytes()
    assert sorted(tmp_path.iterdir()) == [one, three], "nothing else is left there"
    if suffix != "gif":  # stretches that were encoded by themselves follow one another evenly
        with av.open(str(three)) as container:
            times = [float(frame.time) for frame in container.decode(video=0)]
        assert times == pytest.approx([i / 3 for i in range(film().count(3))], abs=0.002)


def test_a_process_that_fails_stops_the_film() -> None:
    with pytest.raises(ZeroDivisionError):
        list(done(_broken, 100, 20, jobs=2))


def _broken(first: int, last: int, tick: object) -> float:
    return 1 / (first - first)


@pytest.mark.parametrize("suffix", ["gif", "mp4", "webm", "webp", "apng"])
def test_the_same_film_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    write = write_gif if suffix == "gif" else write_video
    for name in ("a", "b"):
        write(film().frames(FPS), tmp_path / f"{name}.{suffix}", FPS)
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_odd_sizes_are_filled_up_for_mp4_and_kept_in_gif(tmp_path: Path) -> None:
    frames = [frame.copy() for frame in film((321, 181)).frames(1)]
    write_video(frames, tmp_path / "odd.mp4", 1)
    shown = decoded(tmp_path / "odd.mp4")[0]
    assert shown.shape == (182, 322, 3)
    assert psnr(frames[0], shown[:181, :321]) > 32
    write_gif(frames, tmp_path / "odd.gif", 1)
    with Image.open(tmp_path / "odd.gif") as image:
        assert image.size == (321, 181)


@pytest.mark.parametrize(
    ("write", "suffix"),
    [
        (write_gif, ".gif"),
        (write_video, ".mp4"),
        (write_video, ".webm"),
        (write_video, ".webp"),
        (write_video, ".apng"),
    ],
)
def test_progress_and_no_frames(write, suffix: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    counts: list[int] = []
    write(film().frames(1), tmp_path / f"film{suffix}", 1.0, on_frame=counts.append)
    assert counts == list(range(1, 23))
    with pytest.raises(ValueError, match="no frames"):
        write(iter(()), tmp_path / f"none{suffix}", 1.0)


def test_the_palette_has_the_style_exactly_and_finds_the_nearest() -> None:
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 256, (60, 60, 3), dtype=np.uint8)
    palette = choose([noise], style_colors())
    for color in style_colors():
        wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (palette.colors[palette.indices(np.array([wanted], np.uint8))[0]] == wanted).all()
    found = palette.indices(noise)
    assert (found != CLEAR).all()
    distances = ((noise[:, :, None].astype(int) - palette.colors[1:].astype(int)) ** 2).sum(axis=3)
    own = ((noise.astype(int) - palette.colors[found].astype(int)) ** 2).sum(axis=2)
    assert (own == distances.min(axis=2)).all()


def test_a_gif_of_few_colours_has_those_of_the_legend(tmp_path: Path, hannibal: Path) -> None:
    scene = cut(scene_of(read_atlas(hannibal)), seconds=4)
    path, design = tmp_path / "film.gif", Design((480, 270))
    write_animation(scene, path, design, 5)
    chosen = write_animation(scene, path, design, 5, max_bytes=path.stat().st_size * 3 // 4)
    assert chosen.coarser > 0
    with Image.open(path) as film:
        flat = film.getpalette() or []
    colors = {tuple(flat[i : i + 3]) for i in range(0, len(flat), 3)}
    assert len(scene.hues) >= 2 and {rgb(hue) for hue in scene.hues} <= colors


def test_few_colours_are_all_kept() -> None:
    colors = np.array([[[1, 2, 3], [250, 0, 9], [7, 7, 7]]], np.uint8)
    palette = choose([colors])
    assert (palette.colors[palette.indices(colors)] == colors).all()
    assert isinstance(palette, Palette)


def test_a_layer_that_is_not_shown_is_not_in_the_film(tmp_path: Path) -> None:
    whole = scene_of(read_atlas(TEMPLATE))
    (layer,) = whole.atlas.layers
    off = replace(whole, atlas=replace(whole.atlas, layers=(replace(layer, shown=False),)))
    for name, given in (("whole", whole), ("off", off), ("none", whole.only(()))):
        write_animation(cut(given), tmp_path / f"{name}.gif", Design((320, 200)), 1)
    shown, without, none = (decoded(tmp_path / f"{n}.gif")[2] for n in ("whole", "off", "none"))
    assert np.array_equal(without, none)
    assert not np.array_equal(shown, none)
