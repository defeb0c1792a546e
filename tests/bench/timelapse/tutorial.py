"""(b) The way of the tutorials: a figure a frame, saved as PNG, then imageio.mimsave."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import imageio.v2 as imageio
import numpy as np
import shapely

from tests.bench.timelapse.picture import draw_base, draw_labels, faces, figure, so_far
from tests.bench.timelapse.read import caption, days_of, job, showing
from tests.bench.timelapse.workload import DAYS, FPS, SIZE

do = job()
base, lines, labels = (do.table(f"{n}.geojson") for n in ("base", "lines", "labels"))
moves, points = do.table("moves.geojson"), do.table("points.fgb")
days = days_of(points["day"])
first, last = days_of(moves["first"]), days_of(moves["last"])
with tempfile.TemporaryDirectory() as folder:
    pages = []
    for frame in range(do.frames):
        day = do.day(frame)
        whole, chart, timeline = figure(SIZE)
        draw_base(chart, base, lines)
        there, strength = showing(days, day)
        shown = points.iloc[there]
        if len(shown):
            colors = faces(shown["category"].to_numpy(), strength)
            shown.plot(ax=chart, color=colors, markersize=28, aspect=None)
        for line, a, b in zip(moves.geometry, first, last, strict=True):
            if a <= day:
                xy = so_far(shapely.get_coordinates(line), min(1.0, (day - a + 1) / (b - a + 1)))
                chart.plot(*xy.T, color="#2b2a28", linewidth=2)
        draw_labels(chart, labels)
        chart.set_title(caption(day), y=0.94, fontsize=20)
        timeline.axvline((day + 1) / DAYS, color="#2b2a28")
        page = Path(folder) / f"{frame:05}.png"
        whole.savefig(page)
        pages.append(page)
        if frame in do.keep:
            shutil.copy(page, do.keep[frame])
    imageio.mimsave(
        do.out, [np.asarray(imageio.imread(p)) for p in pages], duration=1000 / FPS, loop=0
    )
