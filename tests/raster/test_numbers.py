"""Number series in the film: each by its unit's scale, named once, with what a source says on the day."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from placetime.edtf import parse
from placetime.model.atlas import Actor
from placetime.model.claim import Quantity
from placetime.model.layer import Series, SeriesValue
from placetime.model.source import Passage
from placetime.render.raster.contrast import ENOUGH, contrast, readable
from placetime.render.raster.design import Design
from placetime.render.raster.numbers import Key, Line, lines_of
from placetime.render.raster.renderer import Renderer
from placetime.render.raster.type import width
from placetime.scene.cut import cut
from placetime.scene.frames import frames
from placetime.scene.scene import Scene
from placetime.spec import load
from tests.raster.scenes import scene

HUE = "#0072B2"


def series(name: str, unit: str, **numbers: float) -> Series:
    """Numbers by day of January 1970: `d5="~300"`."""
    values = tuple(
        SeriesValue(
            parse(f"1970-01-{int(day[1:]):02}"),
            Quantity(f"~{number:g}", number, number),
            "reported",
            "s",
            Passage(0, 1, "0a1b2c3d"),
        )
        for day, number in numbers.items()
    )
    return Series(name, {"en": name}, unit, "we", values)


def with_series(*several: Series, shown: bool = True) -> Scene:
    """A scene of January 1970 with these numbers; one second a day and a half."""
    plain = scene()
    layers = (replace(plain.atlas.layers[0], series=several, shown=shown),)
    actors = {"we": Actor("we", {"en": "We"}, HUE)}
    units = {"persons": {"en": "persons"}, "armies": {"en": "armies"}}
    atlas = replace(plain.atlas, layers=layers, actors=actors, units=units)
    return replace(plain, atlas=atlas)


ARMY = series("Army", "persons", d6=1200, d16=300)
ARMIES = series("Armies", "armies", d6=17, d16=5)


def test_each_unit_has_its_scale_and_a_second_line_of_a_hue_is_dashed() -> None:
    lines = lines_of(with_series(ARMY, ARMIES, series("Once", "persons", d3=9)), "en")
    assert [line.name for line in lines] == ["Army", "Armies"], "one number makes no line"
    assert [line.dashed for line in lines] == [False, True]
    assert [share for _, share in lines[0].dots] == [1, 0.25]
    assert [share for _, share in lines[1].dots] == pytest.approx([1, 5 / 17])


def test_a_line_says_the_number_last_given_faintly_when_it_has_ended() -> None:
    made = with_series(ARMY)
    (line,) = lines_of(made, "en")
    times = [made.scale.position(day) + 1e-3 for day in (0, 5, 14, 15, 16, 30)]
    assert [line.said(time) for time in times] == [
        "persons", "about 1,200 persons", "about 1,200 persons",
        "about 300 persons", "about 300 persons", "about 300 persons",
    ]  # fmt: skip
    assert [line.holds(time) for time in times] == [False, True, True, True, False, False]


@pytest.mark.parametrize("room", [150, 420, 700, 1400])
def test_names_never_overlap_and_those_without_room_are_left_out(room: int) -> None:
    many = [series(f"Army of the river {i}", "persons", d6=1200 + i, d16=300) for i in range(6)]
    lines = lines_of(with_series(*many), "en")
    key = Key(lines, room, "en", 1.3)
    assert len(key.names) == {150: 0, 420: 2, 700: 4, 1400: 6}[room]
    spans = sorted((name.row, name.x, _right(key, name.number, name.line)) for name in key.names)
    for one, following in pairwise(spans):
        assert one[0] < following[0] or one[2] < following[1]
    assert all(right <= room + 1 for *_, right in spans)


def _right(key: Key, number: int, line: Line) -> float:
    return number + max(width(text, "en", key._plain) for text in (*line.texts, line.unit))


def test_names_stand_still_and_numbers_change() -> None:
    renderer = Renderer(with_series(ARMY), Design((960, 540)))
    axis = renderer.layout.timeline
    assert axis is not None
    (name,) = Key(lines_of(renderer.scene, "en"), axis.width, "en", renderer.layout.unit).names
    number = axis.x + name.number - 2
    foot = slice(axis.bottom - 12, axis.bottom)
    seen = [renderer.frame(frame)[foot] for frame in frames(renderer.scene.scale, 1.5)]
    names = {pixels[:, axis.x : number].tobytes() for pixels in seen}
    numbers = [pixels[:, number:].tobytes() for pixels in seen]
    assert len(names) == 1 and len(np.unique(seen[0][:, axis.x : number])) > 10
    changes = sum(a != b for a, b in pairwise(numbers))
    assert (len(set(numbers)), changes) == (4, 3), (
        "unit, the first number, the second, that in grey"
    )


def test_the_axis_moves_up_only_if_there_are_names() -> None:
    with_names = Renderer(with_series(ARMY), Design((960, 540))).layout.map
    without = Renderer(scene(), Design((960, 540))).layout.map
    assert without.height - with_names.height == 13
    bare = Design((960, 540), without=frozenset({"timeline"}))
    assert Renderer(with_series(ARMY), bare).layout == Renderer(scene(), bare).layout


def test_numbers_of_a_layer_that_is_not_in_the_film_are_not_either() -> None:
    assert lines_of(cut(with_series(ARMY, shown=False)), "en") == ()


def test_names_can_be_read_on_paper() -> None:
    style = load("style")
    for hue in style["hues"]:
        assert contrast(readable(hue, style["paper"], style["ink"]), style["paper"]) >= ENOUGH
    assert readable(HUE, style["paper"], style["ink"]) == HUE.lower()
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
