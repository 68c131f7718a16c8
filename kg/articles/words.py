"""What a word is: the frequencies of jieba's dictionary, asked where a line may be cut inside a word."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from kg.dictionary import frequencies, total

# Words across a cut are looked for in this many characters on either side.
REACH = 4
# Neighbours inside words have their bit in a table of so many, by this number; one in fourteen bits is set.
BITS, FACTOR = 1 << 22, 20011


def gain_of_joining(before: str, after: str) -> float:
    """How much likelier two strings are as one than with a word boundary between them, as a natural logarithm.

    Zero if the best words of the joined string end at the boundary anyway; 分 + 析 gains much. Words are independent
    (a unigram model), as in jieba's own best path.
    """
    if not before or not after:
        return 0.0
    # One look in a small table, where the dictionary would be searched in six far places.
    place = (FACTOR * ord(before[-1]) + ord(after[0])) % BITS
    if not _neighbours()[place >> 3] >> (place & 7) & 1:
        return 0.0
    return _gain(before[-REACH:], after[:REACH])


@cache
def _neighbours() -> bytes:
    """Bit by bit: whether two characters may be neighbours inside a word."""
    import numpy as np

    codes = np.frombuffer("\n".join(frequencies()).encode("utf-32-le"), "<u4")
    found = np.zeros(BITS, np.bool_)
    found[(FACTOR * codes[:-1] + codes[1:]) % BITS] = True
    return np.packbits(found, bitorder="little").tobytes()


@lru_cache(maxsize=50_000)
def _gain(left: str, right: str) -> float:
    if not _has_crossing(left, right):
        return 0.0
    free, walled = _best(left + right, len(left))
    return max(0.0, free - walled)


def _has_crossing(left: str, right: str) -> bool:
    """Whether any word lies across the boundary."""
    counts = frequencies()
    for begin in range(1, REACH):
        for end in range(1, REACH + 1 - begin):
            if counts.get(left[-begin:] + right[:end]):
                return True
    return False


def _best(text: str, wall: int) -> tuple[float, float]:
    """The log probabilities of the best cut of a text into words, and of the best with none across the wall."""
    counts, all_words = frequencies(), math.log(total())
    free = [0.0] + [-math.inf] * len(text)
    walled = free.copy()
    for end in range(1, len(text) + 1):
        for begin in range(max(0, end - REACH), end):
            # A character that is no word counts as met once.
            count = counts.get(text[begin:end], 0) or (1 if end - begin == 1 else 0)
            if not count:
                continue
            word = math.log(count)
            if (score := free[begin] + word - all_words) > free[end]:
                free[end] = score
            if not begin < wall < end and (score := walled[begin] + word - all_words) > walled[end]:
                walled[end] = score
    return free[-1], walled[-1]
