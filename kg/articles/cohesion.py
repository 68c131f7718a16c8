"""How much two pieces of a page speak of the same things: the rare pairs of characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from math import log1p
from typing import NamedTuple

# Measured on the paragraphs of pages made by training/damage with six to ten articles: with these, 91% are nearest to
# their own article (the cosine: 85%), and one in 200 is nearer to another by 1.1 or more. With fewer articles, 97%.
OWN_SHARE = 0.04
REST_SHARE = 1 - OWN_SHARE
# The share of a pair in any text, whether the rest of the page has it or not.
ANYWHERE = 0.0007

# Found at every place, so that pairs overlap.
_PAIR = re.compile(r"(?=([\u3400-\u9fffA-Za-z0-9]{2}))")


class _Bag(NamedTuple):
    """How often some lines hold the pairs that more than one line of the page has, and how many pairs they have."""

    counts: Counter[str]
    total: int


class _Vector(NamedTuple):
    """The pairs of some lines that more than one line of the page has, and the length of their vector of weights."""

    pairs: dict[str, None]
    length: float


class Cohesion:
    """The pairs of characters of every line of one page, weighted by how few lines hold them.

    A pair that stands in every line says nothing, one that stands in two lines binds them: idf as in information
    retrieval, and the cosine of the summed weights (Hearst 1997 compares blocks of text in this way).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [dict.fromkeys(pairs(text)) for text in texts]
        spread = Counter(chain.from_iterable(lines))
        self._sizes = [len(line) for line in lines]
        self._sum = sum(self._sizes)
        most = max(len(lines), 2)
        # What one line has alone is met in no other: it counts in lengths only.
        self._alone = math.log(most) ** 2
        self._spread = {pair: count for pair, count in spread.items() if count > 1}
        self._pairs = [dict.fromkeys(filter(self._spread.__contains__, line)) for line in lines]
        # A pair has one weight in all vectors, so that only squares are asked for.
        squares = {count: math.log(most / count) ** 2 for count in set(self._spread.values())}
        self._squares = {pair: squares[count] for pair, count in self._spread.items()}
        self._bags: dict[tuple[int, ...], _Bag] = {}
        self._shared: dict[tuple[int, ...], list[str]] = {}
        self._vectors: dict[tuple[int, ...], _Vector] = {}

    def between(self, first: Iterable[int], second: Iterable[int]) -> float:
        """The likeness of two sets of lines, 0 to 1, by their positions."""
        (one, length), (other, other_length) = self._vector(tuple(first)), self._vector(tuple(second))
        if not length or not other_length:
            return 0.0
        if len(one) > len(other):
            one, other = other, one
        return self._square(filter(other.__contains__, one)) / (length * other_length)

    def _square(self, pairs: Iterable[str]) -> float:
        return sum(map(self._squares.__getitem__, pairs))

    def affinity(self, lines: Iterable[int], others: Iterable[int], *, inside: bool = False) -> float:
        """How much likelier some lines are as a part of others than as a part of the page at large, as a logarithm.

        The pairs of characters are drawn from the others with a chance of OWN_SHARE, and from the rest of the page
        otherwise; so a long text does not win by its length. The two sets must have no line in common, or else all:
        ``inside`` says that the lines are among the others, from which they are taken out first.
        """
        lines, others = tuple(lines), tuple(others)
        own, other = self._bag(lines), self._bag(others)
        total = max(other.total - own.total if inside else other.total, 1)
        rest = max(self._sum - own.total - total, 1)
        score = own.total * math.log(REST_SHARE)  # were none of them among the others
        spread = self._spread
        for pair in filter(other.counts.__contains__, self._elsewhere(lines)):
            mine, count = own.counts[pair], other.counts[pair]
            if inside:
                count -= mine
            background = (spread[pair] - mine - count) / rest + ANYWHERE
            score += mine * log1p(OWN_SHARE * (count / total / background) / REST_SHARE)
        return score

    def _bag(self, lines: tuple[int, ...]) -> _Bag:
        if lines not in self._bags:
            counts = Counter(chain.from_iterable(self._pairs[line] for line in lines))
            self._bags[lines] = _Bag(counts, sum(self._sizes[line] for line in lines))
        return self._bags[lines]

    def _elsewhere(self, lines: tuple[int, ...]) -> list[str]:
        """The pairs that other lines of the page have too, in the order of characters."""
        if lines not in self._shared:
            counts = self._bag(lines).counts
            self._shared[lines] = sorted(pair for pair, count in counts.items() if self._spread[pair] > count)
        return self._shared[lines]

    def _vector(self, lines: tuple[int, ...]) -> _Vector:
        if lines not in self._vectors:
            found: dict[str, None] = {}
            alone = 0
            for line in sorted(lines):
                found |= self._pairs[line]
                alone += self._sizes[line] - len(self._pairs[line])
            self._vectors[lines] = _Vector(found, math.sqrt(self._alone * alone + self._square(found)))
        return self._vectors[lines]


def pairs(text: str) -> list[str]:
    """All pairs of neighbouring characters, none across punctuation."""
    return _PAIR.findall(text)
