"""The tables of knowledge beside the extractors: tab-separated, one fact a line, # opens a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.errors import DataError


@cache
def rows(name: str, columns: int = 1) -> tuple[tuple[str, ...], ...]:
    """The rows of kg/extract/NAME, each padded with "" to the number of columns.

    Raises DataError where the file is missing or a row has too many columns.
    """
    try:
        text = (files("kg.extract") / name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"kg/extract/{name} cannot be read ({error}); reinstall newskg") from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) > columns:
            raise DataError(f"kg/extract/{name}, line {number}: {len(cells)} columns where {columns} are meant")
        found.append((*cells, *[""] * (columns - len(cells))))
    return tuple(found)


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a table of one column."""
    return frozenset(row[0] for row in rows(name))
