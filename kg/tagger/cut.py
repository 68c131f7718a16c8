"""Word boundaries by jieba's dictionary, a second opinion beside LAC's where the two cut otherwise (户蒋大娘)."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import Any

from kg.tables import rows


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which jieba begins a word, the text's end included."""
    readable = text.encode("utf-8", "replace").decode()  # a lone surrogate becomes one other character
    return frozenset(accumulate(map(len, _jieba().cut(readable, True)), initial=0))


@cache
def _jieba() -> Any:
    """A cutter of our own, so that a user's words and ours do not meet; it knows posts as words (网格员|许可为)."""
    import rjieba

    cutter = rjieba.Jieba()
    for post, _ in rows("extract/posts.tsv", 2):
        cutter.add_word(post, cutter.suggest_freq(post), "n")  # as often as it takes to keep it whole
    return cutter
