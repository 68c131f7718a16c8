"""The best tags of the stretches of a text that are still in doubt, between characters whose tags are known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Moves(NamedTuple):
    """The scores of going from tag to tag (tags, tags), from row to column, and of starting and ending with each."""

    between: Floats
    first: Floats
    last: Floats


def settle(path: Integers, doubtful: Flags, scores: Floats, ends: Integers, moves: Moves) -> None:
    """Write the best tags of all doubtful characters into the path, between those of the others (Viterbi).

    `scores` is (characters, tags), of sequences one under another; `ends` tells where each ends.
    """
    edge = np.zeros(len(path) + 1, bool)
    edge[[0, *ends]] = True
    begins = np.flatnonzero(doubtful & (edge[:-1] | ~np.roll(doubtful, 1)))
    lasts = np.flatnonzero(doubtful & (edge[1:] | ~np.roll(doubtful, -1)))
    if not len(begins):
        return
    order = np.argsort(begins - lasts, kind="stable")  # the longest first, so that at each step the first ones go on
    begins, lasts = begins[order], lasts[order]
    sizes = lasts - begins + 1
    counts = [int(np.searchsorted(-sizes, -step, side="left")) for step in range(sizes[0])]  # longer than step
    onto, into = moves.between[:, None, :], np.ascontiguousarray(moves.between.T)
    best = [scores[begins] + np.where(edge[begins, None], moves.first, moves.between[path[begins - 1]])]
    for step in range(1, sizes[0]):
        before = best[-1][: counts[step]]
        best.append((before.T[:, :, None] + onto).max(0) + scores[begins[: counts[step]] + step])
    after = np.where(edge[lasts + 1, None], moves.last, into[path[(lasts + 1) % len(path)]])
    tag = np.zeros(len(begins), np.int64)
    for step in range(sizes[0] - 1, -1, -1):
        ahead, count = counts[step + 1] if step + 1 < sizes[0] else 0, counts[step]
        tag[:ahead] = (best[step][:ahead] + into[tag[:ahead]]).argmax(1)
        tag[ahead:count] = (best[step][ahead:count] + after[ahead:count]).argmax(1)
        path[begins[:count] + step] = tag[:count]
