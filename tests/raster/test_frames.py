"""Whole frames: sizes, dates, what happens at an empty time, the camera and the caption."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point

from placetime.build import read_atlas
from placetime.model.atlas import Chapter
from placetime.model.days import day_number
from placetime.render.raster.calendar import date_caption
from placetime.render.raster.camera import MOVE_SECONDS
from placetime.render.raster.design import Design
from placetime.render.raster.renderer import Renderer
from placetime.render.raster.telling import LEAST_SECONDS, telling
from placetime.render.raster.timeline import years
from placetime.scene.cut import paced
from placetime.scene.frames import frames
from placetime.scene.scene import Scene, scene_of
from placetime.scene.timescale import END_SECONDS
from tests.raster.scenes import HUE, mark, near, scene

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def flagship() -> Scene:
    return scene_of(read_atlas(ROOT))


@pytest.mark.parametrize("size", [(641, 361), (320, 480), (960, 540), (97, 33), (3840, 2160)])
def test_every_size_is_kept(size: tuple[int, int]) -> None:
    renderer = Renderer(scene(mark(Point(5, 0))), Design(size))
    pixels = renderer.frame(next(frames(renderer.scene.scale, 2)))
    assert pixels.shape == (size[1], size[0], 3) and pixels.dtype == np.uint8


def test_an_empty_scene_has_frames() -> None:
    renderer = Renderer(scene(), Design((320, 180)))
    assert len(list(renderer.frames(1))) == renderer.count(1) == 20 + round(END_SECONDS)


def test_frames_come_one_at_a_time_and_are_repeatable() -> None:
    renderer = Renderer(scene(mark(Point(5, 0), (5, 5, 9, 9))), Design((320, 180)))
    one = [f.copy() for f in renderer.frames(2)]
    again = Renderer(scene(mark(Point(5, 0), (5, 5, 9, 9))), Design((320, 180)))
    two = [f.copy() for f in again.frames(2)]
    assert all((a == b).all() for a, b in zip(one, two, strict=True))
    backwards = list(reversed(list(frames(renderer.scene.scale, 2))))
    again = [renderer.frame(f) for f in backwards]
    assert all((a == b).all() for a, b in zip(reversed(again), one, strict=False))


def test_the_future_is_never_drawn() -> None:
    renderer = Renderer(scene(mark(Point(5, 0), (20, 20, 25, 25))), Design((320, 180)))
    box = renderer.layout.map
    seen = [
        f.last
        for f in frames(renderer.scene.scale, 2)
        if near(renderer.frame(f)[box.y : box.bottom, box.x : box.right], HUE).any()
    ]
    assert min(seen) >= 20


@pytest.mark.parametrize(
    ("first", "last", "lang", "words"),
    [
        ((1958, 3, 15), (1958, 3, 15), "en", "15 March 1958"),
        ((1958, 3, 15), (1958, 3, 15), "zh", "1958年3月15日"),
        ((1958, 3, 13), (1958, 3, 15), "en", "15 March 1958"),
        ((1958, 2, 20), (1958, 3, 20), "en", "March 1958"),
        ((1957, 1, 20), (1958, 3, 20), "en", "1958"),
        ((-43, 3, 15), (-43, 3, 15), "en", "15 March 44 BC"),
        ((-43, 2, 1), (-43, 3, 15), "en", "March 44 BC"),
    ],
)
def test_the_date_of_a_frame(
    first: tuple[int, int, int], last: tuple[int, int, int], lang: str, words: str
) -> None:
    assert date_caption(day_number(*first), day_number(*last), lang) == words


def test_years_under_the_timeline() -> None:
    assert years(1953, 1956, "en") == "1953–1956"
    assert years(1953, 1953, "en") == "1953"
    assert years(-217, -215, "en") == "218–216 BC"
    assert years(-1, 2, "en") == "2 BC–2"


def test_bce_frames_are_drawn(hannibal: Path) -> None:
    renderer = Renderer(scene_of(read_atlas(hannibal)), Design((480, 270), "fr"))
    whole = list(frames(renderer.scene.scale, 1))
    assert renderer.frame(whole[2]).std() > 5


def test_a_chapter_with_its_own_view_is_reached_by_an_eased_camera() -> None:
    chapters = (
        Chapter({"en": "one"}, 0, 9, 3.0, (0.0, -5.0, 10.0, 5.0)),
        Chapter({"en": "two"}, 20, 30, 3.0, (4.0, -1.0, 6.0, 1.0)),
    )
    camera = Renderer(scene(chapters=chapters), Design((320, 180)))._camera
    shots = [camera.shot(t / 20) for t in range(0, 130)]
    units = [shot.view.unit for shot in shots]
    assert shots[0].resting and shots[59].resting and shots[59].chapter == 0
    moving = [shot for shot in shots if not shot.resting]
    assert len(moving) == pytest.approx(MOVE_SECONDS * 20, abs=1)
    assert {shot.chapter for shot in moving} == {1}
    assert units[0] / units[-1] == pytest.approx(5, rel=0.01)
    assert all(a >= b * 0.9999 for a, b in pairwise(units))


def test_a_fast_film_still_rests_at_its_views(flagship: Scene) -> None:
    fast = replace(flagship, scale=paced(flagship.scale, 10))
    camera = Renderer(fast, Design((320, 180)))._camera
    shots = [camera.shot(t / 100) for t in range(int(fast.scale.seconds * 100))]
    assert sum(shot.resting for shot in shots) / len(shots) > 0.7
    assert {s.chapter for s in shots if s.resting} >= set(range(len(flagship.atlas.chapters)))


def test_the_caption_tells_of_begun_events_one_after_the_other(flagship: Scene) -> None:
    told = list(telling(flagship, "en"))
    assert len([t for t in told if t.event]) >= 12
    assert len({t.event.id for t in told if t.event}) == len([t for t in told if t.event])
    chapters = {segment.start for segment in flagship.scale.segments}
    for one, following in pairwise(told):
        if one.event is not None and following.start not in chapters:
            assert following.start - one.start >= LEAST_SECONDS - 1e-6
    for one in told:
        if one.event is not None:
            interval = one.event.interval
            assert interval is not None
            assert flagship.scale.position(interval.begin_earliest) <= one.start + 1e-6


def test_the_flagship_fits_its_frame(flagship: Scene) -> None:
    renderer = Renderer(flagship, Design((960, 540), "zh"))
    pixels = renderer.frame(list(frames(flagship.scale, 10))[290])
    box = renderer.layout.map
    title = renderer.layout.title
    assert title is not None
    assert (pixels[: box.bottom, : title.x - 2] == pixels[2, 2]).all()
    assert len(np.unique(pixels[: box.bottom, : box.x].reshape(-1, 3), axis=0)) > 40
