"""What a build tells: a line a page on a terminal, JSON Lines in a log; warnings in any case."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click

from kg.cli.language import say
from kg.errors import OutputError
from kg.events import Event, Happened

STANDARD_OUTPUT = "-"


class Log:
    """Takes the events of a build; what is to be said on stderr once the progress bar is gone waits in warnings."""

    def __init__(self, path: Path | None, verbose: bool) -> None:
        self.warnings: list[str] = []
        self._path, self._verbose = path, verbose
        self._file: TextIO | None = None
        self._open = ExitStack()

    def __enter__(self) -> Log:
        try:
            if self._path and str(self._path) == STANDARD_OUTPUT:
                self._file = sys.stdout
            elif self._path:
                self._file = self._open.enter_context(self._path.open("w", encoding="utf-8", newline="\n"))
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        # Every line is written at once; one that could not be, which has been told, is tried here once more.
        with suppress(OSError):
            self._open.close()

    def __call__(self, event: Event) -> None:
        if event.what is Happened.WARNING:
            self.warnings.append(event.message)
        elif self._verbose:
            click.echo(say(line(event)), err=True)
        if self._file:
            # The time of day is a log's alone: no file that a build writes has one.
            row = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **entry(event)}
            try:
                self._file.write(json.dumps(row, ensure_ascii=True) + "\n")
                self._file.flush()
            except OSError as error:
                raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        what = f"{self._path}: the log cannot be written ({error.strerror or error})"
        return OutputError(f"{what}; choose another file with --log-json")


def line(event: Event) -> str:
    """One line for a reader."""
    if event.what is Happened.SKIPPED:
        return f"skipped {event.page}: {event.message}"
    return f"{event.what} {event.page}: {event.articles} articles, {event.names} names, {event.claims} claims"


def entry(event: Event) -> dict[str, str | int]:
    """The fields of a line of the log: what, and of a page its path, its numbers, or why it was skipped."""
    if event.what is Happened.WARNING:
        return {"what": event.what.value, "message": event.message}
    said: dict[str, str | int] = {"what": event.what.value, "page": event.page}
    if event.what is Happened.SKIPPED:
        return said | {"reason": event.message}
    return said | {"articles": event.articles, "names": event.names, "claims": event.claims}
