"""What a word is: the frequencies of jieba's dictionary, asked where a line may be cut inside a word."""

from __future__ import annotations

import math
from functools import lru_cache

from kg.dictionary import frequencies, total

# Words across a cut are looked for in this many characters on either side.
REACH = 4


def gain_of_joining(before: str, after: str) -> float:
    """How much likelier two strings are as one than with a word boundary between them, as a natural logarithm.

    Zero if the best words of the joined string end at the boundary anyway; 分 + 析 gains much. Words are independent
    (a unigram model), as in jieba's own best path.
    """
    return _gain(before[-REACH:], after[:REACH])


@lru_cache(maxsize=50_000)
def _gain(left: str, right: str) -> float:
    if not left or not right or not _has_crossing(left, right):
        return 0.0
    return max(0.0, _best(left + right, -1) - _best(left + right, len(left)))


def _has_crossing(left: str, right: str) -> bool:
    """Whether any word lies across the boundary."""
    counts = frequencies()
    for begin in range(1, REACH):
        for end in range(1, REACH + 1 - begin):
            if counts.get(left[-begin:] + right[:end]):
                return True
    return False


def _best(text: str, wall: int) -> float:
    """The log probability of the best cut of a text into words, none of which may cross the wall."""
    counts, all_words = frequencies(), math.log(total())
    best = [0.0] + [-math.inf] * len(text)
    for end in range(1, len(text) + 1):
        for begin in range(max(0, end - REACH), end):
            if begin < wall < end:
                continue
            # A character that is no word counts as met once.
            count = counts.get(text[begin:end], 0) or (1 if end - begin == 1 else 0)
            if count:
                best[end] = max(best[end], best[begin] + math.log(count) - all_words)
    return best[-1]
