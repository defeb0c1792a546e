"""Progress bars on a terminal; quiet when piped."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars


class Progress:
    """One bar a task, called with a task's name and the share that is done (0…1)."""

    def __init__(self, names: Sequence[str]) -> None:
        console = Console(stderr=True)
        self._bars = Bars(
            TextColumn("{task.description:>8}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks = {name: self._bars.add_task(name, total=1.0) for name in names}

    def __call__(self, name: str, share: float) -> None:
        self._bars.update(self._tasks[name], completed=share)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()
