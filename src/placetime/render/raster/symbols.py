"""Symbols of points: the paths of `spec/symbols.json` in the looks that say how sure something is."""

from __future__ import annotations

import re
from functools import cache
from math import ceil, radians

from placetime.render.raster.canvas import Canvas
from placetime.render.raster.path import Path
from placetime.render.raster.sprite import Sprite, paint
from placetime.scene.mark import Look
from placetime.spec import current_style, kept_by_style, load

_TOKEN = re.compile(r"[MLCZ]|-?[0-9.]+")


@cache
def _commands(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The commands M, L, C, Z of a symbol with their numbers; radius 1, y down."""
    symbols = load("symbols")
    out: list[tuple[str, list[float]]] = []
    for token in _TOKEN.findall(symbols.get(name, symbols["circle"])["path"]):
        if token.isalpha():
            out.append((token, []))
        else:
            out[-1][1].append(float(token))
    return tuple((command, tuple(numbers)) for command, numbers in out)


def symbol_path(name: str, x: float, y: float, radius: float) -> Path:
    """The outline of a symbol around (x, y)."""
    path = Path()
    for command, numbers in _commands(name):
        at = [(x if i % 2 == 0 else y) + n * radius for i, n in enumerate(numbers)]
        match command:
            case "M":
                path.move_to(*at)
            case "L":
                path.line_to(*at)
            case "C":
                path.curve_to(*at)
            case _:
                path.close()
    return path


@kept_by_style(2048)
def point_sprite(
    name: str,
    hue: str,
    look: Look,
    radius: float,
    scale: float,
    disputed: bool = False,
    phase: tuple[float, float] = (0.0, 0.0),
) -> Sprite:
    """A symbol of `radius` px with its ring, anchored at its middle; `phase` is a part of a px.

    solid: filled; hollow: paper with a breath of the hue and a dashed outline; split: filled,
    within a ring of two arcs;
    disputed, whatever the look: within a double ring.
    """
    style = current_style()
    room = ceil(radius * 1.2 + (style["split"]["gap"] + 8) * scale)

    def draw(canvas: Canvas) -> None:
        draw_symbol(
            canvas, name, hue, look, room + phase[0], room + phase[1], radius, scale, disputed
        )

    return paint(2 * room + 1, 2 * room + 1, draw, (room, room))


def draw_symbol(
    canvas: Canvas,
    name: str,
    hue: str,
    look: Look,
    x: float,
    y: float,
    radius: float,
    scale: float,
    disputed: bool = False,
) -> None:
    """Draws a symbol on a canvas; see `point_sprite`."""
    style = current_style()
    outline = style["symbol"]["outline"] * scale
    path = symbol_path(name, x, y, radius)
    paper = style["paper"]
    if look == "hollow":
        canvas.stroke(path, paper, outline * 3)
        canvas.fill(path, style["symbol"]["hollow_fill"])
        canvas.fill(path, hue, style["symbol"]["hollow_tint"])
        dash = [length * scale for length in style["symbol"]["hollow_dash"]]
        canvas.stroke(path, hue, outline, dash=dash, join="miter")
    else:
        rim = min(outline, style["symbol"]["outline_share"] * radius)
        canvas.stroke(path, paper, rim * 2, 0.95)
        canvas.fill(path, hue)
    ring = radius + style["split"]["gap"] * scale
    width = style["split"]["width"] * scale
    if disputed:
        double = Path()
        double.circle(x, y, ring)
        double.circle(x, y, ring + 2.6 * scale)
        canvas.stroke(double, paper, 2.6 * scale, 0.8)
        canvas.stroke(double, hue, 1.1 * scale)
    if look == "split":
        half = radians(style["split"]["arc_degrees"]) / 2
        arcs = Path()
        arcs.arc(x, y, ring, radians(180) - half, radians(180) + half)
        arcs.arc(x, y, ring, -half, half)
        canvas.stroke(arcs, paper, width + 1.6 * scale, 0.8)
        canvas.stroke(arcs, hue, width, cap="round")
