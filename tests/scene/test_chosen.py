"""What is drawn of a disputed event once one of its claims is chosen."""

from __future__ import annotations

from dataclasses import replace

from placetime.build import check_folder
from placetime.scene.marks import chosen_marks
from placetime.scene.scene import scene_of
from tests.conftest import HANNIBAL


def test_each_claim_of_a_disputed_event_has_marks_of_its_own() -> None:
    atlas = check_folder(HANNIBAL).atlas
    assert atlas is not None
    scene = scene_of(atlas)
    chosen = chosen_marks(atlas, scene.marks)
    assert {mark.event for mark in chosen} == {e.id for e in atlas.events if e.disputed}
    assert {mark.event for mark in chosen} == {"cannae"}
    cannae = next(event for event in atlas.events if event.id == "cannae")
    assert [mark.alone for mark in chosen] == [0, 1]
    assert [mark.text["en"] for mark in chosen] == ["48,200 persons", "about 70,000 persons"]
    for mark, claim in zip(chosen, cannae.claims, strict=True):
        assert claim.when is not None
        assert mark.interval == claim.when.interval
        assert mark.disputed
    assert all(mark.alone is None for mark in scene.marks)


def test_a_claim_without_a_place_is_drawn_where_another_puts_the_event() -> None:
    atlas = check_folder(HANNIBAL).atlas
    assert atlas is not None
    cannae = next(event for event in atlas.events if event.id == "cannae")
    first, second = cannae.claims
    event = replace(cannae, claims=(first, replace(second, places=())))
    marks = chosen_marks(replace(atlas, events=(event,)), ())
    assert [mark.alone for mark in marks] == [0, 1]
    assert marks[0].geometry == marks[1].geometry
