"""The page of an atlas: a folium map that fills the window, with panel, time dock and details."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template

from placetime.model.text import pick
from placetime.render.web.carried import CarriesData
from placetime.render.web.details import atlas_data
from placetime.render.web.inline import Title, as_json
from placetime.render.web.offline import offline
from placetime.render.web.steady import steady
from placetime.render.web.timelayer import TimeLayer
from placetime.scene.mark import Mark
from placetime.scene.marks import chosen_marks
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style


class AtlasPage(CarriesData, MacroElement):
    """Panel, details and base map of an atlas on the map it is added to.

    `data` is that of `details.atlas_data`; `layers` are the map's time layers by the atlas' layer ids.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            placetime.page({{ this._parent.get_name() }}, {{ this.data_id|tojson }}, {
                {%- for id, layer in this.layers.items() %}
                {{ id|tojson }}: {{ layer.get_name() }},
                {%- endfor %}
            });
        {% endmacro %}
        """
    )

    def __init__(self, data: Mapping[str, Any], layers: Mapping[str, TimeLayer]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasPage"
        self.data = data
        self.layers = layers


@in_own_style
def atlas_map(scene: Scene, *, passages: Mapping[tuple[str, str], str] | None = None) -> folium.Map:
    """The interactive map of a scene; it opens without a network.

    `passages` are texts by source id and passage selector; without them the page shows selectors only.
    """
    atlas = scene.atlas
    west, south, east, north = atlas.bbox
    title = pick(atlas.title, atlas.language)
    fmap = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=5,
        tiles=None,
        position="absolute",
        zoom_control="topright",
        control_scale=False,
        max_bounds=True,
        min_lat=-84,
        max_lat=84,
        min_lon=-200,
        max_lon=200,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=110,
        keyboard=False,
        attribution_control=False,
    )
    fmap.options |= {"min_zoom": 1, "max_zoom": 18}  # folium passes its own on to tiles only
    figure = fmap.get_root()
    assert isinstance(figure, Figure)
    by_layer: dict[str, list[Mark]] = defaultdict(list)
    for mark in (*scene.marks, *chosen_marks(atlas, scene.marks)):
        by_layer[mark.layer].append(mark)
    layers = {}
    for order, layer in enumerate(atlas.layers):
        name = pick(layer.title, atlas.language)
        marks = by_layer[layer.id]
        layers[layer.id] = TimeLayer.from_marks(
            marks, name, layer=layer.id, order=order, show=layer.shown
        )
        layers[layer.id].add_to(fmap)
    data = atlas_data(scene, passages)
    AtlasPage(data, layers).add_to(fmap)
    offline(fmap)
    seed = sha256(as_json([data, [layer.data for layer in layers.values()]]).encode()).hexdigest()
    steady(figure, seed)
    figure.header.add_child(Title(title), name="title")
    return fmap
