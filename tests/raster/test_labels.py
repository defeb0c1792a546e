"""Labels: none over another, none that moves, the strong before the weak."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from shapely.geometry import Point

from placetime.build import read_atlas
from placetime.render.raster.camera import Shot
from placetime.render.raster.design import Design
from placetime.render.raster.labels import Labels, overlapping
from placetime.render.raster.placing import Obstacle, Wish, place
from placetime.render.raster.renderer import Renderer
from placetime.scene.frames import frames
from placetime.scene.mark import Label
from placetime.scene.scene import scene_of
from tests.raster.scenes import bare, mark, on_day, scene

ROOT = Path(__file__).parents[2]


def crowd() -> Renderer:
    """Forty towns closer together than their names are long."""
    rng = np.random.default_rng(7)
    spots = rng.uniform((1, -4), (9, 4), (40, 2))
    marks = [mark(Point(*spot), id=f"m{i}", place=f"p{i}") for i, spot in enumerate(spots)]
    labels = tuple(
        Label(f"p{i}", (spot[0], spot[1]), {"en": f"Long Town {i}"}, i, False, (f"m{i}",))
        for i, spot in enumerate(spots)
    )
    return bare(scene(*marks, labels=labels), (400, 400))


def labels_of(renderer: Renderer) -> Labels:
    return renderer.labels(renderer._camera.shot(9.0))


def test_labels_do_not_overlap_in_a_crowd() -> None:
    placed = labels_of(crowd()).placed
    assert 8 < len(placed) < 40
    assert not overlapping(placed)
    assert placed[0].label.wish.key == "name p0"


def test_no_two_labels_of_the_flagship_overlap_at_any_time() -> None:
    renderer = Renderer(scene_of(read_atlas(ROOT)), Design((960, 540)))
    for frame in list(frames(renderer.scene.scale, 10))[::4]:
        shot: Shot = renderer._camera.shot(frame.seconds)
        if shot.resting:
            shown = {m.id for m, _ in renderer.scene.at(frame.first, frame.last)}
            visible = [
                p
                for p in renderer.labels(shot).placed
                if p.label.standing or shown & set(p.label.marks)
            ]
            assert not overlapping(visible), frame


def test_labels_stay_where_they_are() -> None:
    renderer = crowd()
    first = [(p.label.wish.key, p.x, p.y) for p in labels_of(renderer).placed]
    on_day(renderer, 20)
    assert [(p.label.wish.key, p.x, p.y) for p in labels_of(renderer).placed] == first
    assert (on_day(renderer, 3) == on_day(renderer, 25)).all()


def test_labels_may_share_a_place_on_different_days() -> None:
    wishes = [
        Wish("a", 50, 50, 40, 10, 5, ((0, 9),), ("r",)),
        Wish("b", 50, 50, 40, 10, 5, ((10, 19),), ("r",)),
        Wish("c", 50, 50, 40, 10, 5, ((9, 10),), ("r",)),
    ]
    assert set(place(wishes, [], 200, 100)) == {"a", "b"}


def test_a_label_keeps_off_symbols_and_edges() -> None:
    wish = Wish("a", 50, 50, 40, 10, 5, ((0, 9),))
    assert place([wish], [], 200, 100)["a"][0] == 55
    assert place([wish], [Obstacle((56, 44, 70, 56), (5, 5))], 200, 100)["a"][2] == 45
    assert place([wish], [Obstacle((56, 44, 70, 56), (20, 20))], 200, 100)["a"][0] == 55
    assert place([wish], [], 80, 100)["a"][2] == 45
    assert place([wish], [], 42, 100) == {}


def test_a_name_shows_with_its_mark() -> None:
    label = Label("p", (5.0, 1.0), {"en": "Town (a note)"}, 0, False, ("m",))
    with_name = bare(scene(mark(Point(5, 1), (10, 10, 12, 12), place="p"), labels=(label,)))
    without = bare(scene(mark(Point(5, 1), (10, 10, 12, 12), place="p")))
    here = slice(85, 115), slice(112, 200)
    assert (on_day(with_name, 11)[here] != on_day(without, 11)[here]).any()
    assert (on_day(with_name, 5)[here] == on_day(without, 5)[here]).all()
