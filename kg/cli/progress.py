"""A progress bar for commands that take their time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.cli.language import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class ProgressBar:
    """A progress bar on stderr; nothing where stderr is no terminal, or where it is not to be shown."""

    def __init__(self, shown: bool = True) -> None:
        self._shown = shown
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> ProgressBar:
        if self._shown and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._bar:
            if what not in self._tasks:
                self._tasks[what] = self._bar.add_task(say(what), total=total)
            self._bar.update(self._tasks[what], completed=done)
