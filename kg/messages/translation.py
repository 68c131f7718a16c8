"""English → Chinese by a table of whole messages; {} in it stands for any words, which come over as {0}, {1} …"""

from __future__ import annotations

import re
from functools import cache

from kg.messages.language import Language
from kg.tables import rows

_HOLE = "{}"


def translated(text: str, language: Language) -> str:
    """The message in a language, line by line; English where the table has none."""
    if language == "en":
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    bare = line.strip()
    if not bare:
        return line
    whole = _whole().get(bare)
    if whole is None:
        found = ((match, chinese) for pattern, chinese in _patterns() if (match := pattern.fullmatch(bare)))
        match, chinese = next(found, (None, ""))
        whole = chinese.format(*match.groups()) if match else bare
    return line.replace(bare, whole, 1)


@cache
def _whole() -> dict[str, str]:
    return {english: chinese for english, chinese in rows("messages/zh.tsv", 2) if _HOLE not in english}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """In the order of the table, of which the first that fits is taken."""
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split(_HOLE)))), chinese)
        for english, chinese in rows("messages/zh.tsv", 2)
        if _HOLE in english
    ]
