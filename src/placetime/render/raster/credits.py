"""Whom a picture owes what it shows, and what it is of: in the picture, and beside it in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from placetime.model.text import pick
from placetime.render.raster.calendar import date_caption
from placetime.render.raster.words import say
from placetime.scene.scene import Scene

_SCALE = re.compile(r"\s+1:\d+\s?m?$")


@dataclass(frozen=True, slots=True)
class About:
    """A picture's title, and a description for those who cannot see it, in the language `lang`."""

    title: str
    text: str
    lang: str


def about(scene: Scene, first: int, last: int, lang: str) -> About:
    """What the picture of the days `first` to `last`, both inclusive, is."""
    title = pick(scene.atlas.title, lang), date_caption(first, last, lang)
    told = (told for told in (sources(scene, lang), base_map(scene, lang)) if told)
    return About(" — ".join(part for part in title if part), "\n".join(told), lang)


def sources(scene: Scene, lang: str) -> str:
    """Whom the claims come from; empty if there are none."""
    cited = {claim.source for event in scene.atlas.events for claim in event.claims}
    names = sorted(source.short for source in scene.atlas.sources.values() if source.id in cited)
    return say("sources", lang).format("; ".join(names)) if names else ""


def base_map(scene: Scene, lang: str) -> str:
    """Where the base geography comes from, and of when it is; empty if there is none."""
    if not scene.atlas.base:
        return ""
    names = (_SCALE.sub("", layer.origin.split(",")[0]) for layer in scene.atlas.base)
    origins = list(dict.fromkeys(name for name in names if len(name) < 24))
    bordered = any(layer.role == "border" for layer in scene.atlas.base)
    text = say("borders" if bordered else "waters", lang)
    return f"{say('base', lang).format(', '.join(origins))}; {text}" if origins else text
