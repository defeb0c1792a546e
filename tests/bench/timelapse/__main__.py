"""Runs the contenders in turn and prints what they took.

python -m tests.bench.timelapse [--points 10000] [--frames 240] [--only b,c,placetime] [--slope]

Each runs in a process of its own, from its start to the closed file. CPU and memory are those of the
process and all that it starts. SSIM and PSNR compare frames of the file with the contender's own
truecolor frames, which are made in a second run where keeping them would take time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from PIL import Image

from tests.bench.timelapse.workload import FPS, make
from tests.raster.test_files import psnr, ssim

ROOT = Path(__file__).resolve().parents[3]
CONTENDERS = {
    "b": ("tutorial.py", ".gif"),
    "a": ("funcanimation.py", ".gif"),
    "c": ("blitting.py", ".gif"),
    "c-mp4": ("blitting.py", ".mp4"),
    "placetime": ("film.py", ".gif"),
    "placetime-mp4": ("film.py", ".mp4"),
    "density": ("cells.py", ".gif"),
}
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Run:
    wall: float
    cpu: float
    peak: float


def run(name: str, workload: Path, out: Path, frames: int, truecolor: Path | None = None) -> Run:
    """Runs a contender; wall and CPU seconds and peak memory in MiB, with its children."""
    script, _ = CONTENDERS[name]
    command = [sys.executable, "-m", f"tests.bench.timelapse.{script.removesuffix('.py')}"]
    command += [str(workload), str(out), "--frames", str(frames)]
    if truecolor:
        command += ["--truecolor", str(truecolor)]
    return measured(command)[0]


def measured(command: list[str]) -> tuple[Run, str]:
    """What a command took, with all that it starts, and what it wrote to its standard error."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        peak = [0.0]
        watching = threading.Thread(target=_watch, args=(process, peak))
        watching.start()
        _, errors = process.communicate()
        wall = time.perf_counter() - began
        watching.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{errors}")
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Run(wall, cpu, peak[0]), errors


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    """Keeps the peak memory in MiB of a process and its children, until it ends."""
    while process.poll() is None:
        peak[0] = max(peak[0], _memory(process.pid) / 2**20)
        time.sleep(0.25)  # a look at the memory map stops the process for a moment


def _memory(pid: int) -> float:
    """Bytes of a process and its children; what they share counts once (proportional set size)."""
    total = 0.0
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += (
            next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:") * 1024
        )
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                total += _memory(int(child))
    except (OSError, StopIteration, ValueError):
        pass
    return total


def quality(out: Path, truecolor: Path, count: int) -> tuple[float, float]:
    """Mean SSIM and PSNR of the kept frames.

    Frame i is the i-th of a file with all `count` frames, whose times may be rounded; else it is what
    shows at the middle of its time, as a file may leave out frames that change nothing.
    """
    wanted = {int(p.stem): np.asarray(Image.open(p).convert("RGB")) for p in truecolor.iterdir()}
    with av.open(str(out)) as film:
        times = [float(frame.time) for frame in film.decode(video=0)]
    if len(times) == count:
        chosen = {index: index for index in wanted}
    else:
        middles = {index: (index + 0.5) / FPS for index in wanted}
        chosen = {i: int(np.searchsorted(times, t, side="right")) - 1 for i, t in middles.items()}
    own = out.suffix == ".mp4" and "placetime" in out.stem  # which says that its colours are BT.709
    scores = []
    with av.open(str(out)) as film:
        for number, frame in enumerate(film.decode(video=0)):
            for index in [i for i, n in chosen.items() if n == number]:
                shown = frame.reformat(format="rgb24", src_colorspace="ITU709") if own else frame
                pixels = shown.to_ndarray(format="rgb24")
                scores.append((ssim(wanted[index], pixels), psnr(wanted[index], pixels)))
    return tuple(np.mean(scores, axis=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=10_000)
    parser.add_argument("--frames", type=int, default=240)
    parser.add_argument("--only", default=",".join(CONTENDERS))
    parser.add_argument("--slope", action="store_true", help="also run with ten times the frames")
    given = parser.parse_args()
    print(f"{given.points:,} points, {given.frames} frames")
    print(f"{'':15}{'wall s':>8}{'ratio':>7}{'CPU s':>8}{'MiB':>7}{'MB':>8}{'SSIM':>8}{'PSNR':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "workload").mkdir()
        make(folder / "workload", given.points)
        base: float | None = None
        for contender in given.only.split(","):
            out = folder / f"{contender}{CONTENDERS[contender][1]}"
            run(contender, folder / "workload", out, 2)  # so that all is compiled and in memory
            truecolor = folder / contender
            truecolor.mkdir()
            copies = contender == "b"  # whose frames are files anyway: keeping some takes no time
            took = run(
                contender, folder / "workload", out, given.frames, truecolor if copies else None
            )
            base = base or took.wall
            size = out.stat().st_size / 1e6
            if not copies:
                run(contender, folder / "workload", out, given.frames, truecolor)
            like, noise = quality(out, truecolor, given.frames)
            print(
                f"{contender:15}{took.wall:8.2f}{base / took.wall:7.1f}{took.cpu:8.2f}{took.peak:7.0f}"
                f"{size:8.2f}{like:8.4f}{noise:7.1f}",
                flush=True,
            )
            if given.slope:
                more = run(contender, folder / "workload", out, given.frames * 10)
                each = (more.wall - took.wall) / (given.frames * 9) * 1000
                print(
                    f"{'':15}{more.wall:8.2f} for ten times the frames: {each:.2f} ms a frame, "
                    f"{more.peak / took.peak:.2f} times the memory",
                    flush=True,
                )


if __name__ == "__main__":
    main()
