"""The scene of a folder, or its findings."""

from __future__ import annotations

from pathlib import Path

from placetime.build import read_atlas
from placetime.cli.findings import stop
from placetime.errors import InvalidAtlas, PlacetimeError
from placetime.model.text import matches
from placetime.scene.scene import Scene, scene_of


def scene_in(folder: Path, lang: str | None = None) -> Scene:
    """The scene of an atlas folder; if it has errors all are printed, and the exit code is 1.

    PlacetimeError if `lang` is given and no language of the atlas serves its reader.
    """
    try:
        scene = scene_of(read_atlas(folder))
    except InvalidAtlas as invalid:
        stop(invalid.findings)
    languages = scene.atlas.languages
    if lang is not None and not any(matches(one, lang) for one in languages):
        raise PlacetimeError(
            f"no language {lang!r} in the atlas; there are: {', '.join(languages)}"
        )
    return scene
