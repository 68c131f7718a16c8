"""Words with their parts of speech, out of the scores that the network gives for LAC's tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in the text, with its part of speech, or PER, LOC, ORG, TIME."""

    begin: int
    end: int
    tag: str


@dataclass(frozen=True)
class WordTags:
    """Tags of the form part-B (a word begins) and part-I (it goes on), and the scores of going between them.

    Both are Baidu LAC's (Jiao, Sun and Sun: Chinese Lexical Analysis with Deep Bi-GRU-CRF Network, 2018).
    """

    tags: tuple[str, ...]
    moves: Floats  # (tags, tags), from row to column

    @cached_property
    def _parts(self) -> list[str]:
        return [tag.rsplit("-", 1)[0] for tag in self.tags]

    @cached_property
    def _inside(self) -> npt.NDArray[np.bool_]:
        return np.array([tag.endswith("-I") for tag in self.tags])

    @cached_property
    def _sure(self) -> float:
        """By how much a tag must lead so that no moves to it and from it can make up for it."""
        return 2 * float(self.moves.max() - self.moves.min())

    def best(self, scores: Floats, ends: Integers) -> Integers:
        """The best tags for scores of (characters, tags), of texts one under another; `ends` tells where each ends.

        Most characters have one tag that leads by more than all moves together could make up for. Only the stretches
        between them are searched (Viterbi), all of them at once: the same sequence as by searching everything.
        """
        path: Integers = scores.argmax(1)
        every = np.arange(len(path))
        rest = scores.copy()
        rest[every, path] = -np.inf
        open_ = np.zeros(len(path) + 1, bool)
        open_[:-1] = scores[every, path] - rest.max(1, initial=-np.inf) <= self._sure
        edge = np.zeros(len(path) + 1, bool)
        edge[[0, *ends]] = True
        begins = np.flatnonzero(open_ & (edge | ~np.roll(open_, 1)))
        lasts = np.flatnonzero(open_[:-1] & (edge[1:] | ~open_[1:]))
        if len(begins):
            order = np.argsort(begins - lasts, kind="stable")
            self._search(scores, path, edge, begins[order], lasts[order] + 1)
        return path

    def _search(
        self, scores: Floats, path: Integers, edge: npt.NDArray[np.bool_], begins: Integers, ends: Integers
    ) -> None:
        """Write the best tags of the stretches, the longest first, into the path between their neighbours' tags."""
        sizes = ends - begins
        counts = [int(np.searchsorted(-sizes, -step, side="left")) for step in range(sizes[0])]  # longer than step
        moves, into = self.moves[:, None, :], np.ascontiguousarray(self.moves.T)
        best = [scores[begins] + np.where(edge[begins, None], 0, self.moves[path[begins - 1]])]
        for step in range(1, sizes[0]):
            before = best[-1][: counts[step]]
            best.append((before.T[:, :, None] + moves).max(0) + scores[begins[: counts[step]] + step])
        after = np.where(edge[ends, None], 0, into[path[np.minimum(ends, len(path) - 1)]])
        tag = np.zeros(len(begins), np.int64)
        for step in range(sizes[0] - 1, -1, -1):
            ahead, count = counts[step + 1] if step + 1 < sizes[0] else 0, counts[step]
            tag[:ahead] = (best[step][:ahead] + into[tag[:ahead]]).argmax(1)
            tag[ahead:count] = (best[step][ahead:count] + after[ahead:count]).argmax(1)
            path[begins[:count] + step] = tag[:count]

    def cut(self, path: Integers, sentences: Iterable[tuple[int, int]]) -> Iterator[Word]:
        """Yield the words of each sentence (begin, end); every sentence begins a word, and its words cover it."""
        begun = (~self._inside)[path]
        for begin, end in sentences:
            starts = [begin, *(begin + 1 + np.flatnonzero(begun[begin + 1 : end])).tolist()]
            for at, to in zip(starts, [*starts[1:], end], strict=True):
                yield Word(at, to, self._parts[path[at]])
