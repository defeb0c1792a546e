"""What every contender reads, and the days of its frames."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np

from tests.bench.timelapse.workload import DAYS, FIRST, WINDOW


@dataclass
class Job:
    """Where to write, how many frames, and those to be kept as PNG (index, file)."""

    folder: Path
    out: Path
    frames: int
    keep: dict[int, Path]

    def table(self, name: str) -> gpd.GeoDataFrame:
        return gpd.read_file(self.folder / name)

    def day(self, frame: int) -> int:
        """The last day of a frame, from FIRST."""
        return (frame + 1) * DAYS // self.frames - 1


def job() -> Job:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frames", type=int, default=240)
    parser.add_argument("--truecolor", type=Path)
    given = parser.parse_args()
    keep = {}
    if given.truecolor:
        chosen = np.unique(np.linspace(0, given.frames - 1, 12).round().astype(int)).tolist()
        keep = {i: given.truecolor / f"{i:05}.png" for i in chosen}
    return Job(given.folder, given.out, given.frames, keep)


def days_of(texts: gpd.GeoSeries) -> np.ndarray:
    return (np.array(texts, "datetime64[D]") - np.datetime64(FIRST)).astype(int)


def showing(days: np.ndarray, day: int) -> tuple[slice, np.ndarray]:
    """The points (sorted by day) that show, and how strongly: they fade within WINDOW days."""
    first, last = np.searchsorted(days, (day - WINDOW, day), side="right")
    return slice(first, last), 1 - (day - days[first:last]) / (WINDOW + 1)


def caption(day: int) -> str:
    when: date = FIRST + timedelta(day)
    return f"{when.day} {when:%B %Y}"
