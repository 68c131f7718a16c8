"""Packages that are installed only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import MissingExtra


@contextmanager
def extra(name: str, path: str) -> Iterator[None]:
    """Import in it what an extra brings; MissingExtra, which says how to get it, where it is not there."""
    try:
        yield
    except ImportError as error:
        command = f'pip install "newskg[{name}]"'
        raise MissingExtra(
            path, f"{error.name or name} is needed to read it, which is not installed: {command}"
        ) from error
