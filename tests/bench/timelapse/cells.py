"""placetime, the points as a density: what it advises for as many as cannot be seen one by one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import placetime
from placetime.scene.timescale import END_SECONDS
from tests.bench.timelapse.read import job
from tests.bench.timelapse.workload import BOX, FPS, SIZE

do = job()


def film(path: Path) -> None:
    placetime.animate_density(
        do.folder / "points.parquet",
        path,
        when="day",
        base={"land": do.table("base.geojson"), "river": do.table("lines.geojson")},
        labels=do.table("labels.geojson"),
        title="Points",
        bbox=BOX,
        size=SIZE,
        seconds=do.frames / FPS + END_SECONDS,
        fps=FPS,
    )


film(do.out)
if do.keep:
    with tempfile.TemporaryDirectory() as folder:
        film(Path(folder) / "%05d.png")
        for frame, path in do.keep.items():
            (Path(folder) / f"{frame:05}.png").replace(path)
