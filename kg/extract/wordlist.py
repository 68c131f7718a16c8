"""All words of a list that a text has, in one pass of an Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Iterable


class WordList:
    """An automaton over words: what a regular expression of them all would find, the longest first, but sooner."""

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        self._words = sorted(set(words))
        # The lists of this room are short: their automata may be of the sort that is larger and faster.
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(begin, end, word) of the leftmost longest words, in order, never overlapping."""
        words = self._words
        return [(begin, end, words[index]) for index, begin, end in self._automaton.find_matches_as_indexes(text)]
