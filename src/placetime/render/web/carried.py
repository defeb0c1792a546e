"""Elements of a map that carry data, with the script and style that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from branca.element import Element, Figure

from placetime.render.web import bundle
from placetime.render.web.inline import InlineData, InlineScript, InlineStyle
from placetime.spec import laid_style, styled


class CarriesData(Element):
    """Puts `data` into the page as JSON under `data_id`, and the runtime once; on this map only."""

    data: Mapping[str, Any]
    _laid: Mapping[str, Any]

    def __new__(cls, *args: Any, **named: Any) -> Self:
        """In the style that is in force when the element is made."""
        made = super().__new__(cls)
        made._laid = laid_style()
        return made

    @property
    def data_id(self) -> str:
        """The id of the element that holds the data."""
        return f"{self.get_name()}_data"

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as in folium
        """Adds script, style and data to the figure."""
        figure = self.get_root()
        assert isinstance(figure, Figure), (
            "You cannot render this Element if it is not in a Figure."
        )
        with styled(self._laid):
            figure.header.add_child(InlineScript(bundle.script()), name="placetime_js")
        figure.header.add_child(InlineStyle(bundle.stylesheet()), name="placetime_css")
        figure.html.add_child(InlineData(self.data_id, self.data), name=self.data_id)
        super().render(**kwargs)
