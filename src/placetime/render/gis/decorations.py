"""Decorations of the QGIS map: the date as a title, the sources as a credit, a scale bar."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

from placetime.model.atlas import Atlas
from placetime.model.text import pick, primary
from placetime.render.gis.labeling import text_style
from placetime.render.gis.step import date_format, step_of
from placetime.scene.scene import Scene
from placetime.spec import current_style

BOTTOM_LEFT, TOP_LEFT, BOTTOM_RIGHT = 0, 1, 3
"""QgsDecorationItem: placements."""

MOST_SOURCES = 8
"""More than these are left to the table `sources`."""


def decorations(scene: Scene) -> dict[str, dict[str, object]]:
    """Project properties of the decorations; the date shows while the map has a clock."""
    atlas, lang = scene.atlas, scene.atlas.language
    unit, _, _ = step_of(scene.scale.first, scene.scale.last)
    when = f"format_date(@map_start_time,'{date_format(unit, lang)}','{primary(lang)}')"
    date = f"[% coalesce({when},'') %]"
    title = f"{date}  {plain(pick(atlas.title, lang))}"  # a long title is cut in a small window
    ink, muted = current_style()["ink"], current_style()["muted"]
    return {
        "TitleLabel": {
            "Enabled": True,
            "Label": title,
            "Placement": TOP_LEFT,
            "Font": tostring(text_style(lang, 18, ink), "unicode"),
            "BackgroundColor": "251,249,244,200",
        },
        "CopyrightLabel": {
            "Enabled": True,
            "Label": plain("\n".join(credits_of(atlas))),
            "Placement": BOTTOM_RIGHT,
            "Font": tostring(text_style(lang, 9, muted, current_style()["paper"]), "unicode"),
        },
        "ScaleBar": {"Enabled": True, "Placement": BOTTOM_LEFT},
    }


def credits_of(atlas: Atlas) -> list[str]:
    """Who is to be named on the map: the sources, if they are few, then the base geography."""
    works = [source.short for source in atlas.sources.values()]
    lines = ["; ".join(dict.fromkeys(works))] if 0 < len(works) <= MOST_SOURCES else []
    return lines + list(dict.fromkeys(f"{base.origin} ({base.licence})" for base in atlas.base))


def plain(text: str) -> str:
    """The text so that QGIS evaluates no `[% … %]` in it."""
    return text.replace("[%", "[\u200b%")
