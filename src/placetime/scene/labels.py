"""Labels: the names of the places that marks stand at, ranked by how much happens there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from placetime.model.atlas import Atlas
from placetime.scene.mark import Label, Mark
from placetime.spec import load


def labels_of(atlas: Atlas, marks: Sequence[Mark]) -> list[Label]:
    """A label for every located place that an event with a mark names, most used first; ties by id.

    Places of water have their own look. Countries and provinces come after all others.
    """
    drawn: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.place:
            drawn[mark.place].append(mark.id)
    used: Counter[str] = Counter()
    event_marks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mark in marks:
        event_marks[mark.layer, mark.event].append(mark.id)
    for event in (e for e in atlas.events if (e.layer, e.id) in event_marks):
        for place in {ref.place for claim in event.claims for ref in claim.places}:
            used[place] += 1
            own = event_marks[event.layer, event.id]
            drawn[place] += [m for m in own if m not in drawn[place]]
    water = set(load("vocabulary")["water"])
    broad = {"country", "province", "region"}
    ids = sorted(used, key=lambda p: (atlas.places[p].feature_class in broad, -used[p], p))
    return [
        Label(
            place=place.id,
            position=place.label_at,
            names={lang: place.name(lang) for lang in atlas.languages},
            rank=rank,
            water=place.feature_class in water,
            marks=tuple(drawn[place.id]),
        )
        for rank, place in enumerate(atlas.places[i] for i in ids)
        if place.label_at is not None and place.geometry is not None
    ]
