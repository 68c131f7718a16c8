"""English → Chinese by a table of whole messages; {} in it stands for any words, which come over as {0}, {1} …"""

from __future__ import annotations

import re
from functools import cache

from kg.messages.language import Language
from kg.tables import rows

_HOLE = "{}"


class _Words(str):
    """What stands in a message; {0:message} in the table says that it is a message itself."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return _line(str(self)) if spec == "message" else str(self)


def translated(text: str, language: Language) -> str:
    """The message in a language, line by line; English where the table has none."""
    if language == "en":
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def filled(message: str, *values: object, language: Language) -> str:
    """A message of the table with a value for each {}; unlike translated it never takes a value for a message."""
    found = message if language == "en" else _table().get(message, message)
    return found.format(*values)


def _line(line: str) -> str:
    bare = line.strip()
    if not bare:
        return line
    whole = _table().get(bare)
    if whole is None:
        found = ((match, chinese) for pattern, chinese in _patterns() if (match := pattern.fullmatch(bare)))
        match, chinese = next(found, (None, ""))
        whole = chinese.format(*map(_Words, match.groups())) if match else bare
    return line.replace(bare, whole, 1)


@cache
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("messages/zh.tsv", 2)}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """In the order of the table, of which the first that fits is taken."""
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split(_HOLE)))), chinese)
        for english, chinese in _table().items()
        if _HOLE in english
    ]
