"""The scene of a folder, or its findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from placetime.build import check_folder
from placetime.cli.findings import stop
from placetime.errors import InvalidAtlas, PlacetimeError
from placetime.model.finding import Finding
from placetime.model.text import matches
from placetime.resolve.style import style_file
from placetime.scene.scene import Scene, scene_of
from placetime.spec import over


def scene_in(folder: Path, lang: str | None = None, style: Path | None = None) -> Scene:
    """The scene of an atlas folder, with the style of a file laid over its own; if one of them has errors
    all are printed, and the exit code is 1.

    PlacetimeError if `lang` is given and no language of the atlas serves its reader.
    """
    found: list[Finding] = []
    own = style_file(style, found) if style else {}
    try:
        checked = check_folder(folder)
        if checked.atlas is None or checked.errors or found:
            raise InvalidAtlas([*found, *checked.findings])
        atlas = checked.atlas
        scene = scene_of(replace(atlas, style=over(atlas.style, own)))
    except InvalidAtlas as invalid:
        stop(invalid.findings)
    languages = scene.atlas.languages
    if lang is not None and not any(matches(one, lang) for one in languages):
        raise PlacetimeError(
            f"no language {lang!r} in the atlas; there are: {', '.join(languages)}"
        )
    return scene
