"""Stretches of text packed into rows, which the tagger's network reads side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.tagger.features import Array
from kg.tagger.viterbi import Floats, Integers

# That are read at once: a step of the network costs a time of its own, which all rows share.
BATCH_CHARACTERS = 24_576
_NONE = -1  # where a row has no character

Cut = tuple[int, int]


class Network:
    """The model at `path`, loaded: numbers of characters and what is known of them to scores of tags.

    Its products are sums of whole numbers and it forgets what it read where a stretch begins, so that the scores of a
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
        for batch in _batches(cuts):
            at, keeps = packed(batch)
            read = {"ids": ids.take(at).astype(np.int32), "known": known.take(at, 0), "keeps": keeps}
            real = np.flatnonzero(at != _NONE)
            for scores, some in zip((names, words), self._session.run(["scores", "words"], read), strict=True):
                scores[at.ravel()[real]] = some.reshape(at.size, -1).take(real, 0)
        return names, words


def packed(cuts: Sequence[Cut]) -> tuple[Integers, NDArray[np.float32]]:
    """Where each character of some cuts, the longest first, stands in rows that are read at once.

    Returns the offset of the character at (time, row), -1 where there is none, and (time, rows, 2, 1): 0 where the
    network forgets what it read before, which is the first character of a cut, and in reading backwards, counted from
    the end, the last one; else 1. A cut stands in the first row that has room for it (first fit decreasing).
    """
    time = cuts[0][1] - cuts[0][0]
    used: list[int] = []
    places: list[tuple[int, int]] = []
    for begin, end in cuts:
        size = end - begin
        row = next((row for row, full in enumerate(used) if full + size <= time), len(used))
        if row == len(used):
            used.append(0)
        places.append((used[row], row))
        used[row] += size
    at = np.full((time, len(used)), _NONE, np.int64)
    keeps = np.ones((time, len(used), 2, 1), np.float32)
    for (begin, end), (first, row) in zip(cuts, places, strict=True):
        after = first + end - begin
        at[first:after, row] = np.arange(begin, end)
        keeps[first, row, 0] = keeps[time - after, row, 1] = 0
    return at, keeps


def _batches(cuts: Sequence[Cut]) -> Iterator[Sequence[Cut]]:
    """Cuts, the longest first, in groups of so many characters."""
    batch: list[Cut] = []
    size = 0
    for cut in sorted(cuts, key=lambda cut: (cut[0] - cut[1], cut)):
        if batch and size + cut[1] - cut[0] > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(cut)
        size += cut[1] - cut[0]
    if batch:
        yield batch
