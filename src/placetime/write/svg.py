"""SVG: a drawing as paths; what is drawn more than once is defined once.

Names are made of what they name, so that two files may stand in one page.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np

from placetime.render.gis.element import clean
from placetime.render.raster.credits import About
from placetime.render.raster.drawing import MITRE, Clip, Drawing, Fill, Lines, Stroke

FINE: Final = 100
"""Steps to a px that positions are rounded to."""
SHORT: Final = 30
"""Letters up to which a path is not worth a name."""


def write_svg(drawing: Drawing, about: About, path: Path) -> None:
    """Writes a drawing as SVG 1.1, a px a user unit, with its title and description for screen readers."""
    path.write_text(_Document(drawing).text(about), encoding="utf-8")


class _Document:
    """A drawing on its way into text."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._data: dict[int, str] = {}
        self._uses: Counter[str] = Counter()
        self._defined: dict[str, str] = {}
        self._count(drawing)

    def text(self, about: About) -> str:
        wide, high = self._drawing.width, self._drawing.height
        body = "\n".join(self._parts(self._drawing, 0.0, 0.0))
        defined = "\n".join(self._defined.values())
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" \
width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img" \
xml:lang="{escape(clean(about.lang))}">
<title>{escape(clean(about.title), quote=False)}</title>
<desc>{escape(clean(about.text), quote=False)}</desc>
<defs>
{defined}
</defs>
<g fill="none" stroke-linejoin="round" stroke-miterlimit="{MITRE:g}">
{body}
</g>
</svg>
"""

    def _count(self, drawing: Drawing) -> None:
        """Notes the outlines of all parts, and how often each is drawn."""
        for part in drawing.parts:
            if isinstance(part, Drawing):
                self._count(part)
            else:
                self._data[id(part)] = data = path_data(part.lines)
                self._uses[data] += len(part.at)

    def _parts(self, drawing: Drawing, x: float, y: float) -> Iterator[str]:
        """The elements of a drawing's parts; its own corner lies at (x, y)."""
        for look, run in groupby(self._flat(drawing, x, y), key=lambda pair: pair[0]):
            elements = [element for _, element in run]
            if not look:
                yield from elements
            elif len(elements) == 1:
                yield elements[0].replace(" ", f" {look} ", 1)
            else:
                yield f"<g {look}>{''.join(elements)}</g>"

    def _flat(self, drawing: Drawing, x: float, y: float) -> Iterator[tuple[str, str]]:
        """How each part looks, and its element without that; a group has no look of its own."""
        for part in drawing.parts:
            if not isinstance(part, Drawing):
                look = _look(part)
                for right, down in (part.at + np.array([x, y])).tolist():
                    yield look, self._element(self._data[id(part)], right, down)
            elif part.clip is None and part.opacity >= 1:
                yield from self._flat(part, x + part.x, y + part.y)
            else:
                inner = "".join(self._parts(part, x + part.x, y + part.y))
                if inner:
                    yield "", f"<g{self._shown(part, x + part.x, y + part.y)}>{inner}</g>"

    def _shown(self, group: Drawing, x: float, y: float) -> str:
        """Opacity and clip path of a group, as attributes."""
        out = f' opacity="{_number(group.opacity)}"' if group.opacity < 1 else ""
        if group.clip is not None:
            out += f' clip-path="url(#{self._clip(group.clip, x, y)})"'
        return out

    def _clip(self, clip: Clip, x: float, y: float) -> str:
        rule = ' clip-rule="evenodd"' if clip.even_odd else ""
        content = f'<path{rule} d="{path_data(clip.lines)}"{_moved(x, y)}/>'
        name = _name("c", content)
        self._defined[name] = f'<clipPath id="{name}">{content}</clipPath>'
        return name

    def _element(self, data: str, x: float, y: float) -> str:
        if self._uses[data] == 1 or len(data) <= SHORT:
            return f'<path d="{data}"{_moved(x, y)}/>'
        name = _name("p", data)
        self._defined.setdefault(name, f'<path id="{name}" d="{data}"/>')
        return f'<use xlink:href="#{name}" x="{_number(x)}" y="{_number(y)}"/>'


def path_data(lines: Lines) -> str:
    """Polylines as the `d` of a path, in steps from point to point."""
    out = []
    for points, closed in lines:
        grid = np.round(points * FINE).astype(np.int64)
        steps = np.diff(grid, axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if not len(steps):
            steps = np.zeros((1, 2), np.int64)  # a dot, if its caps are round
        numbers = [_short(n) for n in (grid[0].tolist() + steps.ravel().tolist())]
        out.append(f"M{_joined(numbers[:2])}l{_joined(numbers[2:])}{'z' if closed else ''}")
    return "".join(out)


def _joined(numbers: list[str]) -> str:
    """Numbers side by side: a minus needs no space before it."""
    return " ".join(numbers).replace(" -", "-")


def _short(hundredths: int) -> str:
    whole, rest = divmod(abs(hundredths), FINE)
    sign = "-" if hundredths < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{f'{rest:02}'.rstrip('0')}"


def _number(value: float) -> str:
    return _short(round(value * FINE))


def _moved(x: float, y: float) -> str:
    if round(x * FINE) == round(y * FINE) == 0:
        return ""
    return f' transform="translate({_number(x)} {_number(y)})"'


def _look(part: Fill | Stroke) -> str:
    """The attributes of a part that its position does not change."""
    if isinstance(part, Fill):
        out = f'fill="{part.color}"'
        out += f' fill-opacity="{_number(part.opacity)}"' if part.opacity < 1 else ""
        return out + (' fill-rule="evenodd"' if part.even_odd else "")
    out = f'stroke="{part.color}" stroke-width="{_number(part.width)}"'
    out += f' stroke-opacity="{_number(part.opacity)}"' if part.opacity < 1 else ""
    if part.dash:
        out += f' stroke-dasharray="{" ".join(map(_number, part.dash))}"'
    out += f' stroke-linecap="{part.cap}"' if part.cap != "butt" else ""
    return out + (f' stroke-linejoin="{part.join}"' if part.join != "round" else "")


def _name(kind: str, content: str) -> str:
    """A name for what has this content; a letter and 40 bits."""
    return kind + b32encode(sha256(content.encode()).digest()[:5]).decode().lower()
