"""Whether a name found in a text is one: where it ends, and how far it is to be doubted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.gazetteer.division import RANK, Division
from kg.gazetteer.finder import Doubt
from kg.gazetteer.names import table
from kg.model import Kind

_NUMBERS = "两二三四五六七八九十0-9"
_ITEM = r"[、和及与][\u4e00-\u9fff]{2,4}?"  # one more name of a list
_LIST_STARTS = frozenset("、和及与等个两二三四五六七八九十0123456789")
_NOT_AFTER = "委里民长级"  # 三个村|委会, 两个镇|长: no list of villages or townships
# A short full name such as 范村 or 和县 is cut from a longer word as easily as a short form is: 示范村, 成才和县域.
_SHORT_FULL = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for wherever it is printed."""

    divisions: tuple[Division, ...]
    full: bool  # it is the full name of one of them, or was
    doubt: Doubt  # by the name alone
    cuttable: bool  # it may be cut from a longer word by chance

    @classmethod
    def of(cls, name: str, divisions: tuple[Division, ...], *, former: bool = False) -> Meaning:
        """What a name of these divisions stands for; a former name has the form of a full one."""
        full = former or any(division.name == name for division in divisions)
        rank = min(division.rank for division in divisions)
        if rank <= RANK[Kind.COUNTY]:
            doubted = _needs("ordinary_names.tsv").get(name, Doubt.NONE)
            cuttable = rank == RANK[Kind.COUNTY] and (len(name) == 2 or not full)
        else:
            word = _needs("word_names.tsv").get(name, Doubt.NONE)
            doubted = _of_small_place(name, full=full, village=rank == RANK[Kind.VILLAGE], word=word)
            cuttable = not full or len(name) <= _SHORT_FULL
        return cls(divisions, full, doubted, cuttable)


def _of_small_place(name: str, *, full: bool, village: bool, word: Doubt) -> Doubt:
    if full:
        return Doubt.SUPPORT if word or len(name) == 2 else Doubt.NONE
    if word:
        return word
    return Doubt.PRINTED if village and len(name) == 2 else Doubt.SUPPORT


def doubt(text: str, begin: int, end: int, meaning: Meaning) -> Doubt:
    """How far a name is to be doubted, by what it is called and by the characters around it."""
    if meaning.doubt is Doubt.NONE:
        cut = meaning.cuttable and cuts_a_word(text, begin, end, whole=meaning.full and end - begin > 2)
        return Doubt.SUPPORT if cut else Doubt.NONE
    levels = listed_levels(text, end, ends_told=meaning.doubt is Doubt.CHAIN)
    return Doubt.NONE if any(division.level in levels for division in meaning.divisions) else meaning.doubt


def cuts_a_word(text: str, begin: int, end: int, *, whole: bool = False) -> bool:
    """Whether a common word spans the edge of a name: 欢庆元旦 is no 庆元.

    Of a whole name of three characters and more only the left edge is looked at: 示范村 is no 范村.
    """
    words = _boundary_words()
    return (begin > 0 and text[begin - 1 : begin + 1] in words) or (not whole and text[end - 1 : end + 1] in words)


def listed_levels(text: str, end: int, *, ends_told: bool) -> frozenset[Kind]:
    """The levels that a list of names says of the name before end: 观澜、洪桥两个社区, 王营等村, 王屋、谢屋、周田村.

    With ends_told, only lists that close with a number or 等: the last form may be chance.
    """
    if text[end : end + 1] not in _LIST_STARTS:
        return frozenset()
    match = _list_end().match(text, end)
    if not match and not ends_told:
        match = _list_of_one_ending().match(text, end)
    return _list_ends()[match[1]] if match else frozenset()


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
    number = f"[{_NUMBERS}]+个?"
    return re.compile(rf"(?:{_ITEM})*?(?:等(?:{number})?|{number})({_any_list_end()})(?![{_NOT_AFTER}])")


@cache
def _list_of_one_ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{_ITEM})+?({_any_list_end()})(?![{_NOT_AFTER}])")


def _any_list_end() -> str:
    return "|".join(sorted(map(re.escape, _list_ends()), key=len, reverse=True))


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
