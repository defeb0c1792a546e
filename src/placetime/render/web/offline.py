"""Puts the scripts and styles that a folium map refers to into the page itself."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TypeVar

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.elements import JSCSSMixin

from placetime.render.web import bundle, leaflet
from placetime.render.web.at_hand import AtHand, Files
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


Shown = TypeVar("Shown", bound=Element)


def offline(map: Shown, *, files: Files | None = None) -> Shown:
    """The same map, whose page carries its own copy of Leaflet and needs no network, where possible.

    Only this map changes, and the maps of the same figure (as in a DualMap), not folium's classes.
    folium's references to jquery, bootstrap and marker fonts are dropped unless the map has icons.

    Parameters
    ----------
    map: folium.Map or folium.plugins.DualMap
        All that is to be on it must have been added before.
    files: path or mapping, optional
        Where the scripts and styles of other plugins are at hand: a folder, such as npm's
        `node_modules`, in which they are found by the names that their URLs end in, or a mapping of
        URLs or file names to paths. The pictures that a style needs are taken from beside it.

    Warns
    -----
    OfflineWarning
        Once, with all that the page will still ask of the network: scripts and styles that are not at
        hand, and tiles.

    Raises
    ------
    FileNotFoundError
        For a folder or path of `files` that is not there.
    """
    figure = map.get_root()
    assert isinstance(figure, Figure)
    at_hand = AtHand(files)
    elements = list(_walk(figure))
    names = {element._name for element in elements}
    dropped = set() if names & set(ICONS) else set(UNUSED)
    if not names & set(JQUERY):
        figure.header.add_child(InlineScript(bundle.stand_in()), name="jquery")
        dropped.add("jquery")
    missing: list[str] = []
    for element in elements:
        if isinstance(element, JSCSSMixin):
            skip = dropped if isinstance(element, folium.Map) else set()
            for kind in ("default_js", "default_css"):
                kept = []
                for name, url in getattr(element, kind):
                    own = _own(url) or at_hand.element(url)
                    if own is not None:
                        figure.header.add_child(own, name=name)
                    elif name not in skip:
                        missing.append(f"{element._name} needs {url}")
                        kept.append((name, url))
                setattr(element, kind, kept)
        missing += [f"the tiles of {url}" for url in _tiles(element)]
    missing += _links(figure, at_hand) + at_hand.gaps
    if missing:
        what = "\n  ".join(dict.fromkeys(missing))
        warnings.warn(f"the page will need a network for:\n  {what}", OfflineWarning, stacklevel=2)
    return map


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _tiles(element: Element) -> Iterator[str]:
    """The URLs of tiles of an element, and of a layer that it shows elsewhere, as MiniMap does."""
    for one in (element, getattr(element, "tile_layer", None)):
        url = getattr(one, "tiles", None)
        if isinstance(url, str) and "://" in url:
            yield url


def _links(figure: Figure, at_hand: AtHand) -> list[str]:
    """Puts in the place of links in the figure's header what is at hand; tells which must stay."""
    missing = []
    for name, child in list(figure.header._children.items()):
        if isinstance(child, JavascriptLink | CssLink):
            own = _own(child.url) or at_hand.element(child.url)
            if own is None:
                missing.append(f"the page needs {child.url}")
            else:
                figure.header.add_child(own, name=name)
    return missing


def _own(url: str) -> Verbatim | None:
    """Our copy of what a URL refers to, if there is one."""
    file = url.rpartition("/")[2]
    if "leaflet@" in url and file in ("leaflet.js", "leaflet.min.js"):
        return InlineScript(leaflet.script())
    if "leaflet@" in url and file in ("leaflet.css", "leaflet.min.css"):
        return InlineStyle(leaflet.stylesheet())
    return None
