"""How much of each pixel an outline covers: the exact area, by the non-zero or the even-odd rule.

Every edge adds its signed area to the pixels it crosses and its height to all pixels right of it, so
that a running sum along each row is the coverage (the method of Raph Levien's font-rs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

SPARSE: Final = 8
"""Edges that cross less than one pixel in this many are summed up in runs."""
EXACT: Final = 9
"""Decimal places to which sums over many rows are right."""
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
    lengths = np.array([len(points) for points in outlines])
    last = np.cumsum(lengths) - 1
    starts = np.concatenate([ends[:1], ends[:-1]])
    starts[last - lengths + 1] = ends[last]
    corner = np.array((left, top), float)
    winding = _winding(starts - corner, ends - corner, wide, tall)
    return Coverage(left, top, winding.shares(even_odd))


class _Winding(NamedTuple):
    """Winding numbers, averaged over the area of pixels, of an array of `shape`: each of `values` holds
    for as many pixels, row by row, as its number in `counts`; `counts` is None where that is one."""

    values: NDArray[np.float32]
    counts: NDArray[np.int64] | None
    shape: tuple[int, int]

    def shares(self, even_odd: bool) -> NDArray[np.float32]:
        """What is covered of each pixel but those of the last two columns."""
        share = np.abs(self.values)
        if even_odd and share.max(initial=0) > 1:
            share %= 2
            share -= 1
            np.abs(share, out=share)
            np.subtract(1, share, out=share)
        np.minimum(share, 1, out=share)
        if self.counts is not None:
            share = np.repeat(share, self.counts)
        return share.reshape(self.shape)[:, :-2]


def _winding(a: Points, b: Points, wide: int, tall: int) -> _Winding:
    """Of wide × tall pixels, and two more columns, around which edges from `a` to `b` wind."""
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
    shape = tall, wide + 2
    if len(at) * SPARSE < tall * wide:
        return _in_runs(
            np.concatenate([at, at + 1]), np.concatenate([part - beyond, beyond]), shape
        )
    size = tall * (wide + 2)
    total = np.bincount(at, part - beyond, size) + np.bincount(at + 1, beyond, size)[:size]
    values = np.cumsum(total.reshape(shape), axis=1).astype(np.float32)
    return _Winding(values.ravel(), None, shape)


def _in_runs(
    at: NDArray[np.int64], change: NDArray[np.float64], shape: tuple[int, int]
) -> _Winding:
    """The running sum of changes at some pixels, as runs of pixels that have the same."""
    order = np.argsort(at, kind="stable")
    at, running = at[order], np.cumsum(change[order])
    last = np.append(at[1:] != at[:-1], True)
    begins = np.append(0, at[last])
    values = np.append(0.0, np.round(running[last], EXACT)).astype(np.float32)
    size = shape[0] * shape[1]
    ends = np.append(begins[1:], size).clip(0, size)
    return _Winding(values, ends - begins.clip(0, size), shape)


def _spread(
    first: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each i, `counts[i]` pairs of (i, first[i] + 0, 1, 2 …)."""
    index = np.repeat(np.arange(len(first)), counts)
    offset = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
    return index, first[index] + offset
