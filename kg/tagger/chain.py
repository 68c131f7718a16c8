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
        letters = np.array([tag[0] for tag in self.tags])[path]
        begins, lasts = (np.flatnonzero((letters == edge) | (letters == "S")) for edge in "BE")
        forth, steps, back = self._along(path, ends, sums)
        taken = np.concatenate([np.cumsum(steps[begin:end], dtype=np.float64) for begin, end in parts])
        chances = np.exp(forth[begins] + taken[lasts] - taken[begins] + back[lasts])
        for begin, last, kind, chance in zip(
            *(row.tolist() for row in (begins, lasts, path[lasts], chances)), strict=True
        ):
            yield begin, last + 1, self.tags[kind][2:], min(1.0, chance)

    def _sums(self, scores: Floats, ends: Integers) -> _Sums:
        """Of every character and tag: the forward sum, what the tag adds to the sums, and the backward sum."""
        steps = _Steps.of(ends)
        spread = np.exp(self.moves)
        packed = scores.take(steps.order, 0)
        share = np.exp(packed - packed.max(1, keepdims=True))
        scale = np.empty((len(scores), 1), np.float32)
        forth = np.empty_like(scores)
        for here, before, _ in steps:
            alpha = share[here] * (forth[before] @ spread if before else np.exp(self.first))
            sums = np.add.reduce(alpha, axis=1, keepdims=True, out=scale[here])
            np.divide(alpha, sums, out=forth[here])
        share /= scale
        end = np.exp(self.last)
        back = np.empty_like(scores)
        across = np.ascontiguousarray(spread.T)
        for here, _, after in reversed(steps):
            count = after.stop - after.start if after else 0
            if after:
                back[here][:count] = (back[after] * share[after]) @ across
            rest = slice(here.start + count, here.stop)
            if rest.start < rest.stop:
                back[rest] = end / (forth[rest] @ end)[:, None]
        places = np.empty_like(steps.order)
        places[steps.order] = np.arange(len(places))
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


@dataclass(frozen=True)
class _Steps:
    """Sequences side by side, the longest first: all their first characters, then all the second ones, and so on."""

    order: Integers  # where each of these characters stands in the text
    edges: list[int]  # where each step begins among them, and the end

    @classmethod
    def of(cls, ends: Integers) -> _Steps:
        sizes = np.diff(ends, prepend=0)
        longest = np.argsort(-sizes, kind="stable")
        begins, sizes = (ends - sizes)[longest], sizes[longest]
        active = np.searchsorted(-sizes, -np.arange(sizes[0]), side="left")  # how many are longer than each step
        order = np.concatenate([begins[:count] + step for step, count in enumerate(active)])
        return cls(order, [0, *np.cumsum(active).tolist()])

    @property
    def rows(self) -> int:
        """How many sequences there are."""
        return self.edges[1]

    def __iter__(self) -> Iterator[tuple[slice, slice | None, slice | None]]:
        """Each step: its characters, those before them, and those after them; of sequences that go on there."""
        return (self._step(number) for number in range(len(self.edges) - 1))

    def __reversed__(self) -> Iterator[tuple[slice, slice | None, slice | None]]:
        return (self._step(number) for number in range(len(self.edges) - 2, -1, -1))

    def _step(self, number: int) -> tuple[slice, slice | None, slice | None]:
        begin, end = self.edges[number : number + 2]
        before = slice(self.edges[number - 1], self.edges[number - 1] + end - begin) if number else None
        after = slice(end, self.edges[number + 2]) if number + 2 < len(self.edges) else None
        return slice(begin, end), before, after
