"""Writes the interactive map as one HTML file that opens without a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from placetime.render.web.html import page_html
from placetime.render.web.page import atlas_map
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style


@in_own_style
def write_html(
    scene: Scene, path: Path, passages: Mapping[tuple[str, str], str] | None = None
) -> None:
    """Writes the page of a scene; same scene and passages, same bytes.

    `passages` are texts by source id and passage selector, shown in the details if given.
    """
    tiles = scene.atlas.tiles
    host = "://".join(urlsplit(tiles.url)[:2]) if tiles else ""
    html = page_html(atlas_map(scene, passages=passages), scene.atlas.language, host)
    path.write_text(html, "utf-8", newline="\n")
