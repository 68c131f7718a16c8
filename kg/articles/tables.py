"""The package's tables of names and words, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.errors import DataError


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a table's rows: fields between tabs, # opens a comment line. Raises DataError if the file is missing."""
    try:
        text = files("kg.articles").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"kg/articles/{name} cannot be read; install newskg again") from error
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Read the first column of a table, in its order."""
    return tuple(row[0] for row in read_rows(name))


@cache
def read_numbers(name: str) -> dict[str, int]:
    """Read a table of words and whole numbers."""
    try:
        return {row[0]: int(row[1]) for row in read_rows(name)}
    except (ValueError, IndexError) as error:
        raise DataError(f"kg/articles/{name} is damaged; install newskg again") from error
