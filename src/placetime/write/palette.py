"""A palette of 255 colours for a GIF, and the nearest of them for every pixel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from placetime.spec import current_style

CLEAR: Final = 0
"""The palette's index that means "unchanged"; colours have the indices 1…255."""
KEPT: Final = 6_000
"""How many of the commonest colours the palette is chosen for."""
ROUNDS: Final = 8

Indices = NDArray[np.uint8]
"""Shape (height, width): indices of the palette."""


def packed(pixels: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Shape (…, 3) to one number a pixel: red · 65536 + green · 256 + blue."""
    wide = pixels.astype(np.int32)
    return wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]


def style_colors() -> list[str]:
    """The colours of the style, which the palette must have exactly."""
    style = current_style()
    base = style["base"]
    plain = [base["water"], base["land"], base["lake"], style["paper"], style["ink"]]
    return [*plain, style["muted"], base["coast"]["color"], base["river"]["color"]]


class Palette:
    """255 colours, and an exact look-up of the nearest by squared distance in sRGB."""

    def __init__(self, colors: NDArray[np.uint8]) -> None:
        """`colors`: shape (n ≤ 255, 3)."""
        self.colors = np.zeros((256, 3), np.uint8)
        self.colors[1 : len(colors) + 1] = colors
        self.colors[len(colors) + 1 :] = colors[0]
        self._nearest = np.zeros(1 << 24, np.uint8)  # CLEAR where it was not yet asked for

    def indices(self, pixels: NDArray[np.uint8]) -> Indices:
        """The nearest colour of each pixel; shape (…, 3) to (…)."""
        codes = packed(pixels)
        out = self._nearest[codes]
        if not out.all():
            new = np.unique(codes[out == CLEAR])
            self._nearest[new] = self._search(new)
            out = self._nearest[codes]
        return out

    def _search(self, codes: NDArray[np.int32]) -> Indices:
        colors = self.colors[1:].astype(np.float32)
        norms = (colors**2).sum(axis=1)
        found = [
            (norms - 2 * (_unpacked(part) @ colors.T)).argmin(axis=1) + 1
            for part in np.array_split(codes, max(1, len(codes) // 4096))
        ]
        return np.concatenate(found).astype(np.uint8)


def _unpacked(codes: NDArray[np.int32]) -> NDArray[np.float32]:
    return np.column_stack([codes >> 16, codes >> 8 & 255, codes & 255]).astype(np.float32)


def choose(
    frames: Iterable[NDArray[np.uint8]], fixed: Sequence[str] = (), size: int = 255
) -> Palette:
    """A palette for frames like these: the `fixed` colours, and the rest by median cut, refined.

    Colours count by the square root of their pixels, so that a small symbol keeps its own hue.
    """
    codes, counts = np.unique(
        np.concatenate([packed(f).ravel() for f in frames]), return_counts=True
    )
    most = np.sort(np.argsort(-counts, kind="stable")[:KEPT])
    colors, weights = _unpacked(codes[most]), np.sqrt(counts[most]).astype(np.float32)
    kept = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in fixed], np.float32)
    kept = kept.reshape(-1, 3)
    if len(colors) + len(kept) <= size:
        return Palette(np.concatenate([kept, colors]).astype(np.uint8))
    means = np.concatenate([kept, _median_cut(colors, weights, size - len(kept))])
    for _ in range(ROUNDS):
        nearest = ((means**2).sum(axis=1) - 2 * colors @ means.T).argmin(axis=1)
        total = np.bincount(nearest, weights, len(means))
        for axis in range(3):
            sums = np.bincount(nearest, weights * colors[:, axis], len(means))
            moved = np.divide(sums, total, out=means[:, axis].astype(float), where=total > 0)
            means[len(kept) :, axis] = moved[len(kept) :]
    return Palette(np.round(means).clip(0, 255).astype(np.uint8))


def _median_cut(
    colors: NDArray[np.float32], weights: NDArray[np.float32], size: int
) -> NDArray[np.float32]:
    """Boxes of colours, each time the one with the largest spread cut at its weighted median."""
    boxes = [np.arange(len(colors))]
    spreads = [_spread(colors, weights, boxes[0])]
    while len(boxes) < size:
        index = int(np.argmax(spreads))
        if spreads[index] <= 0:
            break
        box = boxes[index]
        axis = int(colors[box].var(axis=0).argmax())
        box = box[np.argsort(colors[box, axis], kind="stable")]
        running = np.cumsum(weights[box])
        cut = int(np.clip(np.searchsorted(running, running[-1] / 2), 1, len(box) - 1))
        boxes[index : index + 1] = [box[:cut], box[cut:]]
        spreads[index : index + 1] = [_spread(colors, weights, b) for b in (box[:cut], box[cut:])]
    means = [np.average(colors[b], axis=0, weights=weights[b]) for b in boxes]
    return np.array(means, np.float32)


def _spread(
    colors: NDArray[np.float32], weights: NDArray[np.float32], box: NDArray[np.intp]
) -> float:
    """How much of the error a box makes: its weighted variance; 0 if it cannot be cut."""
    return float((colors[box].var(axis=0).sum()) * weights[box].sum()) if len(box) > 1 else 0.0
