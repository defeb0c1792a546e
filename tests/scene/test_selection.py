"""A part of an atlas: by layer, and by what shows then."""

from __future__ import annotations

import pytest

from placetime.build import check_folder
from placetime.errors import PlacetimeError
from placetime.export import part_of
from placetime.model.interval import FUTURE, PAST
from placetime.scene.scene import Scene, scene_of
from placetime.scene.selection import days_of, selected
from tests.conftest import HANNIBAL


@pytest.fixture(scope="module")
def scene() -> Scene:
    atlas = check_folder(HANNIBAL).atlas
    assert atlas is not None
    return scene_of(atlas)


def events(scene: Scene) -> set[str]:
    return {event.id for event in scene.atlas.events}


def test_without_a_choice_it_is_the_scene_itself(scene: Scene) -> None:
    assert selected(scene) is scene


def test_a_layer_brings_its_events_places_and_sources(scene: Scene) -> None:
    part = selected(scene, {"march"})
    assert events(part) == {"departure", "alps", "italy", "recall"}
    assert {mark.layer for mark in part.marks} == {"march"}
    assert {entry.layer for entry in part.legend} == {"march"}
    assert [layer.id for layer in part.atlas.layers] == ["march"]
    assert "zama" not in part.atlas.places and "cannae" in part.atlas.places


@pytest.mark.parametrize(
    ("date", "there"),
    [
        ("-0215-08-01", {"italy"}),  # one source has the summer, the other the next day: they agree
        ("-0215-08-02", {"italy", "cannae"}),
        ("-0215-05-31", {"italy"}),
        ("-0215-09-01", {"italy"}),
        ("-0201", {"zama"}),
        ("-0300", set()),
    ],
)
def test_a_day_brings_what_may_be_there_without_traces(
    scene: Scene, date: str, there: set[str]
) -> None:
    part = selected(scene, None, days_of(at=date))
    days = days_of(at=date)
    assert days is not None
    assert events(part) == there
    assert {mark.id for mark in part.marks} == {
        mark.id for mark, shown in scene.at(*days) if shown.presence > 0
    }


def test_ranges_are_inclusive_and_may_be_open() -> None:
    assert days_of() is None
    assert days_of(start="1970-01-01", end="1970-01") == (0, 30)
    assert days_of(start="1970") == (0, FUTURE)
    assert days_of(end="1970-01-02") == (PAST, 1)
    with pytest.raises(PlacetimeError, match=r"ends \(1969\) before it begins \(1970\)"):
        days_of(start="1970", end="1969")
    with pytest.raises(PlacetimeError, match="either one date or a range"):
        days_of(at="1970", end="1971")


def test_what_there_is_not_is_refused_with_what_there_is(scene: Scene) -> None:
    with pytest.raises(PlacetimeError, match="no layer “marsh”; did you mean “march”"):
        part_of(scene, ["marsh"])
    with pytest.raises(PlacetimeError, match="no language “de”; it has en, fr"):
        part_of(scene, lang="de")
    part, notes = part_of(scene, lang="fr")
    assert part.atlas.languages == ("fr", "en") and notes == []
