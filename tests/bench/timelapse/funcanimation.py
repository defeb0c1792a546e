"""(a) matplotlib's FuncAnimation with its PillowWriter."""

from __future__ import annotations

import numpy as np
import shapely
from matplotlib.animation import FuncAnimation, PillowWriter
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection

from tests.bench.timelapse.picture import draw_base, draw_labels, faces, figure, so_far
from tests.bench.timelapse.read import caption, days_of, job, showing
from tests.bench.timelapse.workload import DAYS, FPS, SIZE

do = job()
moves, points = do.table("moves.geojson"), do.table("points.fgb")
days, categories = days_of(points["day"]), points["category"].to_numpy()
xy = shapely.get_coordinates(points.geometry.values)
paths = [shapely.get_coordinates(line) for line in moves.geometry]
first, last = days_of(moves["first"]), days_of(moves["last"])
whole, chart, timeline = figure(SIZE)
FigureCanvasAgg(whole)
draw_base(chart, do.table("base.geojson"), do.table("lines.geojson"))
draw_labels(chart, do.table("labels.geojson"))
dots = chart.scatter([], [], s=28)
tracks = chart.add_collection(LineCollection([], colors="#2b2a28", linewidths=2))
title = chart.set_title("", y=0.94, fontsize=20)
cursor = timeline.axvline(0, color="#2b2a28")


def draw(frame: int) -> None:
    day = do.day(frame)
    there, strength = showing(days, day)
    dots.set_offsets(xy[there])
    dots.set_facecolors(faces(categories[there], strength))
    tracks.set_segments(
        [
            so_far(path, min(1.0, (day - a + 1) / (b - a + 1)))
            for path, a, b in zip(paths, first, last, strict=True)
            if a <= day
        ]
    )
    title.set_text(caption(day))
    cursor.set_xdata([(day + 1) / DAYS] * 2)
    if frame in do.keep:
        whole.savefig(do.keep[frame])


film = FuncAnimation(whole, draw, frames=np.arange(do.frames).tolist(), init_func=lambda: [])
film.save(do.out, PillowWriter(fps=FPS), dpi=100)
