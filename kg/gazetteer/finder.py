"""All place names of a text, by the two characters that they begin with, and the doubts that go with them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.gazetteer.pairs import Pairs, pairs
from kg.model import Field

_BITS = 19  # so many that the heads of names, 24,000, fill a twentieth of the numbers
Found = tuple[int, int, str]  # begin, end, name


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
        self._heads = Pairs(pairs("".join(self._by_head))[::2], bits=_BITS)

    def spans(self, text: str) -> list[Found]:
        """(begin, end, name) of the leftmost longest names, in order, never overlapping."""
        by_head = self._by_head
        everywhere = [
            (at, -len(name), name)
            for at in self._heads.among(pairs(text))
            for name in by_head.get(text[at : at + 2], ())
            if text.startswith(name, at)
        ]
        return _leftmost_longest(self._tiers, everywhere)


def spans_of_few(tiers: Sequence[Container[str]], names: Iterable[str], text: str) -> list[Found]:
    """What a Finder of these names would find, where they are few and most of them are printed."""
    everywhere = []
    for name in names:
        begin = text.find(name)
        while begin >= 0:
            everywhere.append((begin, -len(name), name))
            begin = text.find(name, begin + 1)
    return _leftmost_longest(tiers, everywhere)


def _leftmost_longest(tiers: Sequence[Container[str]], everywhere: list[tuple[int, int, str]]) -> list[Found]:
    """Of all places where names are printed, as (begin, -length, name), those that are kept."""
    everywhere.sort()
    spans: list[Found] = []
    taken: set[int] = set()
    for names in tiers:
        for begin, size, name in everywhere:
            offsets = range(begin, begin - size)
            if name in names and taken.isdisjoint(offsets):
                taken.update(offsets)
                spans.append((begin, begin - size, name))
    return sorted(spans)
