"""Maps that move, from documents that say where and when.

`placetime.open("folder")` reads an atlas folder; `placetime.TimeLayer` puts any dated GeoDataFrame on
a folium map with a time player; `placetime.animate` makes a film of one; `placetime.offline` makes a
folium map open without a network.
Heavy libraries are imported when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placetime.api import Atlas, open
    from placetime.density import animate_density
    from placetime.errors import InvalidAtlas, MissingPart, PlacetimeError
    from placetime.film import animate
    from placetime.render.web.offline import offline
    from placetime.render.web.outline import Outline
    from placetime.render.web.timelayer import TimeLayer
    from placetime.scene.tables import Marks

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "InvalidAtlas",
    "Marks",
    "MissingPart",
    "Outline",
    "PlacetimeError",
    "TimeLayer",
    "animate",
    "animate_density",
    "offline",
    "open",
]

_HOMES = {
    "Atlas": "placetime.api",
    "Marks": "placetime.scene.tables",
    "animate": "placetime.film",
    "animate_density": "placetime.density",
    "open": "placetime.api",
    "Outline": "placetime.render.web.outline",
    "TimeLayer": "placetime.render.web.timelayer",
    "offline": "placetime.render.web.offline",
    "InvalidAtlas": "placetime.errors",
    "MissingPart": "placetime.errors",
    "PlacetimeError": "placetime.errors",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'placetime' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
