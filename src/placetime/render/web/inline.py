"""Elements that stand in the page as they are.

branca makes a Jinja template of whatever text it is given, so that `{{` in data or in a script would
be evaluated; these elements are not templates.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from branca.element import Element


class Verbatim(Element):
    """Text that is written as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """The text."""
        return self.text


class InlineScript(Verbatim):
    """A script; the text must not hold `</script`."""

    def __init__(self, code: str) -> None:
        if "</script" in code.lower():
            raise ValueError("a script that holds '</script' cannot be inlined")
        super().__init__(f"<script>\n{code}</script>\n")


class InlineStyle(Verbatim):
    """A style sheet; the text must not hold `</style`."""

    def __init__(self, css: str) -> None:
        if "</style" in css.lower():
            raise ValueError("a style sheet that holds '</style' cannot be inlined")
        super().__init__(f"<style>\n{css}</style>\n")


class InlineData(Verbatim):
    """JSON in an element that scripts find by its id; it is data to the browser, never code."""

    def __init__(self, element_id: str, data: Any) -> None:
        super().__init__(
            f'<script type="application/json" id="{element_id}">{as_json(data)}</script>\n'
        )


def as_json(data: Any) -> str:
    """Compact JSON that can stand in a `<script>` element; ValueError for NaN or infinity."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Title(Verbatim):
    """The title of the page."""

    def __init__(self, text: str) -> None:
        super().__init__(f"<title>{escape(text)}</title>\n")
