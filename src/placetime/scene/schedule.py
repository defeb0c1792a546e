"""A schedule: which of many marks show in a window of days, worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placetime.model.interval import FUTURE, PAST, Interval
from placetime.scene.visible import UNKNOWN_PRESENCE


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The marks that show: `index` in ascending order, and `presence` and `trace` as in `visible`."""

    index: NDArray[np.intp]
    presence: NDArray[np.float64]
    trace: NDArray[np.float64]


class Schedule:
    """The rule of `scene.visible` over columns: `days` (n, 4) int64, the four days of each interval,
    and `trace_days` (n,). Rows whose interval is None never show."""

    def __init__(self, days: NDArray[np.int64], trace_days: NDArray[np.int64]) -> None:
        self._days = days
        self._trace = trace_days
        over = np.minimum(days[:, 3], FUTURE - trace_days) + trace_days
        self._order = np.argsort(days[:, 0], kind="stable")
        self._begins = days[self._order, 0]
        self._over = over[self._order]
        self._latest = np.maximum.accumulate(self._over)

    @classmethod
    def of(cls, intervals: Iterable[Interval | None], trace_days: Iterable[int]) -> Schedule:
        """The schedule of marks with these intervals; one that is None never shows."""
        never = (FUTURE + 1, FUTURE + 1, FUTURE + 1, FUTURE + 1)
        rows = [never if interval is None else interval.days for interval in intervals]
        days = np.array(rows, np.int64).reshape(-1, 4)
        return cls(days, np.fromiter(trace_days, np.int64, len(rows)))

    def at(self, first: int, last: int) -> Shown:
        """What shows in the days `first` to `last`, both inclusive."""
        begun = int(np.searchsorted(self._begins, last, side="right"))
        past = int(np.searchsorted(self._latest[:begun], first))  # up to here, all is over
        index = np.sort(self._order[past:begun][self._over[past:begun] >= first])
        presence = np.minimum(self._rise(index, last), self._fall(index, first))
        over = first - self._days[index, 3]
        trace_days = self._trace[index]
        fading = (presence <= 0) & (over > 0) & (over <= trace_days)
        trace = np.where(fading, 1 - over / (trace_days + 1), 0.0)
        shows = (presence > 0) | fading
        return Shown(index[shows], presence[shows], trace[shows])

    def _rise(self, index: NDArray[np.intp], last: int) -> NDArray[np.float64]:
        earliest, latest = self._days[index, 0], self._days[index, 1]
        share = (last - earliest + 1) / np.maximum(latest - earliest + 1, 1)
        share = np.where(earliest == PAST, UNKNOWN_PRESENCE, share)
        return np.where(last < earliest, 0.0, np.where(last >= latest, 1.0, share))

    def _fall(self, index: NDArray[np.intp], first: int) -> NDArray[np.float64]:
        earliest, latest = self._days[index, 2], self._days[index, 3]
        share = (latest - first + 1) / np.maximum(latest - earliest + 1, 1)
        share = np.where(latest == FUTURE, UNKNOWN_PRESENCE, share)
        return np.where(first > latest, 0.0, np.where(first <= earliest, 1.0, share))
