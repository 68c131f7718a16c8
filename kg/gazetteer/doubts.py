"""Whether a name found in a text is one: where it ends, and how far it is to be doubted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.gazetteer.division import RANK
from kg.gazetteer.finder import Doubt, Hit
from kg.gazetteer.names import table
from kg.model import Kind

# A short full name such as 范村 or 和县 is cut from a longer word as easily as a short form is: 示范村, 成才和县域.
_SHORT_FULL = 3


def doubt(text: str, hit: Hit) -> Doubt:
    """How far a name is to be doubted, by what it is called and by the characters around it."""
    if in_list(text, hit):
        return Doubt.NONE
    if hit.rank <= RANK[Kind.COUNTY]:
        doubted = _needs("ordinary_names.tsv").get(hit.surface, Doubt.NONE)
        cut = len(hit.surface) == 2 if hit.full else True
    else:
        doubted = _of_small_place(hit)
        cut = not hit.full or len(hit.surface) <= _SHORT_FULL
    if cut and doubted is Doubt.NONE and cuts_a_word(text, hit.begin, hit.end, whole=hit.full):
        return Doubt.SUPPORT
    return doubted


def _of_small_place(hit: Hit) -> Doubt:
    word = _needs("word_names.tsv").get(hit.surface, Doubt.NONE)
    if hit.full:
        return Doubt.SUPPORT if word or len(hit.surface) == 2 else Doubt.NONE
    if word:
        return word
    return Doubt.PRINTED if hit.rank == RANK[Kind.VILLAGE] and len(hit.surface) == 2 else Doubt.SUPPORT


def cuts_a_word(text: str, begin: int, end: int, *, whole: bool = False) -> bool:
    """Whether a common word spans the edge of a name: 欢庆元旦 is no 庆元.

    Of a whole name only the left edge is looked at: 示范村 is no 范村.
    """
    words = _boundary_words()
    return (begin > 0 and text[begin - 1 : begin + 1] in words) or (not whole and text[end - 1 : end + 1] in words)


def in_list(text: str, hit: Hit) -> bool:
    """Whether a name stands in a list that says of what level its names are: 观澜、洪桥两个社区."""
    match = _list_end().match(text, hit.end)
    if not match:
        return False
    levels = _list_ends()[match[1]]
    return any(division.level in levels for division in hit.divisions)


def mended_end(text: str, begin: int, end: int) -> int:
    """Where a full name really ends: before its last character, if that begins the next word (杭州|市民)."""
    words, exceptions = _after_full().get(text[end - 1], ((), ()))
    if end - begin > 2 and text.startswith(words, end - 1) and not text.startswith(exceptions, end - 1):
        return end - 1
    return end


def in_other_name(text: str, end: int) -> bool:
    """Whether what follows a short name makes it a part of another name (延安|路)."""
    return text.startswith(_after_short(), end)


@cache
def _list_ends() -> Mapping[str, frozenset[Kind]]:
    return {word: frozenset(Kind(level) for level in levels.split()) for word, levels in table("list_ends.tsv")}


@cache
def _list_end() -> re.Pattern[str]:
    ends = "|".join(sorted(map(re.escape, _list_ends()), key=len, reverse=True))
    return re.compile(
        rf"(?:[、和及与][\u4e00-\u9fff]{{2,4}}?)*?等?[两二三四五六七八九十0-9]+个?({ends})(?![委里民长级])"
    )


@cache
def _after_full() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    parts = ((last, *words.partition("!")) for last, words in table("after_full.tsv"))
    return {last: (tuple(words.split()), tuple(exceptions.split())) for last, words, _, exceptions in parts}


@cache
def _after_short() -> tuple[str, ...]:
    return tuple(row[0] for row in table("after_short.txt"))


@cache
def _boundary_words() -> frozenset[str]:
    return frozenset(row[0] for row in table("boundary_words.txt"))


@cache
def _needs(name: str) -> Mapping[str, Doubt]:
    return {word: Doubt[needs.upper()] for word, needs in table(name)}


def ordinary() -> frozenset[str]:
    """The names of provinces to counties that are doubted wherever they stand."""
    return frozenset(_needs("ordinary_names.tsv"))
