"""The tables of knowledge beside the code: tab-separated, one fact a line; # opens a line of comment."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from kg.errors import DataError


@cache
def rows(name: str, columns: int = 0) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, named by its path in the package (extract/posts.tsv).

    With columns given each row is padded to them with "", else it comes as it stands. Raises DataError where the file
    is missing or a row has more columns.
    """
    try:
        text = files("kg").joinpath(*name.split("/")).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"kg/{name} cannot be read ({error}); install newskg again") from error
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#" or line.isspace():
            continue
        row = tuple(line.rstrip("\r").split("\t"))
        if columns and len(row) != columns:
            if len(row) > columns:
                raise DataError(f"kg/{name}, line {number}: {len(row)} columns, not {columns}; install newskg again")
            row += ("",) * (columns - len(row))
        found.append(row)
    return tuple(found)


@cache
def ordered(name: str) -> tuple[str, ...]:
    """The first column of a table, in its order."""
    return tuple(row[0] for row in rows(name))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table."""
    return frozenset(ordered(name))


@cache
def numbers(name: str) -> dict[str, int]:
    """A table of words and whole numbers. Raises DataError where a number is none."""
    try:
        return {word: int(number) for word, number in rows(name, 2)}
    except ValueError as error:
        raise DataError(f"kg/{name} is damaged ({error}); install newskg again") from error


@lru_cache(maxsize=2)  # asked of one article again and again
def as_cell(text: str) -> str:
    """A text of the same length with other signs for those that a cell of a table may not hold, breaks, tabs and #."""
    return text.replace("\n", "⏎").replace("\t", "⏎").replace("#", "＃")
