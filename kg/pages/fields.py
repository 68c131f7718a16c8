"""Which column of a table, or which line of a file's head, is which field of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.tables import rows
from kg.traditional import simplified

FIELDS = ("title", "author", "text", "date", "page", "paper")


def assign(names: Iterable[str], given: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The name that holds each field, of those that are there: the one given, or else the first in fields.tsv."""
    folded = {_fold(name): name for name in reversed(list(names))}
    found = {field: folded[_fold(name)] for field, name in given if _fold(name) in folded}
    for field, name in rows("pages/fields.tsv", 2):
        if _fold(name) in folded:
            found.setdefault(field, folded[_fold(name)])
    return found


def _fold(name: str) -> str:
    return simplified(re.sub(r"[\s_\-\ufeff]+", "", name).lower())
