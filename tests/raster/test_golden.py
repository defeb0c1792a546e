"""Whole frames as they looked when they were last approved, kept as small pictures in `golden/`.

`python -m tests.raster.test_golden` draws them anew, to be looked at before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from shapely.geometry import LineString, Point, box

from placetime.build import read_atlas
from placetime.film import base_layers
from placetime.model.days import from_iso
from placetime.render.raster.design import Design
from placetime.render.raster.renderer import Renderer
from placetime.scene.mark import Label
from placetime.scene.scene import Scene, scene_of
from placetime.scene.tables import Marks, scene_of_tables
from tests.conftest import HANNIBAL
from tests.raster.scenes import mark, scene

Pixels = NDArray[np.uint8]
FOLDER: Final = Path(__file__).parent / "golden"
SIZE: Final = (480, 270)
LARGE: Final = (3840, 2160)
MEAN: Final = 0.25
"""Mean difference of a channel, of 255: rounding of another version of a drawing library."""
FAR: Final = 32
SHARE: Final = 0.001
"""Of the pixels may differ by more than that."""


def still(scene: Scene, iso: str | int, size: tuple[int, int] = SIZE) -> Pixels:
    day = iso if isinstance(iso, int) else from_iso(iso)
    return Renderer(scene, Design(size)).still(day, day)


def every_kind() -> Scene:
    """Each kind of mark, look and doubt on one plain, with names and numbers."""
    blue, green = "#0072b2", "#009e73"
    bent = LineString([(x, -2.6 + 0.25 * (x - 5) ** 2 / 4) for x in np.linspace(-1, 8, 30)])
    marks = (
        mark(box(-7, 2.2, -3.5, 5), id="a", kind="area", hue=green),
        mark(box(-3, 2.2, 0.5, 5), id="b", kind="area", hue=green, look="hollow"),
        mark(LineString([(2, 4.4), (10, 4.4)]), id="c", kind="line", hue=blue),
        mark(LineString([(2, 3), (10, 3)]), id="d", kind="line", hue=blue, look="hollow"),
        mark(bent, (0, 0, 20, 20), id="e", kind="move", size=6.0),
        mark(LineString([(11, 5), (16, -3)]), id="f", kind="move", look="hollow", size=6.0),
        mark(LineString([(13, 5), (17.5, -3)]), id="g", kind="move", look="split", size=6.0),
        mark(Point(-6, 0.5), id="h"),
        mark(Point(-4, 0.5), id="i", look="hollow"),
        mark(Point(-2, 0.5), id="j", look="split"),
        mark(Point(0, 0.5), id="k", disputed=True, symbol="star"),
        mark(Point(2, 0.5), id="l", inferred=True, symbol="square"),
        mark(Point(4.5, 0.5), id="m", radius_m=120_000.0, symbol="diamond"),
        mark(Point(7, 0.5), (0, 19, 30, 30), id="n", text={"en": "12,000 men"}),
        mark(Point(-6, -2), (0, 0, 4, 4), id="o", trace_days=20),
    )
    name = Label("place", (-4.0, -2.0), {"en": "Old Town"}, 0, False, ())
    return scene(*marks, labels=(name,), bbox=(-8.0, -4.0, 18.0, 6.0))


def one_event() -> Scene:
    return scene(mark(Point(5, 1), (8, 8, 8, 8), size=16.0))


def world(gdf: gpd.GeoDataFrame, **more: object) -> Scene:
    return scene_of_tables(
        [Marks(gdf, "when", color="#d55e00", moves=True)],
        base=base_layers("world"),
        title="Voyages",
        **more,  # type: ignore[arg-type]
    )


def dated(*shapes: LineString | Point, when: str = "1911-10-20/1911-12-14") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"when": [when] * len(shapes)}, geometry=list(shapes), crs=4326)


def crowd() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(7)
    spots = rng.normal((10.0, 48.0), (8.0, 4.0), (6000, 2))
    days = np.datetime64("1848-01-01") + rng.integers(0, 366, 6000)
    return gpd.GeoDataFrame({"when": days}, geometry=gpd.points_from_xy(*spots.T), crs=4326)


PICTURES: Final[dict[str, Callable[[], Pixels]]] = {
    "every-kind": lambda: still(every_kind(), 8),
    "before-the-common-era": lambda: still(scene_of(read_atlas(HANNIBAL)), "-0217-11-20"),
    "across-the-antimeridian": lambda: still(
        world(
            dated(Point(178.4, -18.1), LineString([(178.4, -18.1), (185.0, -21.1), (188.2, -13.8)])),
            bbox=(174.0, -24.0, -168.0, -11.0),
        ),
        "1911-11-20",
    ),
    "at-the-pole": lambda: still(
        world(
            dated(Point(0, -90), LineString([(-164, -78.5), (-165, -85), (-168, -88), (0, -89.9)])),
            bbox=(-180.0, -90.0, 180.0, -64.0),
            crs="EPSG:3031",
        ),
        "1911-12-01",
    ),
    "nothing": lambda: still(scene(), 8),
    "one-event": lambda: still(one_event(), 8),
    "many-points": lambda: still(
        scene_of_tables([Marks(crowd(), "when", name="arrests", trace_days=7)], base=base_layers("world")),
        "1848-06-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_frame_looks_as_it_did(name: str) -> None:
    golden = np.asarray(Image.open(FOLDER / f"{name}.png").convert("RGB")).astype(int)
    apart = np.abs(PICTURES[name]().astype(int) - golden)
    assert apart.mean() < MEAN, name
    assert (apart.max(axis=2) > FAR).mean() < SHARE, name


def test_a_large_frame_is_the_small_one_drawn_finer() -> None:
    """At 4K all that is drawn lies where it does in the small picture, which it is shrunk to."""
    large = Image.fromarray(still(every_kind(), 8, LARGE)).resize(SIZE, Image.Resampling.BOX)
    small = np.asarray(Image.open(FOLDER / "every-kind.png").convert("RGB")).astype(int)
    apart = np.abs(np.asarray(large).astype(int) - small)
    assert apart.mean() < 4 and (apart.max(axis=2) > 96).mean() < 0.03


def test_a_picture_of_something_else_is_told_apart() -> None:
    golden = np.asarray(Image.open(FOLDER / "one-event.png").convert("RGB")).astype(int)
    whole = one_event()
    other = replace(whole, marks=(replace(whole.marks[0], hue="#0072b2"),))
    apart = np.abs(still(other, 8).astype(int) - golden)
    assert (apart.max(axis=2) > FAR).mean() > SHARE


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for stem, draw in PICTURES.items():
        Image.fromarray(draw()).save(FOLDER / f"{stem}.png", optimize=True)
