"""What a mark's pixels say: when, how surely, which side, how disputed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from placetime.model.interval import FUTURE, Interval
from placetime.render.raster.marks import progress
from placetime.render.raster.pixels import rgb
from placetime.scene.visible import showing
from placetime.spec import load
from tests.raster.scenes import HUE, LAND, across, bare, mark, middle, near, on_day, scene


def drawn(pixels: np.ndarray) -> np.ndarray:
    """Where anything lies on the land."""
    return np.abs(pixels.astype(int) - rgb(LAND)).max(axis=2) > 24


def test_a_point_shows_exactly_on_its_days() -> None:
    renderer = bare(scene(mark(middle(), (10, 10, 12, 12))))
    there = [day for day in range(31) if near(on_day(renderer, day), HUE).any()]
    assert there == [10, 11, 12]


def test_a_point_lies_where_it_is() -> None:
    hue = near(on_day(bare(scene(mark(middle()))), 5), HUE)
    rows, columns = np.nonzero(hue)
    assert rows.mean() == pytest.approx(99.5, abs=0.6)
    assert columns.mean() == pytest.approx(99.5, abs=0.6)
    assert hue.sum() == pytest.approx(np.pi * 8**2, rel=0.15)


def test_marks_that_share_a_position_stand_beside_each_other() -> None:
    pixels = on_day(bare(scene(mark(middle()), mark(middle(), id="b", slot=1, hue="#0072b2"))), 5)
    first, second = (np.nonzero(near(pixels, hue))[1].mean() for hue in (HUE, "#0072b2"))
    assert second - first == pytest.approx(load("style")["seat"], abs=1)


def test_a_trace_fades_and_goes() -> None:
    renderer = bare(scene(mark(middle(), (2, 2, 2, 2), trace_days=20)))
    red = [int(on_day(renderer, day)[100, 100, 2]) for day in (2, 3, 10, 20, 23)]
    assert red == sorted(red) and red[0] < red[1] < red[2] < red[3] < red[4]
    assert red[4] == rgb(LAND)[2]


@pytest.mark.parametrize("day", [1, 5, 9, 15, 22, 28])
def test_opacity_follows_presence(day: int) -> None:
    interval = Interval(0, 9, 20, 29)
    presence = showing(interval, day, day, 0).presence
    expected = 0.4 + 0.6 * presence  # opacity.least … most of the style
    seen = on_day(bare(scene(mark(middle(), interval.days))), day)[100, 100]
    under, ink = np.array(rgb(LAND)), np.array(rgb(HUE))
    assert (seen - under)[2] / (ink - under)[2] == pytest.approx(expected, abs=0.03)


def test_hollow_is_paper_within_a_broken_outline() -> None:
    pixels = on_day(bare(scene(mark(middle(), look="hollow", size=20.0))), 5)
    symbol = load("style")["symbol"]
    paper, hue = np.array(rgb(symbol["hollow_fill"])), np.array(rgb(HUE))
    inside = paper + (hue - paper) * symbol["hollow_tint"]
    assert np.abs(pixels[95:105, 95:105] - inside).max() <= 3
    angle = np.radians(np.arange(360))
    ring = near(pixels, HUE, 90)[
        np.round(99.5 + 20 * np.sin(angle)).astype(int),
        np.round(99.5 + 20 * np.cos(angle)).astype(int),
    ]
    assert (np.diff(ring.astype(int)) == 1).sum() > 8
    assert near(on_day(bare(scene(mark(middle(), size=20.0))), 5), HUE)[95:105, 95:105].all()


def ring_shares(**fields: object) -> list[float]:
    """The share of hue on circles of 8 … 18 px around a point mark."""
    pixels = near(on_day(bare(scene(mark(middle(), **fields))), 5), HUE, 110)
    angle = np.radians(np.arange(360))
    return [
        float(
            pixels[
                np.round(99.5 + r * np.sin(angle)).astype(int),
                np.round(99.5 + r * np.cos(angle)).astype(int),
            ].mean()
        )
        for r in np.arange(8, 18, 0.5)
    ]


def test_an_alleged_mark_wears_a_split_ring_and_a_disputed_one_a_double_ring() -> None:
    assert max(ring_shares()[4:]) == 0
    split = max(ring_shares(look="split")[4:])
    assert 0.6 < split < 0.95
    full = [share > 0.7 for share in ring_shares(disputed=True)[4:]]
    assert sum(now and not before for before, now in pairwise([False, *full])) == 2


def test_the_ring_of_uncertainty_has_its_true_radius() -> None:
    renderer = bare(scene(mark(middle(), radius_m=222_390.0)))  # two degrees, a degree is 20 px
    pixels = near(on_day(renderer, 5), HUE, 120)
    assert pixels[:, 137:143].sum() > 5
    assert not pixels[:, 145:].any() and not pixels[100, 112:135].any()


def test_ticks_stand_on_the_left_of_a_line() -> None:
    eastward = drawn(on_day(bare(scene(mark(across(), kind="line"))), 5))
    assert eastward[92:97].sum() > 20 > eastward[103:108].sum()
    westward = LineString(list(across().coords)[::-1])
    turned = drawn(on_day(bare(scene(mark(westward, kind="line"))), 5))
    assert turned[103:108].sum() > 20 > turned[92:97].sum()


def test_a_clipped_line_keeps_its_side() -> None:
    long = LineString([(-40, 1), (50, 1)])
    eastward = drawn(on_day(bare(scene(mark(long, kind="line"))), 5))
    assert eastward[92:97].sum() > 20 > eastward[103:108].sum()


def test_a_move_advances_with_time_and_ends_at_its_head() -> None:
    renderer = bare(scene(mark(across(), (0, 0, 19, 19), kind="move", size=5.0)))
    heads = [
        int(np.nonzero(near(on_day(renderer, day), HUE).any(axis=0))[0].max()) for day in (4, 9, 19)
    ]
    assert heads == pytest.approx([40 + 30, 40 + 60, 160], abs=5)


def test_a_move_tapers_towards_its_origin() -> None:
    pixels = near(on_day(bare(scene(mark(across(), kind="move", size=12.0))), 30), HUE)
    assert pixels[:, 55].sum() < pixels[:, 100].sum()


@pytest.mark.parametrize(
    ("interval", "day", "share"),
    [
        (Interval(0, 0, 9, 9), 4, 0.5),
        (Interval(0, 0, 9, 9), 9, 1.0),
        (Interval(5, 5, 5, 5), 5, 1.0),
        (Interval(0, 30, 0, 30), 3, 1.0),
        (Interval(0, 0, FUTURE, FUTURE), 3, 1.0),
    ],
)
def test_progress_of_moves(interval: Interval, day: int, share: float) -> None:
    assert progress(interval, day) == pytest.approx(share)


def test_an_area_is_hatched_so_that_the_land_shows_through() -> None:
    pixels = on_day(bare(scene(mark(box(2, -2, 8, 4), kind="area"))), 5)
    inside = pixels[85:115, 85:115].astype(int)
    assert inside[..., 2].std() > 8
    assert drawn(pixels)[41, 50:150].all() or drawn(pixels)[40, 50:150].all()
    assert not drawn(pixels)[:30].any()
    hollow = on_day(bare(scene(mark(box(2, -2, 8, 4), kind="area", look="hollow"))), 5)
    assert hollow[85:115, 85:115].astype(int)[..., 2].std() < 1


def test_a_hole_in_an_area_stays_empty() -> None:
    hole = list(box(4.4, 0.4, 5.6, 1.6).exterior.coords)  # drawn the same way round as the shell
    ring = Polygon(list(box(2, -2, 8, 4).exterior.coords), [hole])
    pixels = on_day(bare(scene(mark(ring, kind="area"))), 5)
    assert near(pixels, LAND, 2)[92:108, 92:108].all()
    assert not near(pixels, LAND, 2)[92:108, 45:75].any()


def test_across_the_180th_meridian() -> None:
    marks = (
        mark(Point(179.0, 0.0)),
        mark(Point(-179.0, 0.0), id="b", hue="#0072b2"),
        mark(LineString([(176, 2), (184, 2)]), id="c", kind="line", hue="#009e73"),
        mark(LineString([(-178, -2), (-176, -2)]), id="d", kind="line", hue="#cc79a7"),
        mark(LineString([(-178, -3), (-176, -3)]), id="e", kind="move", hue="#e69f00"),
    )
    pixels = on_day(bare(scene(*marks, bbox=(175.0, -5.0, -175.0, 5.0))), 5)
    west, east = (np.nonzero(near(pixels, hue))[1].mean() for hue in (HUE, "#0072b2"))
    assert (west, east) == pytest.approx((79.5, 119.5), abs=1)
    assert near(pixels, "#009e73").any(axis=0).sum() > 120
    for hue in ("#cc79a7", "#e69f00"):
        columns = np.nonzero(near(pixels, hue))[1]
        assert columns.min() > 135 and columns.max() < 185


@pytest.mark.parametrize("crs", ["EPSG:3035", "EPSG:3995", "ESRI:54030"])
def test_other_projections(crs: str) -> None:
    spot = scene(mark(Point(12.0, 55.0)), bbox=(5.0, 48.0, 19.0, 61.0), crs=crs)
    rows, columns = np.nonzero(near(on_day(bare(spot), 5), HUE))
    assert len(rows) > 100 and abs(columns.mean() - 100) < 15 and abs(rows.mean() - 100) < 15
