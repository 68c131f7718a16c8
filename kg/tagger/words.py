"""Words with their parts of speech, out of the scores that the network gives for LAC's tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from kg.tagger.viterbi import Floats, Integers, Moves, settle


class Word(NamedTuple):
    """A word at its place in the text, with its part of speech, or PER, LOC, ORG, TIME."""

    begin: int
    end: int
    tag: str


# What Word._make does, in a third less time: there are six words to ten characters.
_word = cast("Callable[[tuple[int, int, str]], Word]", partial(tuple.__new__, Word))


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
    def _lead(self) -> Floats:
        """(tags, tags): by how much the one must lead the other so that no moves to and from that make up for it."""
        into = (self.moves[:, None, :] - self.moves[:, :, None]).max(0)
        onward = (self.moves[None, :, :] - self.moves[:, None, :]).max(2)
        lead: Floats = np.maximum(into, 0) + np.maximum(onward, 0)  # at an edge there is only the one or the other
        return lead

    def best(self, scores: Floats, ends: Integers) -> Integers:
        """The best tags for scores of (characters, tags), of texts one under another; `ends` tells where each ends.

        Most characters have one tag that leads by more than all moves together could make up for. Only the stretches
        between them are searched (Viterbi), all of them at once: the same sequence as by searching everything.
        """
        path: Integers = scores.argmax(1)
        near = scores >= scores[np.arange(len(path)), path][:, None] - self._lead[path]
        at = np.flatnonzero(near) // len(self.tags)
        doubtful = np.zeros(len(path), bool)
        doubtful[at[1:][at[1:] == at[:-1]]] = True
        level = np.zeros(len(self.tags), np.float32)  # LAC starts and ends with all tags alike
        settle(path, doubtful, scores, ends, Moves(self.moves, level, level))
        return path

    def cut(self, path: Integers, sentences: Iterable[tuple[int, int]]) -> Iterator[Word]:
        """Yield the words of each sentence (begin, end); every sentence begins a word, and its words cover it."""
        edges = np.array(list(sentences), np.int64).reshape(-1, 2)
        depth = np.zeros(len(path) + 1, np.int8)
        depth[edges[:, 0]] += 1
        depth[edges[:, 1]] -= 1
        within = np.cumsum(depth[:-1]) > 0
        begun = np.zeros(len(path) + 1, bool)
        begun[:-1] = within & ~self._inside[path]
        begun[edges] = True
        marks = np.flatnonzero(begun)
        begins, ends = marks[:-1], marks[1:]
        inner = within[begins]
        begins, ends = begins[inner], ends[inner]
        parts = map(self._parts.__getitem__, path[begins].tolist())
        yield from map(_word, zip(begins.tolist(), ends.tolist(), parts, strict=True))
