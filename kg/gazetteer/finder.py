"""All place names of a text, by the two characters that they begin with, and the doubts that go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from operator import add
from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.model import Field

Found = tuple[int, int, str]  # begin, end, name
_TAKEN = "\0"  # stands for a character that a name found before has taken


class Doubt(IntEnum):
    """What an article must say before a name is read as a place, since it may be an ordinary word or a person."""

    NONE = 0
    SUPPORT = 1  # its full name, its parent, a place in it, or what CHAIN asks
    PRINTED = 2  # its full name, or what CHAIN asks
    CHAIN = 3  # the division above it or one below it, right beside it


class Hit(NamedTuple):
    """A name of divisions at its place in a text; offsets are code points."""

    field: Field
    begin: int
    end: int
    surface: str
    divisions: tuple[Division, ...]  # all that it may mean, sorted by code
    doubt: Doubt = Doubt.NONE

    @property
    def full(self) -> bool:
        """Whether it is the full name of one of its divisions."""
        return self.surface in [division.name for division in self.divisions]


class Finder:
    """Names in tiers: those of a later tier are looked for in what the earlier ones left.

    So 从江苏省 holds 江苏省 and not 从江, and 和平湖市 holds 平湖市 and not 和平. Names have two characters or more.
    """

    def __init__(self, tiers: Sequence[Iterable[str]]) -> None:
        self._tiers: list[set[str]] = [set(names) for names in tiers]
        # Tuples of strings, unlike lists, are nothing that collectors of garbage go through again and again.
        self._by_head: dict[str, tuple[str, ...]] = {}
        for name in set().union(*self._tiers):
            head = name[:2]
            self._by_head[head] = (*self._by_head.get(head, ()), name)
        self._heads = frozenset(self._by_head)

    def spans(self, text: str) -> list[Found]:
        """(begin, end, name) of the leftmost longest names, in order, never overlapping."""
        beside = pairs(text)
        heads = self._heads & beside  # which leaves so few names that each can be looked for by itself
        # Of most names that begin like something in the text, the next two characters already are not there.
        printed = {
            name
            for head in heads
            for name in self._by_head[head]
            if name == head or (name[1:3] in beside and name in text)
        }
        return spans_of_few([names & printed for names in self._tiers], text)


@lru_cache(maxsize=4)  # an article's texts are asked of twice
def pairs(text: str) -> frozenset[str]:
    """Every two characters of a text that stand side by side."""
    return frozenset(map(add, text, text[1:]))


def spans_of_few(tiers: Sequence[Iterable[str]], text: str) -> list[Found]:
    """What a Finder of these names would find, where they are few and most of them are printed."""
    spans: list[Found] = []
    for names in tiers:
        spans += _leftmost_longest(names, _without(text, spans))
        spans.sort()
    return spans


def _leftmost_longest(names: Iterable[str], text: str) -> list[Found]:
    everywhere = []
    for name in names:
        begin = text.find(name)
        while begin >= 0:
            everywhere.append((begin, -len(name), name))
            begin = text.find(name, begin + 1)
    found, last = [], 0
    for begin, size, name in sorted(everywhere):
        if begin >= last:
            last = begin - size
            found.append((begin, last, name))
    return found


def _without(text: str, spans: Sequence[Found]) -> str:
    if not spans:
        return text
    parts, last = [], 0
    for begin, end, _ in spans:
        parts += [text[last:begin], _TAKEN * (end - begin)]
        last = end
    return "".join((*parts, text[last:]))
