"""Puts the scripts and styles that a folium map refers to into the page itself."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import folium
from branca.element import Element, Figure
from folium.elements import JSCSSMixin

from placetime.render.web import bundle, leaflet
from placetime.render.web.inline import InlineScript, InlineStyle, Verbatim

UNUSED = (
    "bootstrap",
    "awesome_markers",
    "bootstrap_css",
    "glyphicons_css",
    "awesome_markers_font_css",
    "awesome_markers_css",
    "awesome_rotate_css",
)
"""What every folium map refers to for the sake of `Icon` markers."""
ICONS = ("AwesomeMarkers", "Icon", "BeautifyIcon")
"""Elements for which those are needed."""
JQUERY = ("HeatMapWithTime", "TimeSliderChoropleth", "VegaLite")
"""Elements that need the real jQuery; for all others of folium a few lines stand in for it."""


class OfflineWarning(UserWarning):
    """The page will ask the network for something."""


def offline(map: folium.Map) -> folium.Map:
    """The same map, whose page carries its own copy of Leaflet and needs no network, where possible.

    What it refers to but is not at hand (scripts of other plugins, tiles) is named in an
    OfflineWarning. folium's references to jquery, bootstrap and marker fonts are dropped unless the
    map has icons. Only this map changes, not folium's classes.
    """
    figure = map.get_root()
    assert isinstance(figure, Figure)
    elements = list(_walk(map))
    names = {element._name for element in elements}
    dropped = set() if names & set(ICONS) else set(UNUSED)
    if not names & set(JQUERY):
        figure.header.add_child(InlineScript(bundle.stand_in()), name="jquery")
        dropped.add("jquery")
    for element in elements:
        if isinstance(element, JSCSSMixin):
            element.default_js = _kept(figure, element, element.default_js, dropped)
            element.default_css = _kept(figure, element, element.default_css, dropped)
        url = getattr(element, "tiles", None)
        if isinstance(url, str) and "://" in url:
            warnings.warn(f"the tiles of {url} need a network", OfflineWarning, stacklevel=2)
    return map


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _kept(
    figure: Figure, element: JSCSSMixin, links: list[tuple[str, str]], dropped: set[str]
) -> list[tuple[str, str]]:
    """Puts into the figure's header what is at hand; gives the links that must stay."""
    kept = []
    for name, url in links:
        own = _own(url)
        if own is not None:
            figure.header.add_child(own, name=name)
        elif not (isinstance(element, folium.Map) and name in dropped):
            warnings.warn(
                f"{element._name} needs {url}, which is not at hand", OfflineWarning, stacklevel=4
            )
            kept.append((name, url))
    return kept


def _own(url: str) -> Verbatim | None:
    """Our copy of what a URL refers to, if there is one."""
    file = url.rpartition("/")[2]
    if "leaflet@" in url and file in ("leaflet.js", "leaflet.min.js"):
        return InlineScript(leaflet.script())
    if "leaflet@" in url and file in ("leaflet.css", "leaflet.min.css"):
        return InlineStyle(leaflet.stylesheet())
    return None
