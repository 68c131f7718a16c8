"""Two characters that stand side by side, as a number: all pairs of a text are looked for among many others at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
# Odd factors scatter the numbers (Knuth, The Art of Computer Programming, volume 3, section 6.4).
_FIRST, _SECOND = np.array((0x9E3779B1, 0x85EBCA77), np.uint32)


def pairs(text: str) -> Numbers:
    """(len(text) - 1,) the number of the pair that begins at each character; a few pairs share one with another."""
    return _numbers(_signs(text))


def line_heads(lines: str) -> Numbers:
    """The number of the pair that each line begins with; a line of one character makes one with the break behind it."""
    signs = _signs(f"\n{lines}\n")
    heads: Numbers = _numbers(signs)[1:][signs[:-2] == ord("\n")]
    return heads


def _signs(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _numbers(signs: Numbers) -> Numbers:
    numbers: Numbers = signs[:-1] * _FIRST + signs[1:] * _SECOND
    return numbers


class Pairs:
    """A set of pairs."""

    def __init__(self, numbers: Numbers, bits: int = 16) -> None:
        """The pairs that have these numbers, of which the first bits are looked at."""
        self._shift = np.uint32(32 - bits)
        self._has = np.zeros(1 << bits, bool)
        self._has[numbers >> self._shift] = True

    def among(self, numbers: Numbers) -> list[int]:
        """The indexes of these pairs that are in the set, and of a few that only share a number with one that is."""
        found: list[int] = self._has[numbers >> self._shift].nonzero()[0].tolist()
        return found
