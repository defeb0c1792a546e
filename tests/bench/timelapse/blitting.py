"""(c) matplotlib by hand: a kept background, blitting, and ffmpeg for GIF or MP4."""

from __future__ import annotations

import subprocess

import imageio.v3 as iio
import imageio_ffmpeg
import numpy as np
import shapely
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
canvas = FigureCanvasAgg(whole)
draw_base(chart, do.table("base.geojson"), do.table("lines.geojson"))
draw_labels(chart, do.table("labels.geojson"))
canvas.draw()
background = canvas.copy_from_bbox(whole.bbox)
dots = chart.scatter([], [], s=28)
tracks = chart.add_collection(LineCollection([], colors="#2b2a28", linewidths=2))
title = chart.text(0.5, 0.94, "", transform=chart.transAxes, ha="center", fontsize=20)
cursor = timeline.axvline(0, color="#2b2a28")
coder = {
    ".gif": ["-filter_complex", "split[a][b];[a]palettegen=stats_mode=diff[p];"
             "[b][p]paletteuse=dither=none:diff_mode=rectangle"],
    ".mp4": ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"],
}[do.out.suffix]  # fmt: skip
command = [
    imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgba",
    "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(FPS), "-i", "-", *coder, str(do.out),
]  # fmt: skip
with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
    assert ffmpeg.stdin
    for frame in range(do.frames):
        day = do.day(frame)
        canvas.restore_region(background)
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
        for artist in (dots, tracks, title):
            chart.draw_artist(artist)
        timeline.draw_artist(cursor)
        pixels = np.asarray(canvas.buffer_rgba())
        ffmpeg.stdin.write(pixels.tobytes())
        if frame in do.keep:
            iio.imwrite(do.keep[frame], pixels[..., :3])
