"""jieba's dictionary: the words of Chinese, and how often each was met."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kg.errors import DataError


def frequencies() -> Mapping[str, int]:
    """How often each word was met in jieba's corpus."""
    return _read()[0]


def total() -> int:
    """The words of jieba's corpus."""
    return _read()[1]


@cache
def _read() -> tuple[Mapping[str, int], int]:
    # From jieba's file: its tokenizer takes three times as long to load, for prefixes that nobody asks for here, and
    # words that another program adds to it would change what is read. Importing jieba takes time too.
    jieba = find_spec("jieba")
    if jieba is None or jieba.origin is None:
        raise DataError("jieba, whose dictionary newskg reads with, is not installed; install newskg again")
    try:
        cells = (Path(jieba.origin).parent / "dict.txt").read_text(encoding="utf-8").split()
    except OSError as error:
        raise DataError(f"jieba's dictionary cannot be read ({error}); install jieba again") from error
    # Each row is a word, how often it was met, and its part of speech. A few words have two rows, of which jieba takes
    # the last, and counts both into the total.
    words, counts = cells[::3], list(map(int, cells[1::3]))
    return dict(zip(words, counts, strict=True)), sum(counts)
