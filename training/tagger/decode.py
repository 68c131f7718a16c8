"""The best sequence of tags, and its spans."""

from __future__ import annotations

import numpy as np

from training.tagger.network import TAGS


def decode(scores: np.ndarray, moves: np.ndarray, first: np.ndarray, last: np.ndarray) -> list[tuple[int, int, str]]:
    """The spans (begin, end, type) of the best path through scores (characters, tags)."""
    best = scores[0] + first
    back = []
    for row in scores[1:]:
        ways = best[:, None] + moves
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    tag = int((best + last).argmax())
    path = [tag]
    for step in reversed(back):
        tag = int(step[tag])
        path.append(tag)
    spans, begin = [], 0
    for at, index in enumerate(reversed(path)):
        name = TAGS[index]
        if name[0] in "BS":
            begin = at
        if name[0] in "ES":
            spans.append((begin, at + 1, name[2:]))
    return spans
