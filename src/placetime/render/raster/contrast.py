"""Contrast of text and what it stands on, by WCAG 2.2."""

from __future__ import annotations

from typing import Final

import numpy as np

from placetime.render.raster.pixels import rgb

ENOUGH: Final = 4.5
"""The least contrast of text (WCAG 2.2, success criterion 1.4.3)."""
STEPS: Final = 10


def contrast(a: str, b: str) -> float:
    """From 1, the same, to 21, black on white; colours as `#rrggbb`."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def readable(hue: str, paper: str, ink: str) -> str:
    """The hue with as much ink in it, in tenths, as makes it readable on the paper."""
    own, dark = np.array(rgb(hue)), np.array(rgb(ink))
    for share in np.linspace(0, 1, STEPS + 1):
        mixed = "#" + "".join(f"{round(v):02x}" for v in own + (dark - own) * share)
        if contrast(mixed, paper) >= ENOUGH:
            return mixed
    return ink


def _luminance(color: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1."""
    parts = np.array(rgb(color)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
