"""The projection that suits an area: each kind of area has its own, which PROJ can read and draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pyproj import CRS, Transformer
from shapely.geometry import box

from placetime.build import read_atlas
from placetime.model.atlas import BaseLayer, BBox, Chapter
from placetime.model.crs import AUTO, around, suited
from placetime.render.raster.pixels import rgb
from placetime.render.raster.projection import Projection
from placetime.render.raster.renderer import Renderer
from placetime.render.raster.view import fit
from placetime.scene.cut import cut
from placetime.scene.scene import scene_of
from placetime.spec import load
from tests.raster.scenes import bare, near, on_day, scene

AREAS: list[tuple[BBox, str, float, float | None]] = [
    # area, method, central meridian, latitude of origin
    ((-170, -60, 190, 75), "Equal Earth", 10, None),
    ((100, -60, 290, 70), "Equal Earth", -165, None),
    ((-180, -90, 180, -60), "Lambert Azimuthal Equal Area", 0, -90),
    ((-180, 50, 180, 90), "Lambert Azimuthal Equal Area", 0, 90),
    ((-60, 60, 0, 84), "Lambert Azimuthal Equal Area", -30, 90),
    ((-12, 34, 45, 72), "Lambert Azimuthal Equal Area", 16.5, 53),
    ((-125, 24, -66, 50), "Lambert Conic Conformal (2SP)", -95.5, 37),
    ((110, -45, 156, -25), "Lambert Conic Conformal (2SP)", 133, -35),
    ((95, -11, 141, 7), "Mercator (variant A)", 118, None),
    ((-76, -56, -66, -17), "Transverse Mercator", -71, -36.5),
    ((176, -20, -178, -15), "Transverse Mercator", 179, -17.5),
    ((13, 52.3, 13.8, 52.7), "Transverse Mercator", 15, 0),
    ((-30, -40, 30, 55), "Lambert Azimuthal Equal Area", 0, 7.5),
]


def parameters(crs: CRS) -> dict[str, float]:
    operation = crs.coordinate_operation
    assert operation is not None
    return {p.name: p.value for p in operation.params}


@pytest.mark.parametrize(("area", "method", "lon", "lat"), AREAS)
def test_an_area_has_the_projection_of_its_kind(
    area: BBox, method: str, lon: float, lat: float | None
) -> None:
    crs = CRS.from_user_input(suited([area]))
    assert crs.coordinate_operation is not None
    assert crs.coordinate_operation.method_name == method
    own = parameters(crs)
    of_origin = ("Longitude of natural origin", "Longitude of false origin")
    assert next(own[name] for name in of_origin if name in own) == pytest.approx(lon)
    if lat is not None:
        origin = ("Latitude of natural origin", "Latitude of false origin")
        assert next(own[name] for name in origin if name in own) == pytest.approx(lat)
    forward = Transformer.from_crs(4326, crs, always_xy=True)
    west, south, east, north = around([area])
    corners = forward.transform(
        [west, east, (west + east) / 2], [south, north, (south + north) / 2]
    )
    assert np.isfinite(corners).all()


def test_standard_parallels_lie_a_sixth_within_the_area() -> None:
    own = parameters(CRS.from_user_input(suited([(-125, 24, -66, 48)])))
    assert own["Latitude of 1st standard parallel"] == pytest.approx(28)
    assert own["Latitude of 2nd standard parallel"] == pytest.approx(44)


def test_a_town_lies_in_its_zone_of_utm() -> None:
    assert suited([(13, 52.3, 13.8, 52.7)]) == "EPSG:32633"
    assert suited([(18.3, -34.2, 18.7, -33.8)]) == "EPSG:32734"
    assert suited([(179.1, -18.2, 179.4, -18)]) == "EPSG:32760"
    assert "tmerc" in suited([(11.8, 52.3, 12.4, 52.7)]), "between two zones"


def test_areas_on_both_sides_of_the_180th_meridian_are_one() -> None:
    assert around([(170, -20, 178, -10), (-179, -25, -170, -15)]) == (170, -25, 190, -10)
    assert around([(-179, -25, -170, -15), (170, -20, 178, -10)]) == (-190, -25, -170, -10)
    assert around([(170, 0, -170, 1)]) == (170, 0, 190, 1)
    assert "+lon_0=180" in suited([(160, -40, 200, -20)]).replace("-180", "180")


def test_a_film_is_projected_for_all_views_that_it_shows() -> None:
    chapters = (
        Chapter({}, 0, 9, 3.0, (-10.0, 36.0, 4.0, 44.0)),
        Chapter({}, 10, 30, 3.0, (20.0, 36.0, 44.0, 44.0)),
    )
    made = scene(chapters=chapters, bbox=(-180.0, -80.0, 180.0, 80.0))
    assert made.crs() == "EPSG:3857" and made.crs("EPSG:3035") == "EPSG:3035"
    assert made.crs(AUTO) == suited([(-10, 36, 44, 44)])
    assert cut(made, days=(0, 5)).crs(AUTO) == suited([(-10, 36, 4, 44)])
    assert Renderer(made, replace(bare(made).design, crs=AUTO))._projection.crs == CRS(
        made.crs(AUTO)
    )


def test_the_setting_is_understood(folder: Path) -> None:
    path = folder / "atlas.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"EPSG:3857"', '"auto"'), "utf-8")
    scene = scene_of(read_atlas(folder))
    assert scene.atlas.crs == suited([scene.atlas.bbox])


@pytest.mark.parametrize("middle", [0, 10, -150, 180])
def test_the_world_is_whole_and_cut_opposite_of_its_middle(middle: float) -> None:
    area = (middle - 180.0, -60.0, middle + 180.0, 75.0)
    islands = [box(-180, -8, -176, 8), box(176, -8, 180, 8), box(middle - 4, 30, middle + 4, 38)]
    plain = scene(bbox=area, crs=suited([area]))
    land = BaseLayer("land", tuple(islands), "drawn by hand", "public domain")
    renderer = bare(replace(plain, atlas=replace(plain.atlas, base=(land,))), (400, 200))
    pixels = on_day(renderer, 0)
    style = load("style")
    view = fit(area, Projection(plain.atlas.crs), 400, 200)
    at = view.px(renderer._projection(np.array([(178.0, 4), (-178.0, 4), (middle + 2, 34)])))
    assert (at >= 0).all() and (at[:, 0] < 400).all() and (at[:, 1] < 200).all()
    for x, y in at.astype(int):
        assert abs(pixels[y, x] - np.array(rgb(style["base"]["land"]))).max() < 12
    assert (pixels[2, 2] == rgb(style["paper"])).all(), "beyond the world is paper"
    share = near(pixels, style["base"]["land"], 3).mean()
    assert share < 0.02, "no streaks over the map"


def test_antarctica_fills_its_picture_around_the_pole() -> None:
    area = (-180.0, -90.0, 180.0, -60.0)
    view = fit(area, Projection(suited([area])), 300, 300)
    assert (view.x, view.y) == pytest.approx((0, 0), abs=1)
    assert view.unit * 300 == pytest.approx(6_640_000, rel=0.02)
