"""A linear chain over tags: the best sequence for each row of a batch, and how probable each of its spans is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kg.tagger.viterbi import Floats, Integers, Moves, settle

_Sums = tuple[Floats, Floats, Floats]  # (characters, tags) each
_ROUNDING = 1e-4  # more than what rounding may add to a sum of chances


@dataclass(frozen=True)
class Chain:
    """Tags of the form O, B-, I-, E-, S-type, and the scores of starting with, going between and ending with them.

    Lafferty, McCallum and Pereira 2001 give the model; the sums are scaled as in Rabiner 1989, section V.A.
    """

    tags: tuple[str, ...]
    moves: Floats  # (tags, tags), from row to column
    first: Floats
    last: Floats

    def spans(self, scores: Floats, ends: Integers, pages: Sequence[int]) -> Iterator[tuple[int, int, str, float]]:
        """Yields (begin, end, type, probability) of every span of the best sequences, in order.

        `scores` is (characters, tags), of sequences one under another; `ends` tells where each ends, in order, `pages`
        at which of these a page ends. Probabilities end in other digits beside other sequences of their page, but not
        beside other pages: each is summed up apart.
        """
        if not len(ends):
            return
        parts = [(begin, end) for begin, end in pairwise([0, *pages]) if begin < end]
        each = [self._sums(scores[begin:end], ends[(begin < ends) & (ends <= end)] - begin) for begin, end in parts]
        forth, share, back = (np.concatenate(rows) for rows in zip(*each, strict=True))
        sums = forth, share, back
        path = self._best(scores, ends, sums)
        edges = (np.array([tag[0] in letters for tag in self.tags]) for letters in ("BS", "ES"))
        begins, lasts = (np.flatnonzero(edge[path]) for edge in edges)
        forth, steps, back = self._along(path, ends, sums)
        taken = np.concatenate([np.cumsum(steps[begin:end], dtype=np.float64) for begin, end in parts])
        chances = np.exp(forth[begins] + taken[lasts] - taken[begins] + back[lasts])
        for begin, last, kind, chance in zip(
            *(row.tolist() for row in (begins, lasts, path[lasts], chances)), strict=True
        ):
            yield begin, last + 1, self.tags[kind][2:], min(1.0, chance)

    def _sums(self, scores: Floats, ends: Integers) -> _Sums:
        """Of every character and tag: the forward sum, what the tag adds to the sums, and the backward sum."""
        order, edges = _steps(ends)
        spread = np.exp(self.moves)
        share = scores.take(order, 0)
        share -= share.max(1, keepdims=True)
        np.exp(share, out=share)
        scale = np.empty((len(scores), 1), np.float32)
        forth, back = np.empty_like(scores), np.empty_like(scores)
        forth[: edges[1]] = np.exp(self.first)
        before = 0
        for begin, end in pairwise(edges):
            here = forth[begin:end]
            if begin:
                np.matmul(forth[before : before + end - begin], spread, here)
            here *= share[begin:end]
            here /= np.add.reduce(here, axis=1, keepdims=True, out=scale[begin:end])
            before = begin
        share /= scale
        last = np.exp(self.last)
        across = np.ascontiguousarray(spread.T)
        after = edges[-1]
        for begin, end in reversed(list(pairwise(edges))):
            rest = begin + after - end  # from here on they are the last characters of their sequences
            if begin < rest:
                np.matmul(back[end:after] * share[end:after], across, back[begin:rest])
            if rest < end:
                back[rest:end] = last / (forth[rest:end] @ last)[:, None]
            after = end
        places = np.empty_like(order)
        places[order] = np.arange(len(places))
        return forth.take(places, 0), share.take(places, 0), back.take(places, 0)

    def _best(self, scores: Floats, ends: Integers, sums: _Sums) -> Integers:
        """The best tag of every character.

        The most probable tag of each character is taken first. All sequences that have another tag at a character are
        together as probable as its other tags: where that is less than the sequence taken, the best one has its tag.
        """
        chances = sums[0] * sums[2]
        path: Integers = chances.argmax(1)
        forth, steps, back = self._along(path, ends, sums)
        begins = _begins(ends)
        whole = np.exp(forth[begins] + np.add.reduceat(steps, begins) + back[ends - 1])
        others = 1 - chances[np.arange(len(path)), path]
        doubtful = others > np.repeat(whole - _ROUNDING, ends - begins)
        settle(path, doubtful, scores, ends, Moves(self.moves, self.first, self.last))
        return path

    def _along(self, path: Integers, ends: Integers, sums: _Sums) -> _Sums:
        """Logs, along a path: of the forward sums, of the step into each character, and of the backward sums."""
        every, tiny = np.arange(len(path)), np.float32(1e-30)
        forth, share, back = (np.log(np.maximum(rows[every, path], tiny)) for rows in sums)
        steps = self.moves[np.roll(path, 1), path] + share
        steps[_begins(ends)] = 0
        return forth, steps, back


def _begins(ends: Integers) -> Integers:
    return np.concatenate([[0], ends[:-1]])


def _steps(ends: Integers) -> tuple[Integers, list[int]]:
    """Sequences side by side, the longest first: all their first characters, then all the second ones, and so on.

    Returns where each of these characters stands in the text, and where each step begins among them, and the end.
    """
    sizes = np.diff(ends, prepend=0)
    longest = np.argsort(-sizes, kind="stable")
    begins, sizes = (ends - sizes)[longest], sizes[longest]
    active = np.searchsorted(-sizes, -np.arange(sizes[0]), side="left")  # how many are longer than each step
    order = np.concatenate([begins[:count] + step for step, count in enumerate(active.tolist())])
    return order, [0, *np.cumsum(active).tolist()]
