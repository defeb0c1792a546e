"""placetime."""

from __future__ import annotations

import placetime
from placetime.scene.timescale import END_SECONDS
from tests.bench.timelapse.read import job
from tests.bench.timelapse.workload import BOX, DAYS, FPS, SIZE, WINDOW

do = job()
points, moves = do.table("points.fgb"), do.table("moves.geojson")
tables = [
    placetime.Marks(points, when="day", color="category", trace_days=WINDOW),
    placetime.Marks(moves, start="first", end="last", color="#2b2a28", moves=True, trace_days=DAYS),
]
base = {"land": do.table("base.geojson"), "river": do.table("lines.geojson")}
look = {
    "labels": do.table("labels.geojson"),
    "title": "Points",
    "bbox": BOX,
    "seconds": do.frames / FPS + END_SECONDS,
}
placetime.animate(tables, do.out, base=base, size=SIZE, fps=FPS, **look)
if do.keep:
    from placetime.film import base_layers
    from placetime.render.raster.design import Design
    from placetime.render.raster.renderer import Renderer
    from placetime.scene.tables import scene_of_tables
    from placetime.write.pictures import write_png

    renderer = Renderer(scene_of_tables(tables, base=base_layers(base), **look), Design(SIZE))
    for frame, path in do.keep.items():
        write_png(next(renderer.frames(FPS, frame, frame + 1)), path)
