"""The page and the film draw the same marks: a screenshot and a frame of one day and view agree."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from placetime.model.days import from_iso
from placetime.render.raster.camera import Shot
from placetime.render.raster.design import BARE, Design
from placetime.render.raster.projection import EARTH
from placetime.render.raster.renderer import Renderer
from placetime.render.raster.view import View
from placetime.scene.cut import cut
from placetime.scene.frames import Frame
from placetime.scene.scene import Scene
from placetime.write.html import write_html
from tests.web.conftest import Opened

SIZE = (900, 640)
ALONE = """
.pt-panel, .pt-dock, .pt-drawer, .pt-table, .leaflet-control-container { display: none !important }
"""
DAYS = ["1950-08-20", "1950-11-10", "1953-08-01", "1958-03-20", "1958-07-20", "1958-10-26"]
MOST = 24.0
"""Mean difference of a channel, of 255, within the marks' surroundings."""
FAR = 60
"""A channel's difference that an eye sees at once …"""
SHARE = 0.11
"""… and the share of pixels that may have it: edges drawn by two rasterisers."""


@pytest.mark.parametrize("iso", DAYS)
def test_a_frame_is_the_screenshot(
    iso: str, flagship_scene: Scene, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    scene = cut(flagship_scene)
    write_html(flagship_scene, tmp_path / "map.html")
    opened = open_page(
        tmp_path / "map.html",
        hash=f"#day={iso}",
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = opened.page
    page.add_style_tag(content=ALONE)
    lat, lon, zoom = page.evaluate(
        """() => {
            const map = window[document.querySelector(".folium-map").id];
            map.setView([39.5, 125.0], 7, { animate: false });
            const panes = [...document.querySelectorAll(".leaflet-pane")];
            const pane = panes.find((one) => one.style.zIndex === "450");
            const [, texts] = pane.querySelectorAll("canvas");
            texts.style.visibility = "hidden";
            const middle = map.getCenter();
            return [middle.lat, middle.lng, map.getZoom()];
        }"""
    )
    page.wait_for_timeout(400)
    shot = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    design = Design(SIZE, scale=(960 * 540 / (SIZE[0] * SIZE[1])) ** 0.5, without=BARE | {"labels"})
    renderer = Renderer(scene, design)
    unit = 2 * np.pi * EARTH / 256 / 2**zoom
    x = np.radians(lon) * EARTH
    y = np.arcsinh(np.tan(np.radians(lat))) * EARTH
    view = View(float(x), float(y), float(unit), *SIZE)
    day = from_iso(iso)
    own = renderer._paint(Frame(0, 0.0, day, day, None), Shot(view, True, None, 9.0), None)
    Image.fromarray(own).save(tmp_path / "frame.png")
    Image.fromarray(shot.astype(np.uint8)).save(tmp_path / "page.png")
    marked = surroundings(renderer, scene, day)
    assert marked.sum() > 2500, "there is something to compare"
    mean, far = apart(shot, own, marked)
    assert mean < MOST and far < SHARE
    shifted = np.roll(own, 6, axis=1)
    assert (
        min(apart(shot, shifted, marked)[0] / MOST, apart(shot, shifted, marked)[1] / SHARE) > 1.3
    )
    assert apart(shot, own, ~marked)[1] < SHARE, "and the base map, away from the marks"


def apart(
    a: NDArray[np.int_], b: NDArray[np.uint8], where: NDArray[np.bool_]
) -> tuple[float, float]:
    """The mean of the largest difference of a channel, and the share of pixels where it is large."""
    difference = np.abs(a - b.astype(int)).max(axis=2)[where]
    return float(difference.mean()), float((difference > FAR).mean())


def surroundings(renderer: Renderer, scene: Scene, day: int) -> NDArray[np.bool_]:
    """The pixels within 12 px of the middle of a point that shows."""
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]]
    near = np.zeros(rows.shape, bool)
    for mark, _ in scene.at(day):
        if mark.kind == "point":
            x, y = renderer._figures.seat(mark)
            near |= np.hypot(columns - x, rows - y) < 12
    return near
