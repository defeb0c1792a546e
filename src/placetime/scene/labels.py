"""Labels: the names of the places that marks stand at, ranked by how much happens there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from placetime.model.atlas import Atlas
from placetime.model.text import pick
from placetime.scene.mark import Label, Mark
from placetime.scene.visible import Showing
from placetime.spec import load

STANDING: Final = 9
"""How many of the most important places keep their name while nothing happens there."""
WEAK: Final = 0.62
"""Opacity of such a name while nothing happens there."""
TRACE_LEAST: Final = 0.45
TRACE_MORE: Final = 0.4
"""Opacity of the name of a place where only a trace shows, and how much a full trace adds."""
BROAD: Final = frozenset({"country", "province", "region"})
"""Classes of places whose names come after all others, and never stand."""
DRAWN: Final = frozenset({"whole", "line", "front", "class"})
"""Classes of places that are on the map only with their marks: their names do not stand, either."""

_NOTE: Final = re.compile(r"\s*[(（][^)）]*[)）]\s*$")


def strength(shown: Showing) -> float:
    """Opacity of a name: clear while its mark may be there, it fades with its trace."""
    return 1.0 if shown.presence > 0 else TRACE_LEAST + TRACE_MORE * shown.trace


def short_name(label: Label, lang: str) -> str:
    """A place's name without a note in brackets: `The Rhine` for `The Rhine (no place named)`."""
    name = pick(label.names, lang)
    return _NOTE.sub("", name) or name


def may_stand(atlas: Atlas, label: Label, lang: str) -> bool:
    """Whether a name may show while nothing happens there: that of no broad place, of nothing that
    marks alone draw, and with no note."""
    fixed = atlas.places[label.place].feature_class not in BROAD | DRAWN
    return fixed and short_name(label, lang) == pick(label.names, lang)


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
    ids = sorted(used, key=lambda p: (atlas.places[p].feature_class in BROAD, -used[p], p))
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
