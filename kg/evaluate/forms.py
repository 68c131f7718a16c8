"""What is compared: names as a reader takes them, without width, spaces and quotation marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from kg.model import EntityType
from kg.tables import words

_LEFT_OUT = re.compile("[\\s\"'<>《》〈〉“”‘’]")
SHORTEST_CORE = 3  # characters that must be left of a programme's name when its class noun is taken off


class Form(NamedTuple):
    """A name as it is compared: the file of its page, the type of what it names, and its folded text."""

    page: str
    type: EntityType
    text: str


def folded(text: str) -> str:
    """The text in NFKC and lower case, without spaces, quotation marks and 《》."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).lower()


def form(page: str, entity_type: EntityType, surface: str) -> Form:
    """The form in which a name printed on a page is compared; a programme's goes without its class noun."""
    text = folded(surface)
    if entity_type is EntityType.PROGRAMME:
        long_enough = (n for n in _longest_first() if text.endswith(n) and len(text) - len(n) >= SHORTEST_CORE)
        noun = next(long_enough, "")
        text = text.removesuffix(noun)
    return Form(page, entity_type, text)


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(words("evaluate/class_nouns.txt"), key=lambda noun: (-len(noun), noun)))
