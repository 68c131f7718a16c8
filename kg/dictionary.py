"""jieba's dictionary: the words of Chinese, and how often each was met."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache


def frequencies() -> Mapping[str, int]:
    """How often each word was met in jieba's corpus."""
    return _read()[0]


def total() -> int:
    """The words of jieba's corpus."""
    return _read()[1]


@cache
def _read() -> tuple[Mapping[str, int], int]:
    # From jieba's file: its tokenizer takes three times as long to load, for prefixes that nobody asks for here, and
    # words that another program adds to it would change what is read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 is older than some of Python's and setuptools' warnings
        import jieba
    with jieba.Tokenizer().get_dict_file() as file:
        cells = file.read().decode().split()
    # Each row is a word, how often it was met, and its part of speech. A few words have two rows, of which jieba takes
    # the last, and counts both into the total.
    words, counts = cells[::3], list(map(int, cells[1::3]))
    return dict(zip(words, counts, strict=True)), sum(counts)
