"""Seconds and peak memory of each export, beside plain GeoDataFrame.to_file in the same run.

python tests/bench/export.py [--events 100000] [--only gpkg,kmz]

The atlas is made in memory: events at a thousand places in ten layers, a tenth of them moves, a fifth
with vague dates. Each format runs in a process of its own; memory is the peak during the export beyond
what the process held before it. PostGIS is measured where PostgreSQL is installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from shapely.geometry import Point, box

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from placetime.edtf import parse
from placetime.export import FORMATS, export_database, export_scene
from placetime.model.atlas import Actor, Atlas, BaseLayer
from placetime.model.claim import Claim, PlaceRef
from placetime.model.days import iso
from placetime.model.event import Event
from placetime.model.finding import Location
from placetime.model.layer import Layer
from placetime.model.place import Name, Place
from placetime.model.source import Passage, Source
from placetime.render.gis.tables import events_frame
from placetime.scene.scene import Scene, scene_of
from tests.gis.cluster import cluster

FIRST = -25_567  # 1900-01-01
DAYS = 36_524
PLAIN = {"GPKG": "gpkg", "FlatGeobuf": "fgb", "GeoJSON": "geojson", "Parquet": "parquet"}
STATUSES = ("done", "done", "planned", "reported")


def made(count: int) -> Scene:
    """An atlas of so many events; the same for the same number."""
    random = np.random.default_rng(11)
    places = {}
    for number in range(1000):
        lon, lat = random.uniform(100, 140), random.uniform(20, 47)
        names = (Name(f"Place {number}", "en"), Name(f"地点{number}", "zh"))
        places[f"p{number}"] = Place(
            f"p{number}", "settlement", names, Point(lon, lat), (lon, lat), 500.0 * (number % 3)
        )
    actors = {f"a{n}": Actor(f"a{n}", {"en": f"Actor {n}", "zh": f"行动者{n}"}, hue)
              for n, hue in enumerate(("#D55E00", "#0072B2", "#009E73"))}  # fmt: skip
    layers = tuple(
        Layer(f"layer-{n}", {"en": f"Layer {n}", "zh": f"图层{n}"}, {"en": "…"}, None, n, "star",
              {"en": "an event", "zh": "事件"}, 60)
        for n in range(10)
    )  # fmt: skip
    events = []
    for number in range(count):
        day = FIRST + int(random.integers(0, DAYS))
        text = f"{iso(day)}/{iso(day + 100)}" if number % 5 else iso(day)[:7]
        at, to = (f"p{n}" for n in random.integers(0, 1000, 2))
        move = number % 10 == 0 and at != to
        refs = (
            (PlaceRef("from", at), PlaceRef("to", to)) if move else (PlaceRef("at", at, "there"),)
        )
        layer = f"layer-{number % 10}"
        claim = Claim(
            f"e{number}", layer, parse(text), "then", refs, (f"a{number % 3}",), "", STATUSES[number % 4],
            None, "", "", "book", Passage(number, number + 9, "0123abcd"),
            {"en": f"What the source says of event {number}.", "zh": f"文献关于事件{number}的说法。"},
            location=Location("claims.csv", number + 2),
        )  # fmt: skip
        events.append(Event(claim.event, layer, (claim,)))
    return scene_of(
        Atlas(
            title={"en": "A benchmark", "zh": "测试"}, about={"en": "…"}, languages=("en", "zh"),
            span=parse("1900/1999").interval, bbox=(100.0, 20.0, 140.0, 47.0), crs="EPSG:3857",
            chapters=(), groups={}, actors=actors, places=places, layers=layers, events=tuple(events),
            sources={"book": Source("book", {"type": "book", "title": "A book"})},
            base=(BaseLayer("land", (box(100, 20, 140, 47),), "drawn", "CC0-1.0"),),
        )
    )  # fmt: skip


def memory(field: str) -> float:
    """A figure of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(field))


def measured(answer: Connection, count: int, run: Callable[[Scene], Callable[[], object]]) -> None:
    """Sends the seconds and the peak of memory in MB that one export takes."""
    work = run(made(count))
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    start = time.perf_counter()
    work()
    answer.send((time.perf_counter() - start, memory("VmHWM") - before))


class Ours:
    """An export to a file or a database."""

    def __init__(self, name: str, target: str) -> None:
        self.name, self.target = name, target

    def __call__(self, scene: Scene) -> Callable[[], object]:
        if self.name == "postgis":
            return lambda: export_database(scene, self.target)
        return lambda: export_scene(scene, [self.name], Path(self.target) / "made")


class Plain:
    """GeoPandas alone: one table of all marks, with the same columns, without style or relations."""

    def __init__(self, driver: str, target: str) -> None:
        self.driver, self.target = driver, target

    def __call__(self, scene: Scene) -> Callable[[], object]:
        frame = events_frame(scene)
        path = Path(self.target) / f"plain.{PLAIN[self.driver]}"
        if self.driver == "Parquet":
            return lambda: frame.to_parquet(path)
        return lambda: frame.to_file(path, driver=self.driver)


def report(
    label: str, count: int, run: Callable[[Scene], Callable[[], object]], folder: str
) -> None:
    """Runs it in a process of its own and prints a line."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=measured, args=(theirs, count, run))
    process.start()
    theirs.close()
    seconds, megabytes = ours.recv()
    process.join()
    size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file()) / 1e6
    print(f"{label:24} {seconds:8.1f} s {megabytes:8.0f} MB {size:10.1f} MB written", flush=True)


def main() -> None:
    """Prints a line a format, ours first, then plain GeoPandas."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name]
    print(f"{options.events:,} events")
    for name in FORMATS:
        if not wanted or name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                report(name, options.events, Ours(name, folder), folder)
    if not wanted or "postgis" in wanted:
        try:
            with cluster() as url, tempfile.TemporaryDirectory() as folder:
                report("postgis", options.events, Ours("postgis", url), folder)
        except FileNotFoundError as missing:
            print(f"postgis: not measured, {missing}")
    for driver in PLAIN:
        if not wanted or driver.lower() in wanted:
            with tempfile.TemporaryDirectory() as folder:
                report(f"plain {driver}", options.events, Plain(driver, folder), folder)


if __name__ == "__main__":
    main()
