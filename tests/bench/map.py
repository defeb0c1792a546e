"""The interactive map in headless Chromium, beside folium's TimestampedGeoJson and Timeline.

python tests/bench/map.py [--rivals NODE_MODULES] [--million]

The other two load their scripts from the network; they are measured if NODE_MODULES is a folder into
which npm has installed leaflet@1.9.3 leaflet-timedimension@1.1.1 leaflet.timeline@1.6.0 jquery@3.7.1
moment@2.18.1 iso8601-js-period@0.2.1. Every page shows the same points at the same size in a window of
1200 × 800; a step goes on by 1/300 of the axis, one step a frame.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from placetime import TimeLayer, offline
from placetime.model.interval import Interval
from placetime.scene.mark import Mark
from tests.conftest import chromium

BOX = (100.0, 20.0, 140.0, 47.0)
FIRST = -25_567  # 1900-01-01
DAYS = 36_524  # to the end of 1999
RADIUS = 3
DAY_MS = 86_400_000
KINDS = (*["point"] * 7, "line", "move", "area")

# adds up what JavaScript does in callbacks of frames, as that belongs to the steps before them
COUNT_FRAMES = """
window.inFrames = 0;
window.plainFrame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (run) => window.plainFrame((now) => {
    const begin = performance.now();
    try { run(now); } finally { window.inFrames += performance.now() - begin; }
});
"""
RUN = """([step, count]) => new Promise((done, fail) => {
    const go = eval(`(${step})`);
    const [js, frames] = [[], []];
    let [n, before] = [0, null];
    const tick = (now) => {
        if (before !== null) frames.push(now - before);
        before = now;
        if (n === count) return done({ js: js.slice(2), frames: frames.slice(2) });
        window.inFrames = 0;
        const begin = performance.now();
        try { go(n); } catch (error) { return fail(error); }
        const own = performance.now() - begin;
        n += 1;
        window.plainFrame(() => setTimeout(() => js.push(own + window.inFrames), 0));
        window.plainFrame(tick);
    };
    window.plainFrame(tick);
})"""


def points(count: int) -> gpd.GeoDataFrame:
    """Points at random in the box, each for a tenth of a century."""
    random = np.random.default_rng(7)
    west, south, east, north = BOX
    x, y = random.uniform(west, east, count), random.uniform(south, north, count)
    begin = FIRST + random.integers(-DAYS // 10, DAYS, count)
    days = begin.astype("datetime64[D]")
    return gpd.GeoDataFrame(
        {"start": np.datetime_as_string(days), "end": np.datetime_as_string(days + DAYS // 10)},
        geometry=shapely.points(x, y),
        crs=4326,
    )


def mixed(count: int) -> list[Mark]:
    """Marks of all kinds and looks: seven in ten are points, the others lines, moves and areas."""
    random = np.random.default_rng(8)
    west, south, east, north = BOX
    hues = ("#D55E00", "#0072B2", "#009E73", "#CC79A7")
    marks = []
    for number in range(count):
        x, y = random.uniform(west, east), random.uniform(south, north)
        begin = FIRST + int(random.integers(-DAYS // 10, DAYS))
        end = begin + DAYS // 10
        kind = (
            "point",
            "point",
            "point",
            "point",
            "point",
            "point",
            "point",
            "line",
            "move",
            "area",
        )[number % 10]
        turn = np.linspace(0, 2, 24)
        geometry: Any = shapely.Point(x, y)
        if kind in ("line", "move"):
            geometry = shapely.LineString(np.c_[x + turn, y + 0.6 * np.sin(2 * turn)])
        elif kind == "area":
            geometry = shapely.Point(x, y).buffer(0.5, 8)
        marks.append(
            Mark(
                id=f"{number}/0", event=str(number), layer="", kind=kind, geometry=geometry,
                interval=Interval(begin, begin + 300, end - 300, end), trace_days=365,
                symbol=("circle", "star", "airfield", "camp")[number // 10 % 4], hue=hues[number // 40 % 4],
                look=("solid", "solid", "hollow", "split")[number // 160 % 4],
                size=6.0 if kind == "point" else 5.0, text={}, disputed=number % 23 == 0,
            )
        )  # fmt: skip
    return marks


def blank() -> folium.Map:
    west, south, east, north = BOX
    fmap = folium.Map(tiles=None, zoom_snap=0.25)
    fmap.fit_bounds([[south, west], [north, east]])
    return fmap


def ours(table: gpd.GeoDataFrame | list[Mark], path: Path) -> int:
    """Writes our page; gives the bytes of its data."""
    fmap = blank()
    if isinstance(table, list):
        layer = TimeLayer.from_marks(table, "marks")
    else:
        layer = TimeLayer(table, start="start", end="end", radius=RADIUS, trace_days=0)
    layer.add_to(fmap)
    offline(fmap).save(path)
    return len(json.dumps(layer.data, ensure_ascii=False, separators=(",", ":")).encode())


def timestamped(table: gpd.GeoDataFrame, path: Path) -> int:
    fmap = blank()
    starts = table["start"].astype("datetime64[ms]").astype("int64")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(point.x, 6), round(point.y, 6)]},
            "properties": {
                "times": [int(start)],
                "icon": "circle",
                "iconstyle": {"radius": RADIUS, "fillOpacity": 0.8, "stroke": False},
            },
        }
        for point, start in zip(table.geometry, starts, strict=True)
    ]
    data = {"type": "FeatureCollection", "features": features}
    TimestampedGeoJson(data, period="P4M", duration=f"P{DAYS // 10}D", auto_play=False).add_to(fmap)
    fmap.save(path)
    return len(json.dumps(data).encode())


def timeline(table: gpd.GeoDataFrame, path: Path) -> int:
    fmap = blank()
    data = json.loads(table.to_json())
    layer = Timeline(data)
    layer.add_to(fmap)
    TimelineSlider(auto_play=False, show_ticks=False).add_timelines(layer).add_to(fmap)
    fmap.save(path)
    return len(json.dumps(data).encode())


STEPS: dict[str, str] = {
    "ours": f"(n) => placetime.maps[0].setDay({FIRST} + Math.round({DAYS} * (n % 300) / 300))",
    "timestamped": f"""(n) => {{
        const map = Object.values(window).find((value) => value?.timeDimension?.setCurrentTime);
        map.timeDimension.setCurrentTime({FIRST * DAY_MS} + {DAYS * DAY_MS} * (n % 300) / 300);
    }}""",
    "timeline": f"""(n) => {{
        const slider = Object.values(window).find((value) => value && value.setTime && value.timelines);
        slider.setTime({FIRST * DAY_MS} + {DAYS * DAY_MS} * (n % 300) / 300);
    }}""",
}
READY = {
    "ours": "() => window.placetime && placetime.maps.length > 0",
    "timestamped": "() => Object.values(window).some((value) => value?.timeDimension?.setCurrentTime)",
    "timeline": "() => Object.values(window).some((value) => value && value.setTime && value.timelines)",
}


def served(folder: Path | None) -> Callable[[Route], None]:
    """Answers what a page asks of the network from npm's folder."""
    files = {
        "leaflet.js": "leaflet/dist/leaflet.js",
        "leaflet.css": "leaflet/dist/leaflet.css",
        "jquery": "jquery/dist/jquery.min.js",
        "moment": "moment/min/moment.min.js",
        "iso8601": "iso8601-js-period/iso8601.js",
        "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
        "leaflet.timedimension.control.css": "leaflet-timedimension/dist/leaflet.timedimension.control.css",
        "leaflet.timeline.min.js": "leaflet.timeline/dist/leaflet.timeline.js",
    }

    def answer(route: Route) -> None:
        url = route.request.url
        found = next((file for part, file in files.items() if part in url), None)
        if url.startswith("file:"):
            route.continue_()
        elif folder is None or found is None or "-ui" in url or not (folder / found).is_file():
            route.abort()
        else:
            route.fulfill(path=folder / found)

    return answer


def measure(browser: Browser, kind: str, path: Path, steps: int, rivals: Path | None) -> str:
    """Opens a page and steps through it; one line of figures."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(COUNT_FRAMES)
    page.route("**/*", served(rivals))
    try:
        begin = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit", timeout=120_000)
        page.wait_for_function(READY[kind])
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
        )
        opened = time.perf_counter() - begin
        page.wait_for_timeout(500)
        result = page.evaluate(RUN, [STEPS[kind], steps])
    except Error as error:
        context.close()
        return f"did not run: {str(error).splitlines()[0][:80]}"
    js, frames = result["js"], result["frames"]
    more = memory(page) + pointer(page) if kind == "ours" else ""
    context.close()
    if not js:
        return f"opens in {opened:5.2f} s, and then stands still"
    return (
        f"opens in {opened:5.2f} s   JS a step {statistics.median(js):7.2f} ms   "
        f"frame {statistics.median(frames):7.1f} ms median, {statistics.mean(frames):7.1f} mean{more}"
    )


def memory(page: Page) -> str:
    """The JavaScript heap after the first and the tenth loop, after a collection."""
    client = page.context.new_cdp_session(page)
    sizes = []
    for _ in range(10):
        page.evaluate(RUN, [STEPS["ours"].replace("(n %", "(n * 10 %"), 31])
        client.send("HeapProfiler.collectGarbage")
        sizes.append(client.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
    return f"   heap {sizes[0]:.1f} → {sizes[-1]:.1f} MB"


def pointer(page: Page) -> str:
    """What a move of the pointer takes, at first and then."""
    took = page.evaluate(
        """() => {
            const { map } = placetime.maps[0];
            const over = (clientX, clientY) => {
                const begin = performance.now();
                const move = new MouseEvent("mousemove", { clientX, clientY, bubbles: true });
                map.getContainer().dispatchEvent(move);
                return performance.now() - begin;
            };
            const first = over(300, 300);
            const more = Array.from({ length: 50 }, (_, i) => over(300 + 7 * i, 250 + 5 * i));
            return [first, more.sort((a, b) => a - b)[25]];
        }"""
    )
    return f"   pointer {took[0]:.0f} ms, then {took[1]:.2f} ms"


def main() -> None:
    """Prints one line a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    table = points(100_000)
    jobs: list[tuple[str, str, Callable[[Path], int], int]] = [
        ("placetime, 100,000 points", "ours", lambda path: ours(table, path), 200),
        ("placetime, 10,000 of all kinds", "ours", lambda path: ours(mixed(10_000), path), 200),
    ]
    if options.million:
        million = points(1_000_000)
        jobs.append(("placetime, 1,000,000 points", "ours", lambda path: ours(million, path), 60))
    if options.rivals:
        jobs.append(
            ("TimestampedGeoJson, 100,000", "timestamped", lambda path: timestamped(table, path), 8)
        )
        jobs.append(("Timeline, 100,000", "timeline", lambda path: timeline(table, path), 8))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, kind, write, steps in jobs:
            path = Path(folder) / "page.html"
            data = write(path)
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--enable-precise-memory-info"]
            )
            line = measure(browser, kind, path, steps, options.rivals)
            browser.close()
            print(f"{name:32} data {data / 1e6:5.2f} MB   {line}", flush=True)


if __name__ == "__main__":
    main()
