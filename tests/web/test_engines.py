"""WebGL 2 and the 2D canvas draw the same picture by the same rule of time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import Browser, Page

from placetime.model.interval import FUTURE, PAST, Interval
from placetime.render.web import bundle
from placetime.render.web.offline import offline
from placetime.render.web.timelayer import TimeLayer
from placetime.scene.mark import Mark
from placetime.spec import load

Opener = Callable[..., Any]
CASES = Path(__file__).parents[1] / "cases/visible.json"
SURE, VAGUE = (0, 0, 100, 100), (0, 40, 60, 100)
DAYS = {"vague begin": 12, "all sure": 50, "vague end": 81, "traces": 130}
EMPTY = 400
"""A day on which nothing is in view."""
BLOCK = 5
"""Pictures are compared by the means of squares of so many px: edges may fade in another way."""
MOST = 0.1
"""The average difference of the engines, as a share of that to a map without marks."""


def all_kinds() -> list[Mark]:
    """Every kind of mark, every look, every symbol, certain and disputed."""
    hues = ("#D55E00", "#0072B2", "#009E73", "#CC79A7")
    number = count()
    marks: list[Mark] = []

    def add(kind: Any, geometry: Any, days: tuple[int, int, int, int], **more: Any) -> None:
        n = next(number)
        settings = {
            "symbol": "circle",
            "hue": hues[n % 4],
            "look": "solid",
            "size": 8.0,
            "text": {},
        }
        marks.append(
            Mark(f"e{n}/0", f"e{n}", "", kind, geometry, Interval(*days), 60, **(settings | more))
        )

    turn = np.linspace(0, 1, 41)
    for column, look in enumerate(("solid", "hollow", "split")):
        for disputed in (False, True):
            x = 3.0 * (2 * column + disputed)
            how = {"look": look, "disputed": disputed}
            outer = [(x, 0), (x + 2.5, 0.3), (x + 2.3, 2.2), (x + 1.2, 1.4), (x + 0.2, 2.4)]
            hole = [(x + 0.8, 0.6), (x + 1.4, 0.6), (x + 1.1, 1)]
            add("area", shapely.Polygon(outer, [hole]), VAGUE, **how)
            line = [(x, 3), (x + 0.8, 3.4), (x + 1.5, 3.2), (x + 1.7, 4.2), (x + 2.6, 4.4)]
            add("line", shapely.LineString(line), SURE, **how)
            curve = np.c_[x + 2.4 * turn, 5 + 1.2 * np.sin(3 * turn)]
            add("move", shapely.LineString(curve), (0, 10, 90, 100), size=4.0 + 2 * column, **how)
            add(
                "move",
                shapely.LineString(curve + np.array([0, 1.3])),
                (0, 40, 10, 100),
                size=7.0,
                **how,
            )
            for place, symbol in enumerate(load("symbols")):
                at = shapely.Point(x + 0.2 + place % 4 * 0.6, 7.6 + place // 4 * 0.6)
                add("point", at, VAGUE if place % 2 else SURE, symbol=symbol, **how)
    add("point", shapely.Point(1, 10.5), SURE, radius_m=30_000.0)
    add("point", shapely.Point(4, 10.5), (0, 20, 80, FUTURE), radius_m=60_000.0, inferred=True)
    add("point", shapely.Point(6, 10.5), (PAST, 90, 95, 100), text={"en": "12 divisions"})
    for slot in range(7):
        add("point", shapely.Point(10, 10.5), SURE, slot=slot)
    add("point", shapely.Point(60, 10.5), (EMPTY, EMPTY, EMPTY, EMPTY))
    return marks


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fmap = folium.Map(tiles=None, zoom_snap=0.25)
    layer = TimeLayer.from_marks(all_kinds(), "all kinds")
    layer.add_to(fmap)
    fmap.fit_bounds([[-1.5, 0], [11, 18]])
    path = tmp_path_factory.mktemp("engines") / "map.html"
    offline(fmap).save(path)
    return path


def engine(page: Page) -> str:
    return str(page.evaluate("() => placetime.maps[0].engine"))


def picture(page: Page, day: int) -> np.ndarray[Any, Any]:
    """The map on a day, without the dock, as RGB."""
    page.evaluate("day => placetime.maps[0].setDay(day)", day)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))")
    shot = page.screenshot(clip={"x": 50, "y": 0, "width": 1200, "height": 650})
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)


def off(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> float:
    """How far two pictures are apart on average, of 255."""
    high, wide = a.shape[0] // BLOCK, a.shape[1] // BLOCK
    blocks = (a - b)[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK, 3)
    return float(np.abs(blocks.mean(axis=(1, 3))).mean())


@pytest.mark.parametrize("scale", [1, 2])
def test_both_engines_draw_the_same(
    open_page: Opener, open_without_webgl: Opener, page_file: Path, scale: int
) -> None:
    pages = [
        opens(page_file, device_scale_factor=scale).page
        for opens in (open_page, open_without_webgl)
    ]
    assert [engine(page) for page in pages] == ["webgl2", "canvas"]
    empty = picture(pages[0], EMPTY)
    for name, day in DAYS.items():
        one, other = (picture(page, day) for page in pages)
        seen = [page.evaluate("() => placetime.maps[0].visible()") for page in pages]
        assert seen[0] == seen[1]
        assert len(seen[0]) > 70
        assert off(one, other) < MOST * off(empty, other), name


def test_a_moved_and_zoomed_map_is_drawn_the_same(
    open_page: Opener, open_without_webgl: Opener, page_file: Path
) -> None:
    pages = [opens(page_file).page for opens in (open_page, open_without_webgl)]
    for move in (
        "panBy([310, -170], {animate: false})",
        "setZoom(8, {animate: false})",
        "setZoom(4, {animate: false})",
    ):
        for page in pages:
            page.evaluate(f"() => {{ placetime.maps[0].map.{move}; }}")
        one, other = (picture(page, 50) for page in pages)
        assert off(one, other) < MOST * off(picture(pages[0], EMPTY), other), move


def test_a_lost_context_is_stood_in_for(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file).page
    before = picture(page, 50)
    page.evaluate(
        """() => {
            const canvases = [...document.querySelectorAll("canvas.pt-canvas")];
            const canvas = canvases.find(one => one.getContext("webgl2"));
            window.lose = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
            window.lose.loseContext();
        }"""
    )
    page.wait_for_function("() => placetime.maps[0].engine === 'canvas'")
    assert off(before, picture(page, 50)) < MOST * off(before, picture(page, EMPTY))
    page.evaluate("() => window.lose.restoreContext()")
    page.wait_for_function("() => placetime.maps[0].engine === 'webgl2'")
    assert (before == picture(page, 50)).all()
    assert page.locator("canvas.pt-canvas").count() == 2


def test_every_point_is_found_under_the_pointer(
    open_page: Opener, open_without_webgl: Opener, tmp_path: Path
) -> None:
    names = [f"find {n}" for n in range(30)]
    places = [shapely.Point(n % 6, n // 6) for n in range(30)]
    table = gpd.GeoDataFrame({"name": names, "year": [1900] * 30}, geometry=places, crs=4326)
    fmap = folium.Map(tiles=None)
    layer = TimeLayer(table, when="year", tooltip=["name"])
    layer.add_to(fmap)
    fmap.fit_bounds([[-1, -1], [6, 6]])
    offline(fmap).save(tmp_path / "map.html")
    for opens in (open_page, open_without_webgl):
        page = opens(tmp_path / "map.html").page
        for row, name in enumerate(names):
            page.mouse.move(*page.evaluate("id => placetime.maps[0].where(id)", f"{row}/0"))
            assert page.locator(".pt-tip").inner_text() == name


def test_the_shader_has_the_rule_of_time(browser: Browser) -> None:
    """The GLSL of gl/rule.js gives for all cases what Python and JavaScript must give, too."""
    text = (Path(bundle.__file__).parent / "assets/gl/rule.js").read_text("utf-8")
    rule = re.search(r"RULE = `(.*?)`", text, re.S)
    assert rule
    values = {"PAST": PAST, "FUTURE": FUTURE, "UNKNOWN_PRESENCE": 0.5}
    code = re.sub(r"\$\{(\w+)\}", lambda match: str(values[match[1]]), rule[1])
    cases = json.loads(CASES.read_text("utf-8"))["cases"]
    bounds = {"past": PAST, "future": FUTURE}
    rows = [
        [*(bounds.get(day, day) for day in case["days"]), *case["window"], case["trace_days"]]
        for case in cases
    ]
    page = browser.new_page()
    given = page.evaluate(
        """([rule, rows]) => {
            const gl = document.createElement("canvas").getContext("webgl2");
            const program = gl.createProgram();
            const head = "#version 300 es\\nprecision highp float;\\nprecision highp int;\\n";
            const add = (type, text) => {
                const shader = gl.createShader(type);
                gl.shaderSource(shader, head + text);
                gl.compileShader(shader);
                gl.attachShader(program, shader);
            };
            add(gl.VERTEX_SHADER, `uniform ivec4 days; uniform ivec2 span; uniform int traceDays;
                out vec2 state;
                ${rule}
                void main() { state = showing(days, span, traceDays); }`);
            add(gl.FRAGMENT_SHADER, "out vec4 pixel; void main() { pixel = vec4(1.0); }");
            gl.transformFeedbackVaryings(program, ["state"], gl.SEPARATE_ATTRIBS);
            gl.linkProgram(program);
            if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
                throw new Error(gl.getProgramInfoLog(program));
            }
            gl.useProgram(program);
            gl.enable(gl.RASTERIZER_DISCARD);
            const place = (name) => gl.getUniformLocation(program, name);
            gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, gl.createBuffer());
            gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 8, gl.DYNAMIC_READ);
            return rows.map(([a, b, c, d, first, last, trace]) => {
                gl.uniform4i(place("days"), a, b, c, d);
                gl.uniform2i(place("span"), first, last);
                gl.uniform1i(place("traceDays"), trace);
                gl.beginTransformFeedback(gl.POINTS);
                gl.drawArrays(gl.POINTS, 0, 1);
                gl.endTransformFeedback();
                const out = new Float32Array(2);
                gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, out);
                return [...out];
            });
        }""",
        [code, rows],
    )
    page.close()
    for case, (presence, trace) in zip(cases, given, strict=True):
        for name, value in (("presence", presence), ("trace", trace)):
            top, _, bottom = case[name].partition("/")
            assert value == pytest.approx(int(top) / int(bottom or 1), rel=1e-6), case["name"]


def test_a_dated_point_takes_no_more_than_forty_bytes() -> None:
    random = np.random.default_rng(3)
    days = np.datetime64("1900-01-01") + random.integers(0, 36_500, 20_000)
    table = gpd.GeoDataFrame(
        {"date": np.datetime_as_string(days)},
        geometry=shapely.points(random.uniform(-180, 180, 20_000), random.uniform(-80, 80, 20_000)),
        crs=4326,
    )
    layer = TimeLayer(table, when="date")
    assert len(json.dumps(layer.data, separators=(",", ":"))) / 20_000 <= 40
