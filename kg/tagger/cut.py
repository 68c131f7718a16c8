"""Word boundaries by jieba's dictionary, a second opinion beside LAC's where the two cut otherwise (户蒋大娘)."""

from __future__ import annotations

import logging
import warnings
from functools import cache
from typing import Any

from kg.tables import rows


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which jieba begins a word, the text's end included."""
    offsets, at = [0], 0
    for word in _jieba().cut(text, HMM=True):
        at += len(word)
        offsets.append(at)
    return frozenset(offsets)


@cache
def _jieba() -> Any:
    """A tokenizer of our own, so that a user's words and ours do not meet; it knows posts as words (网格员|许可为)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 is older than some of Python's and setuptools' warnings
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for post, _ in rows("extract/posts.tsv", 2):
        tokenizer.add_word(post)
    return tokenizer
