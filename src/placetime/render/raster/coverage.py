"""How much of each pixel an outline covers: the exact area, by the non-zero or the even-odd rule.

Every edge adds its signed area to the pixels it crosses and its height to all pixels right of it, so
that a running sum along each row is the coverage (the method of Raph Levien's font-rs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape (n, 2): x, y in px."""


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """`share` (height, width) float32 of 0…1 for the pixels from (left, top)."""

    left: int
    top: int
    share: NDArray[np.float32]


def coverage(
    outlines: Sequence[Points], width: int, height: int, *, even_odd: bool = False
) -> Coverage | None:
    """What closed outlines cover of an array of width × height pixels; None if nothing."""
    outlines = [points for points in outlines if len(points) > 2]
    if not outlines:
        return None
    ends = np.concatenate(outlines)
    low, high = ends.min(axis=0), ends.max(axis=0)
    left, top = max(0, int(np.floor(low[0]))), max(0, int(np.floor(low[1])))
    wide = min(width, int(np.ceil(high[0]))) - left
    tall = min(height, int(np.ceil(high[1]))) - top
    if wide <= 0 or tall <= 0:
        return None
    starts = np.concatenate([np.roll(points, 1, axis=0) for points in outlines])
    total = _accumulated(starts - (left, top), ends - (left, top), wide, tall)
    np.abs(total, out=total)
    if even_odd and total.max() > 1:
        total %= 2
        total -= 1
        np.abs(total, out=total)
        np.subtract(1, total, out=total)
    return Coverage(left, top, np.minimum(total, 1, out=total))


def _accumulated(a: Points, b: Points, wide: int, tall: int) -> NDArray[np.float32]:
    """The winding number of each pixel, averaged over its area."""
    sign = np.where(b[:, 1] > a[:, 1], 1.0, -1.0)
    down = (b[:, 1] > a[:, 1])[:, None]
    upper, lower = np.where(down, a, b), np.where(down, b, a)
    keep = (lower[:, 1] > upper[:, 1]) & (lower[:, 1] > 0) & (upper[:, 1] < tall)
    upper, lower, sign = upper[keep], lower[keep], sign[keep]
    slope = (lower[:, 0] - upper[:, 0]) / (lower[:, 1] - upper[:, 1])

    # one piece for each row that an edge crosses
    first = np.maximum(np.floor(upper[:, 1]), 0).astype(np.int64)
    last = np.minimum(np.ceil(lower[:, 1]), tall).astype(np.int64)
    edge, row = _spread(first, last - first)
    y0 = np.maximum(upper[edge, 1], row)
    y1 = np.minimum(lower[edge, 1], row + 1)
    x0 = (upper[edge, 0] + (y0 - upper[edge, 1]) * slope[edge]).clip(0, wide)
    x1 = (upper[edge, 0] + (y1 - upper[edge, 1]) * slope[edge]).clip(0, wide)
    rise = (y1 - y0) * sign[edge]

    # one piece for each pixel of the row
    x0, x1 = np.minimum(x0, x1), np.maximum(x0, x1)
    begin = np.floor(x0).astype(np.int64)
    piece, column = _spread(begin, np.maximum(np.ceil(x1).astype(np.int64), begin + 1) - begin)
    p0, p1 = x0[piece], x1[piece]
    inside0, inside1 = np.maximum(p0, column), np.minimum(p1, column + 1)
    span = p1 - p0
    share = np.divide(inside1 - inside0, span, out=np.ones_like(span), where=span > 0)
    part = rise[piece] * share
    beyond = part * ((inside0 + inside1) / 2 - column)
    at = row[piece] * (wide + 2) + column
    size = tall * (wide + 2)
    total = np.bincount(at, part - beyond, size) + np.bincount(at + 1, beyond, size)[:size]
    rows = total.reshape(tall, wide + 2)[:, :wide]
    return np.cumsum(rows, axis=1).astype(np.float32)


def _spread(
    first: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each i, `counts[i]` pairs of (i, first[i] + 0, 1, 2 …)."""
    index = np.repeat(np.arange(len(first)), counts)
    offset = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
    return index, first[index] + offset
