"""The words of a table of corrections: heads of columns, actions, types, kinds and relations, English or Chinese."""

from __future__ import annotations

import re
from functools import cache

from kg.tables import rows

_IGNORED = re.compile(r"[\s_\-:：]+")


def word(group: str, said: str) -> str:
    """Our word for what a cell says ("合并" is "merge"), "" if it is none of the group's.

    The groups are column, action, type, kind and predicate.
    """
    return _words(group).get(_plain(said), "")


def words(group: str) -> tuple[str, ...]:
    """All of our words of a group, in the order of the table."""
    return tuple(found for name, found, _ in rows("corrections/words.tsv", 3) if name == group)


def chinese(group: str, found: str) -> str:
    """The Chinese word for one of ours."""
    return next(
        others.split("|")[0] for name, one, others in rows("corrections/words.tsv", 3) if (name, one) == (group, found)
    )


@cache
def _words(group: str) -> dict[str, str]:
    return {
        _plain(said): found
        for name, found, others in rows("corrections/words.tsv", 3)
        if name == group
        for said in (found, *others.split("|"))
    }


def _plain(said: str) -> str:
    return _IGNORED.sub("", said.removeprefix("kg:")).lower()
