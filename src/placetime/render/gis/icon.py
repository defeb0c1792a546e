"""A symbol of spec/symbols.json as a small picture, for formats that take no drawing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from math import ceil
from typing import Final

from PIL import Image, ImageDraw
from shapely.geometry import LineString
from shapely.ops import substring

from placetime.render.gis.glyph import HALF
from placetime.scene.mark import Look
from placetime.spec import current_style, kept_by_style, load

SIZE: Final = 64
"""Side of the picture in px."""

FINE: Final = 8
"""Drawn so many times larger and then averaged, since Pillow's shapes have hard edges."""

_TOKEN: Final = re.compile(r"[MLCZ]|-?[0-9.]+")
_STEPS: Final = 12


@kept_by_style(4096)
def icon(symbol: str, look: Look, hue: str) -> bytes:
    """A PNG of 64 × 64 px with transparent ground, in the looks that `glyph` has.

    solid: filled, with an outline of paper; hollow: a dashed outline on paper; split: filled, within
    two arcs of a ring.
    """
    style = current_style()
    radius = SIZE * FINE / 2 / HALF[look]
    px = radius / style["symbol"]["radius"]
    outline = [
        (x * radius + SIZE * FINE / 2, y * radius + SIZE * FINE / 2) for x, y in path(symbol)
    ]
    large = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (*_rgb(style["paper"]), 0))
    draw = ImageDraw.Draw(large)
    width = style["symbol"]["outline"] * px
    if look == "hollow":
        draw.polygon(outline, fill=_mixed(hue, style["paper"], style["symbol"]["hollow_tint"]))
        for dash in _dashes(outline, [length * px for length in style["symbol"]["hollow_dash"]]):
            _stroke(draw, dash, hue, width * 1.2)
    else:
        _stroke(draw, [*outline, outline[0]], style["paper"], width * 2)
        draw.polygon(outline, fill=hue)
    if look == "split":
        split = style["split"]
        ring = radius + (split["gap"] + split["width"]) * px
        box = [SIZE * FINE / 2 - ring, SIZE * FINE / 2 - ring] + [SIZE * FINE / 2 + ring] * 2
        half = split["arc_degrees"] / 2
        for middle in (0, 180):
            draw.arc(box, middle - half, middle + half, fill=hue, width=ceil(split["width"] * px))
    file = BytesIO()
    large.reduce(FINE).save(file, "PNG", optimize=True)
    return file.getvalue()


def path(symbol: str) -> list[tuple[float, float]]:
    """The outline of a symbol as a polygon around 0, 0; radius 1, y down."""
    symbols = load("symbols")
    points: list[tuple[float, float]] = []
    numbers: list[float] = []
    command = ""
    for token in [*_TOKEN.findall(symbols.get(symbol, symbols["circle"])["path"]), "Z"]:
        if not token.isalpha():
            numbers.append(float(token))
            continue
        if command in ("M", "L"):
            points += zip(numbers[::2], numbers[1::2], strict=True)
        elif command == "C":
            points += _curve(points[-1], numbers)
        command, numbers = token, []
    return points


def _curve(start: tuple[float, float], numbers: list[float]) -> Iterator[tuple[float, float]]:
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        xs, ys = (start[0], *numbers[::2]), (start[1], *numbers[1::2])
        yield (
            sum(w * x for w, x in zip(weights, xs, strict=True)),
            sum(w * y for w, y in zip(weights, ys, strict=True)),
        )


def _stroke(
    draw: ImageDraw.ImageDraw, line: list[tuple[float, float]], colour: str, width: float
) -> None:
    """A line with round joins and flat ends; a closed one is round where it closes, too."""
    draw.line(line, fill=colour, width=ceil(width))
    for x, y in line if line[0] == line[-1] else line[1:-1]:
        draw.circle((x, y), width / 2, fill=colour)


def _dashes(
    ring: list[tuple[float, float]], pattern: list[float]
) -> Iterator[list[tuple[float, float]]]:
    """The drawn stretches of a closed line; `pattern` is a dash and a gap in its units."""
    line = LineString([*ring, ring[0]])
    at = 0.0
    while at < line.length:
        yield list(substring(line, at, min(at + pattern[0], line.length)).coords)
        at += sum(pattern)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _mixed(hue: str, paper: str, share: float) -> tuple[int, int, int, int]:
    red, green, blue = (
        round(share * a + (1 - share) * b) for a, b in zip(_rgb(hue), _rgb(paper), strict=True)
    )
    return red, green, blue, 255
