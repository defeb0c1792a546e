"""A move: an arrow that tapers from its head back to its origin."""

from __future__ import annotations

import numpy as np

from placetime.render.raster.canvas import Canvas
from placetime.render.raster.coverage import Points
from placetime.render.raster.lines import evenly, headings, left_of, lengths
from placetime.render.raster.path import Path
from placetime.scene.mark import Look
from placetime.spec import load

STEP = 3.0
"""Px between the points of an arrow's edges."""
FAR = 10_000.0
"""Px off the map at which an outline is cut short."""
BROKEN = (11.0, 4.0)
"""Px drawn and left out along the shaft of an alleged move."""


def arrow_outlines(points: Points, width: float, share: float, *, broken: bool) -> list[Points]:
    """Head and shaft (in pieces if broken) of an arrow, `width` px wide at the head, of which the
    first `share` of the line is done; empty if that is shorter than a px."""
    style = load("style")["move"]
    whole = float(lengths(points)[-1])
    done = whole * share
    if done < 1:
        return []
    head = min(style["head_length"] * width, done * 0.6)
    middle = evenly(points, max(STEP, whole / 2000), done)
    ahead = lengths(middle)
    neck = done - head * 0.88
    shaft = evenly(middle, max(STEP, whole / 2000), neck)
    left = left_of(headings(shaft))
    grown = style["tail"] + (1 - style["tail"]) * lengths(shaft) / whole
    half = (width / 2 * grown)[:, None]
    edges = shaft + left * half, shaft - left * half
    tip = middle[-1]
    base = np.array([np.interp(done - head, ahead, middle[:, i]) for i in (0, 1)])
    along = tip - base
    along = along / max(float(np.hypot(*along)), 1e-9)
    side = np.array([along[1], -along[0]]) * style["head_width"] * width / 2
    barb = base - along * head * 0.12
    inner = base + along * head * 0.12
    if not broken:
        ring = [edges[0], [barb + side], [tip], [barb - side], edges[1][::-1]]
        return [np.concatenate([np.asarray(part).reshape(-1, 2) for part in ring])]
    pieces = [np.array([barb + side, tip, barb - side, inner])]
    on, off = BROKEN
    for begin in np.arange(0, neck, on + off):
        here = (lengths(shaft) >= begin) & (lengths(shaft) <= min(begin + on, neck - off))
        if here.sum() > 1:
            pieces.append(np.concatenate([edges[0][here], edges[1][here][::-1]]))
    return pieces


def draw_arrow(
    canvas: Canvas,
    points: Points,
    width: float,
    share: float,
    hue: str,
    look: Look,
    opacity: float,
    scale: float,
    disputed: bool,
) -> None:
    """Draws an arrow along a line in px; `disputed` gives it a second outline."""
    outlines = arrow_outlines(points, width, share, broken=look == "split")
    if not outlines:
        return
    style = load("style")
    path = Path((outline.clip(-FAR, FAR) for outline in outlines), closed=True)
    if disputed:
        canvas.stroke(path, hue, 6.4 * scale, opacity)
        canvas.stroke(path, style["paper"], 4.4 * scale, opacity)
    else:
        canvas.stroke(path, style["paper"], 2.2 * scale, 0.85 * opacity)
    if look == "hollow":
        dash = [length * scale for length in style["move"]["hollow_dash"]]
        canvas.fill(path, style["paper"], 0.75 * opacity)
        canvas.stroke(path, hue, 1.3 * scale, opacity, dash=dash)
    else:
        canvas.fill(path, hue, opacity)
