"""`placetime animate` and `placetime frame`, and the same from Python."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

import placetime
from tests.cli.test_cli import run


def test_a_film_of_a_part(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "film.mp4"
    result = run(
        "animate", folder, "-o", path, "--size", "320x180", "--fps", 5, "--seconds", 2,
        "--from", "1911", "--to", "1911-06", "--lang", "en", "--unit", "month", "--inset",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "320 × 180 px, 5 frames a second" in result.stderr
    with av.open(str(path)) as film:
        shown = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    assert len(shown) == 2 * 5, "two seconds, the last picture among them"
    assert [p.name for p in path.parent.iterdir()] == ["film.mp4"]


def test_the_projection_that_was_chosen_is_told(folder: Path, tmp_path: Path) -> None:
    options = ("--size", "200x120", "--crs", "auto")
    film = run("animate", folder, "-o", tmp_path / "film.gif", "--fps", 1, *options)
    picture = run("frame", folder, "-o", tmp_path / "day.png", "--at", "1911-06", *options)
    for result in (film, picture):
        assert result.exit_code == 0
        assert "projection: +proj=laea +lat_0=7.5 +lon_0=0 " in result.stderr
    plain = run("frame", folder, "-o", tmp_path / "plain.png", "--at", "1911-06", *options[:2])
    assert "projection:" not in plain.stderr
    assert (tmp_path / "plain.png").read_bytes() != (tmp_path / "day.png").read_bytes()


def test_the_default_goes_to_the_outputs(folder: Path) -> None:
    assert run("animate", folder, "--size", "200x120", "--fps", 1).exit_code == 0
    assert (folder / "outputs/timelapse.gif").read_bytes().startswith(b"GIF89a")


def test_a_file_a_frame(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "film" / "f-%03d.png"
    result = run("animate", folder, "-o", path, "--size", "200x120", "--fps", 1, "--seconds", 3)
    assert result.exit_code == 0
    assert sorted(p.name for p in path.parent.iterdir()) == [f"f-{i:03}.png" for i in range(3)]


def test_a_budget_of_bytes_is_kept_and_what_was_chosen_is_told(
    folder: Path, tmp_path: Path
) -> None:
    plain, small = tmp_path / "plain.gif", tmp_path / "small.gif"
    options = ("--size", "480x270", "--fps", 6, "--seconds", 4)
    run("animate", folder, "-o", plain, *options)
    budget = plain.stat().st_size // 3
    result = run("animate", folder, "-o", small, *options, "--max-bytes", budget)
    assert result.exit_code == 0
    assert small.stat().st_size <= budget
    with Image.open(small) as image:
        assert f"{image.width} × {image.height} px" in result.stderr
        assert image.width < 480
        size = f"480 × 270 to {image.width} × {image.height} px"
    said = result.stderr.split("; to fit ")[1]
    assert re.fullmatch(
        rf"{budget / 1e3:.2f} kB, lowered: {size}(, 6 to [\d.]+ frames a second)?, "
        r"255 to (63|31) colours\n",
        said,
    )
    roomy = run("animate", folder, "-o", small, *options, "--max-bytes", "9MB")
    assert roomy.exit_code == 0 and "to fit" not in roomy.stderr
    video = tmp_path / "small.mp4"
    run("animate", folder, "-o", video, *options)
    most = video.stat().st_size * 2 // 3
    result = run("animate", folder, "-o", video, *options, "--max-bytes", most)
    assert result.exit_code == 0 and "quality (CRF 19 to " in result.stderr
    video.unlink()
    nothing = run("animate", folder, "-o", tmp_path / "no.gif", *options, "--max-bytes", "2kB")
    assert nothing.exit_code == 1
    assert "no film of at most 2,000 bytes came out, the smallest had " in nothing.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["atlas", "plain.gif", "small.gif"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-o", "film.avi"), "the name must end in one of .gif, .mp4"),
        (("-o", "film.png"), "frame-%05d.png"),
        (("--size", "8x8"), "is too small: at least 16 to a side"),
        (("--size", "40x30", "--margin", "8"), "is too small: at least 32 to a side"),
        (("--size", "20000x100"), "is too large: at most 16384"),
        (("--from", "1911-13"), "there is no month 13"),
        (("--from", "1911-06", "--to", "1911-05"), "ends (1911-05) before it begins"),
        (("--from", "1700", "--to", "1701"), "nothing of the atlas' time"),
        (("--layer", "nowhere"), "no layer 'nowhere'"),
        (("--lang", "eo"), "no language 'eo' in the atlas"),
        (("--crs", "EPSG:1"), "EPSG:1"),
    ],
)
def test_what_is_wrong_is_one_line(
    options: tuple[str, ...], says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = run("animate", folder, *options)
    assert result.exit_code == 1
    assert says in result.stderr and result.stderr.count("\n") == 1
    assert not (folder / "outputs").exists() or not list((folder / "outputs").iterdir())


@pytest.mark.parametrize(
    ("option", "value"), [("--size", "big"), ("--max-bytes", "much"), ("--unit", "fortnight")]
)
def test_what_cannot_be_read_is_a_usage_error(option: str, value: str, folder: Path) -> None:
    result = run("animate", folder, option, value)
    assert result.exit_code == 2 and value in result.stderr


@pytest.mark.parametrize("name", ["film.gif", "new/folder/f-%05d.png"])
def test_an_interrupted_film_leaves_what_was_there(
    name: str, tmp_path: Path, hannibal: Path
) -> None:
    old, path = tmp_path / "film.gif", tmp_path / name
    old.write_bytes(b"the old film")
    command = [sys.executable, "-m", "placetime", "animate", str(hannibal), "-o", str(path)]
    command += ["--size", "1080p", "--fps", "60", "--seconds", "120", "--jobs", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stderr=pipe, text=True, start_new_session=True) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.rglob(".building-*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1.0)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes get it
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in errors, errors
    assert [p.name for p in tmp_path.iterdir()] == ["film.gif"]
    assert old.read_bytes() == b"the old film"


def test_the_picture_of_a_day(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "day.png"
    result = run("frame", folder, "--at", "1911-05-03", "-o", path, "--size", "square")
    assert (result.exit_code, result.stderr) == (0, f"{path}: 1080 × 1080 px\n")
    with Image.open(path) as image:
        assert image.size == (1080, 1080)
    again = tmp_path / "again.png"
    placetime.open(folder).frame(again, "1911-05-03", size=(1080, 1080))
    assert again.read_bytes() == path.read_bytes()
    assert run("frame", folder, "--at", "1911", "-o", tmp_path / "x.jpg").exit_code == 1


def test_parts_can_be_left_out(folder: Path, tmp_path: Path) -> None:
    pictures = {}
    for part in (
        "none",
        "title",
        "legend",
        "date",
        "timeline",
        "scale",
        "credits",
        "labels",
        "borders",
    ):
        path = tmp_path / f"{part}.png"
        without = () if part == "none" else ("--without", part)
        run("frame", folder, "--at", "1911-05-03", "-o", path, "--size", "640x360", *without)
        pictures[part] = np.asarray(Image.open(path)).tobytes()
    assert len(set(pictures.values())) == len(pictures), "each of them changes the picture"


def test_without_borders_the_map_has_none_and_the_credits_say_so(
    folder: Path, tmp_path: Path
) -> None:
    """The style makes borders of one colour, which nothing else has, and draws them broad."""
    style = tmp_path / "style.json"
    style.write_text('{"base": {"border": {"color": "#ff00ff", "width": 4}}}')
    table = tmp_path / "t.csv"
    table.write_text("date,lon,lat\n1911-05-03,3,43\n1911-05-04,20,52\n")
    pink: dict[str, int] = {}
    for name, without in (("with", ()), ("without", ("--without", "borders"))):
        picture, film = tmp_path / f"{name}.png", tmp_path / f"{name}-%d.png"
        look = ("--size", "640x360", "--style", style, *without)
        for command in (
            ("frame", folder, "--at", "1911-05-03", "-o", picture),
            ("frame", folder, "--at", "1911-05-03", "-o", picture.with_suffix(".svg")),
            ("animate", table, "-o", film, "--fps", 1, "--seconds", 1),
        ):
            assert run(*command, *look).exit_code == 0
        for path in (picture, tmp_path / f"{name}-0.png"):
            pixels = np.asarray(Image.open(path).convert("RGB")).astype(int)
            pink[path.name] = int((abs(pixels - (255, 0, 255)).max(axis=2) < 40).sum())
        said = picture.with_suffix(".svg").read_text("utf-8")
        assert ("coasts, rivers and borders of today" in said) == (not without)
        assert ("coasts and rivers of today" in said) == bool(without)
    assert min(pink["with.png"], pink["with-0.png"]) > 100
    assert pink["without.png"] == pink["without-0.png"] == 0


def test_atlas_animate_takes_the_same(folder: Path, tmp_path: Path) -> None:
    atlas = placetime.open(folder)
    film = atlas.animate(
        tmp_path / "a.webm", size=(200, 120), fps=4, seconds=1, start="1911", without=["title"]
    )
    assert "<video" in film._repr_html_()
    with pytest.raises(ValueError, match="no part 'hat' to leave out; there are: title"):
        atlas.animate(tmp_path / "b.gif", without=["hat"])
