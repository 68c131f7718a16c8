"""Stretches of text packed into rows, which the tagger's network reads side by side."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.tagger.features import Array
from kg.tagger.viterbi import Floats, Integers

# That are read at once at most: a step of the network costs a time of its own, which all rows share, and many stretches
# fill the rows better.
BATCH_CHARACTERS = 36_864
STEP = 17  # rows, in whose time a step costs as much as it does without any

Cut = tuple[int, int]
Place = tuple[slice, int]  # steps, and the row
Packed = tuple[tuple[int, int], list[tuple[Cut, Place]]]  # how many steps and rows there are; and each cut's place


class Network:
    """The model at `path`, loaded: numbers of characters and what is known of them to scores of tags.

    Its products are sums of whole numbers and it forgets what it read between two stretches, so that the scores of a
    stretch are the same whatever is read beside it.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._widths = [output.shape[-1] for output in self._session.get_outputs()]
        self.columns: int = self._session.get_inputs()[1].shape[-1]  # that are known of a character

    def scores(self, ids: Integers, known: Array, cuts: Sequence[Cut]) -> tuple[Floats, Floats]:
        """Scores of the tags of names and of words, (characters, tags) each, of all that the cuts (begin, end) hold.

        ids are (characters,), known (characters, columns) of 0 and 1.
        """
        names, words = (np.empty((len(ids), width), np.float32) for width in self._widths)
        for batch in batches(cuts):
            shape, places = packed(batch)
            read = {
                "ids": np.zeros(shape, np.int32),
                "known": np.zeros((*shape, self.columns), bool),
                "keeps": np.zeros((*shape, 1), np.float32),
            }
            for (begin, end), place in places:
                read["ids"][place] = ids[begin:end]
                read["known"][place] = known[begin:end]
                read["keeps"][place] = 1
            for every, some in zip((names, words), self._session.run(["scores", "words"], read), strict=True):
                for (begin, end), place in places:
                    every[begin:end] = some[place]
        return names, words


def packed(cuts: Sequence[Cut]) -> Packed:
    """Where each of some cuts stands in rows that are read side by side, step by step.

    Between two of a row nothing stands: there the network forgets what it read. The rows are as long as takes the
    least time.
    """
    longest = max(end - begin for begin, end in cuts)
    ways = [_packed(cuts, time) for time in (longest, longest * 3 // 2, longest * 2 + 1)]
    return min(ways, key=lambda way: way[0][0] * (way[0][1] + STEP))


def _packed(cuts: Sequence[Cut], time: int) -> Packed:
    """Each cut, the longest first, in the fullest row that has room for it (best fit decreasing)."""
    places: list[tuple[Cut, Place]] = []
    rooms: list[tuple[int, int]] = []  # that are left in each row, and the row, in order
    rows = 0
    for begin, end in sorted(cuts, key=lambda cut: cut[0] - cut[1]):
        size = end - begin
        found = bisect_left(rooms, (size, 0))
        if found < len(rooms):
            room, row = rooms.pop(found)
        else:
            room, row, rows = time, rows, rows + 1
        places.append(((begin, end), (slice(time - room, time - room + size), row)))
        insort(rooms, (room - size - 1, row))
    return (time, rows), places


def batches(cuts: Sequence[Cut]) -> Iterator[Sequence[Cut]]:
    """The cuts in groups, all of about as many characters and with short and long ones alike."""
    count = -(-sum(end - begin for begin, end in cuts) // BATCH_CHARACTERS)
    ordered = sorted(cuts, key=lambda cut: cut[0] - cut[1])
    yield from (ordered[first::count] for first in range(count))
