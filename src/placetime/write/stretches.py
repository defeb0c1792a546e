"""Films in stretches of frames, each drawn and encoded by itself, in as many processes as there are cores.

The stretches do not depend on the number of processes; so the film's bytes do not, either.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import pairwise
from typing import Any, Final, Protocol, TypeVar

Out = TypeVar("Out", covariant=True)
LEAST: Final = 48
"""Frames for which it is not worth while to start another process."""
STOP: Final = -(2**60)
"""A count of frames that tells the other processes to stop."""
POLL: Final = 0.1
"""Seconds after which progress is told again."""


class Work(Protocol[Out]):
    """Does the frames from `first` to before `last`; calls `tick` after each. Must be picklable."""

    def __call__(self, first: int, last: int, tick: Callable[[], None]) -> Out: ...


def stretches(total: int, most: int) -> list[tuple[int, int]]:
    """An even number of stretches of at most about `most` frames: the first, and one after the last."""
    count = max(1, 2 * -(-total // (2 * most)))
    edges = [round(i * total / count) for i in range(count + 1)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def done(
    work: Work[Out],
    total: int,
    most: int,
    *,
    jobs: int | None = None,
    least: int = LEAST,
    on_frame: Callable[[int], None] = lambda count: None,
) -> Iterator[Out]:
    """What `work` makes of each stretch, in order. `jobs` processes, by default one for each core, where
    there are `least` frames or more."""
    parts = stretches(total, most)
    jobs = min(jobs or cores(), len(parts))
    if jobs < 2 or total < least:
        yield from _inline(work, parts, on_frame)
    else:
        yield from _in_processes(work, parts, jobs, on_frame)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _inline(
    work: Work[Out], parts: list[tuple[int, int]], on_frame: Callable[[int], None]
) -> Iterator[Out]:
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        on_frame(count)

    for first, last in parts:
        yield work(first, last, tick)


def _in_processes(
    work: Work[Out], parts: list[tuple[int, int]], jobs: int, on_frame: Callable[[int], None]
) -> Iterator[Out]:
    # a fork has all that this process has prepared; elsewhere the work is pickled
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    counter = context.Value("q", 0)
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin, initargs=(work, counter)
    )
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns of forks beside threads: a child uses no lock that one of ours may hold
            warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
            waiting: list[Future[Any]] = [pool.submit(_run, *part) for part in parts]
        for future in waiting:
            while not future.done():
                wait([future], POLL, FIRST_COMPLETED)
                on_frame(counter.value)
            yield future.result()
        on_frame(counter.value)
    finally:
        counter.value = STOP  # for those that are still at work, if something went wrong
        pool.shutdown(cancel_futures=True)


_work: Work[Any] | None = None
_counter: Any = None


def _begin(work: Work[Any], counter: Any) -> None:
    """In a new process: what it has to do. An interruption is left to the process that asked."""
    global _work, _counter
    _work, _counter = work, counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(first: int, last: int) -> Any:
    assert _work is not None
    return _work(first, last, partial(_tick, _counter))


def _tick(counter: Any) -> None:
    with counter.get_lock():
        if counter.value < 0:
            raise InterruptedError("another stretch has failed")
        counter.value += 1
