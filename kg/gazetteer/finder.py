"""All place names of a text in one pass of an Aho-Corasick automaton, and where such a name ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.gazetteer.division import Division
from kg.gazetteer.names import table
from kg.model import Field


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A name of divisions at its place in a text; offsets are code points."""

    field: Field
    begin: int
    end: int
    surface: str
    divisions: tuple[Division, ...]  # all that it may mean, sorted by code
    doubtful: bool = False  # it may as well be an ordinary word, and needs support from the article

    @property
    def full(self) -> bool:
        """Whether it is the full name of one of its divisions."""
        return any(division.name == self.surface for division in self.divisions)


class Finder:
    """An automaton over names; it holds the names only, divisions are made when a name is found."""

    def __init__(self, names: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        self._names = sorted(set(names))
        self._automaton = AhoCorasick(
            self._names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(begin, end, name) of the leftmost longest names, in order, never overlapping."""
        for index, begin, end in self._automaton.find_matches_as_indexes(text):
            yield begin, end, self._names[index]


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
def _after_full() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    parts = ((last, *words.partition("!")) for last, words in table("after_full.tsv"))
    return {last: (tuple(words.split()), tuple(exceptions.split())) for last, words, _, exceptions in parts}


@cache
def _after_short() -> tuple[str, ...]:
    return tuple(row[0] for row in table("after_short.txt"))
