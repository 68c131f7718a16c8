"""How much two pieces of a page speak of the same things: the rare pairs of characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

# Measured on the paragraphs of pages made by training/damage with six to ten articles: with these, 91% are nearest to
# their own article (the cosine: 85%), and one in 200 is nearer to another by 1.1 or more. With fewer articles, 97%.
OWN_SHARE = 0.04
# The share of a pair in any text, whether the rest of the page has it or not.
ANYWHERE = 0.0007

_BREAKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")


class Cohesion:
    """The pairs of characters of every line of one page, weighted by how few lines hold them.

    A pair that stands in every line says nothing, one that stands in two lines binds them: idf as in information
    retrieval, and the cosine of the summed weights (Hearst 1997 compares blocks of text in this way).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs = [dict.fromkeys(pairs(text)) for text in texts]
        spread = Counter(chain.from_iterable(self._pairs))
        total = max(len(self._pairs), 2)
        self._weights = {pair: math.log(total / count) for pair, count in spread.items()}

        self._total = spread
        self._sum = spread.total()
        self._counters: dict[tuple[int, ...], tuple[Counter[str], int]] = {}
        self._vectors: dict[tuple[int, ...], tuple[dict[str, float], float]] = {}

    def between(self, first: Iterable[int], second: Iterable[int]) -> float:
        """The likeness of two sets of lines, 0 to 1, by their positions."""
        (one, length), (other, other_length) = self._vector(first), self._vector(second)
        if not length or not other_length:
            return 0.0
        if len(one) > len(other):
            one, other = other, one
        return sum(weight * other[pair] for pair, weight in one.items() if pair in other) / (length * other_length)

    def affinity(self, lines: Iterable[int], others: Iterable[int]) -> float:
        """How much likelier some lines are as a part of others than as a part of the page at large, as a logarithm.

        The pairs of characters are drawn from the others with a chance of OWN_SHARE, and from the rest of the page
        otherwise; so a long text does not win by its length. The two sets must have no line in common.
        """
        own, own_total = self._counts(lines)
        counts, counts_total = self._counts(others)
        total = max(counts_total, 1)
        rest = max(self._sum - own_total - total, 1)
        score = own_total * math.log(1 - OWN_SHARE)  # were none of them among the others
        for pair in sorted(own.keys() & counts.keys()):
            background = max(0, self._total[pair] - own[pair] - counts[pair]) / rest + ANYWHERE
            ratio = counts[pair] / total / background
            score += own[pair] * math.log1p(OWN_SHARE * ratio / (1 - OWN_SHARE))
        return score

    def _counts(self, lines: Iterable[int]) -> tuple[Counter[str], int]:
        key = tuple(sorted(set(lines)))
        if key not in self._counters:
            counts = Counter(chain.from_iterable(self._pairs[line] for line in key))
            self._counters[key] = counts, counts.total()
        return self._counters[key]

    def _vector(self, lines: Iterable[int]) -> tuple[dict[str, float], float]:
        key = tuple(sorted(set(lines)))
        if key not in self._vectors:
            weights = {pair: self._weights[pair] for line in key for pair in self._pairs[line]}
            self._vectors[key] = weights, math.sqrt(sum(weight * weight for weight in weights.values()))
        return self._vectors[key]


def pairs(text: str) -> list[str]:
    """All pairs of neighbouring characters, none across punctuation."""
    return [part[i : i + 2] for part in _BREAKS.split(text) for i in range(len(part) - 1)]
