"""The world outline as a folium layer, for maps that have no tiles."""

from __future__ import annotations

from typing import Any

import folium
import shapely
from branca.element import Element, Figure

from placetime import world
from placetime.spec import current_style


class Outline(folium.GeoJson):
    """Land, today's borders and water under all else of a map, without a network.

    Natural Earth's countries at 1:110m in the style of atlases; not in a LayerControl.

    Examples
    --------
    >>> placetime.Outline().add_to(folium.Map(tiles=None))
    """

    def __init__(self) -> None:
        style = current_style()["base"]
        look = {
            "fillColor": style["land"],
            "fillOpacity": 1,
            "color": style["border"]["color"],
            "weight": 0.7,
        }
        features = [
            {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(country)}
            for country in world.countries()
        ]
        super().__init__(
            {"type": "FeatureCollection", "features": features},
            name="Outline",
            style_function=lambda _: look,
            control=False,
            interactive=False,
        )

    def render(self, **more: Any) -> Any:
        """Also colours the water of the map it is on."""
        rendered = super().render(**more)  # type: ignore[no-untyped-call]
        figure = self.get_root()
        water = current_style()["base"]["water"]
        if isinstance(figure, Figure) and self._parent is not None:
            rule = f"#{self._parent.get_name()} {{ background: {water} }}"
            figure.header.add_child(Element(f"<style>{rule}</style>"), name="placetime-water")
        return rendered
