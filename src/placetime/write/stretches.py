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
from itertools import pairwise
from multiprocessing.connection import wait
from typing import Any, Final, Protocol, TypeVar

Out = TypeVar("Out", covariant=True)
LEAST: Final = 48
"""Frames for which it is not worth while to start another process."""
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
    """Each process is given one stretch after the other; if anything goes wrong here, all are ended."""
    # a fork has all that this process has prepared; elsewhere the work is pickled
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    counts = context.RawArray("q", jobs)  # without a lock, which a process that is ended might hold
    waiting = iter(enumerate(parts))
    made: dict[int, Out] = {}
    workers: list[_Worker] = []
    try:
        for number in range(jobs):
            workers.append(_Worker(context, work, counts, number))
            workers[-1].ask(next(waiting, None))
        for index in range(len(parts)):
            while index not in made:
                pipes = {worker.pipe: worker for worker in workers if not worker.idle}
                for pipe in wait(list(pipes), POLL):
                    part, out = pipes[pipe].answer()
                    made[part] = out
                    pipes[pipe].ask(next(waiting, None))
                on_frame(sum(counts))
            yield made.pop(index)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """Another process that does one stretch after the other."""

    def __init__(self, context: Any, work: Work[Any], counts: Any, number: int) -> None:
        self.pipe, theirs = context.Pipe()
        self.idle = True
        self._process = context.Process(
            target=_serve, args=(work, counts, number, theirs), daemon=True
        )
        with warnings.catch_warnings():
            # Python 3.12 warns of forks beside threads: a child uses no lock that one of ours may hold
            warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork.*")
            self._process.start()
        theirs.close()  # so that the pipe ends with the process

    def ask(self, part: tuple[int, tuple[int, int]] | None) -> None:
        """Asks for a numbered stretch; None is none."""
        self.idle = part is None
        if part is not None:
            self.pipe.send(part)

    def answer(self) -> tuple[int, Any]:
        """The number of the stretch that was asked for, and what was made of it; raises what went wrong."""
        try:
            number, out, error = self.pipe.recv()
        except EOFError:
            raise RuntimeError("a process that draws the film has ended before its time") from None
        if error is not None:
            raise error
        return number, out

    def end(self) -> None:
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _serve(work: Work[Any], counts: Any, number: int, pipe: Any) -> None:
    """In the other process: does what comes by the pipe. An interruption is left to the one that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tick() -> None:
        counts[number] += 1

    while True:
        try:
            part, (first, last) = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((part, work(first, last, tick), None))
        except Exception as error:  # whatever it is, it is raised where the film was asked for
            pipe.send((part, None, error))
