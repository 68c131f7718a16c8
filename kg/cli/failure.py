"""How newskg's errors end a command: one clear line on stderr, and the exit status that fits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import click

from kg.errors import KgError, UsageError

P = ParamSpec("P")


class _WrongCall(click.ClickException):
    """The call was wrong; any other failure has click's exit status 1."""

    exit_code = 2


def clearly(command: Callable[P, None]) -> Callable[P, None]:
    """Turn newskg's errors into a line on stderr and the exit status that fits."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except UsageError as error:
            raise _WrongCall(str(error)) from error
        except KgError as error:
            raise click.ClickException(str(error)) from error

    return run
