"""A linear chain over tags: the best sequence for each row of a batch, and how probable each of its spans is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Chain:
    """Tags of the form O, B-, I-, E-, S-type, and the scores of starting with, going between and ending with them.

    Lafferty, McCallum and Pereira 2001 give the model; the sums are scaled as in Rabiner 1989, section V.A.
    """

    tags: tuple[str, ...]
    moves: Floats  # (tags, tags), from row to column
    first: Floats
    last: Floats

    def spans(self, scores: Floats, sizes: Integers) -> Iterator[tuple[int, int, int, str, float]]:
        """Yields (row, begin, end, type, probability) of every span of the best sequences.

        `scores` is (time, rows, tags); `sizes` gives each row's length, the longest first.
        """
        active = [int(np.searchsorted(-sizes, -t, side="left")) for t in range(scores.shape[0])]  # rows longer than t
        path = self._best(scores, active)
        inner = self._inner(scores, active, sizes, path)
        kind = np.array([tag[0] for tag in self.tags])[path]  # (time, rows)
        for row, size in enumerate(sizes.tolist()):
            letters = kind[:size, row]
            ends = np.flatnonzero((letters == "E") | (letters == "S"))
            begins = np.flatnonzero((letters == "B") | (letters == "S"))
            forth, steps, back = inner[0][:, row], inner[1][:, row], inner[2][:, row]
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
                chance = float(np.exp(forth[begin] + steps[end] - steps[begin] + back[end]))
                yield row, begin, end + 1, self.tags[path[end, row]][2:], min(1.0, chance)

    def _best(self, scores: Floats, active: list[int]) -> Integers:
        time, rows, _ = scores.shape
        came = np.zeros(scores.shape, np.int8)
        best = scores[0] + self.first
        into = np.ascontiguousarray(self.moves.T)
        for t in range(1, time):
            n = active[t]
            ways = best[:n, None, :] + into  # (rows, to, from)
            came[t, :n] = ways.argmax(2)
            best[:n] = ways.max(2) + scores[t, :n]
        path = np.zeros((time, rows), np.int64)
        tag = (best + self.last).argmax(1)
        every = np.arange(rows)
        for t in range(time - 1, -1, -1):
            n = active[t]
            path[t, :n] = tag[:n]
            tag[:n] = came[t, every[:n], tag[:n]] if t else tag[:n]
        return path

    def _inner(
        self, scores: Floats, active: list[int], sizes: Integers, path: Integers
    ) -> tuple[Floats, Floats, Floats]:
        """Logs, along the best path: of the forward sums, of the steps taken so far, and of the backward sums."""
        time, rows, tags = scores.shape
        spread = np.exp(self.moves)
        share = np.exp(scores - scores.max(2, keepdims=True))
        scale = np.ones((time, rows), np.float32)
        forth = np.zeros(scores.shape, np.float32)
        for t in range(time):
            n = active[t]
            alpha = share[t, :n] * (forth[t - 1, :n] @ spread if t else np.exp(self.first))
            scale[t, :n] = alpha.sum(1)
            forth[t, :n] = alpha / scale[t, :n, None]
        end = np.exp(self.last)
        back = np.zeros(scores.shape, np.float32)
        lasts = sizes - 1
        final = forth[lasts, np.arange(rows)] @ end
        beta = np.broadcast_to(end, (rows, tags)) / final[:, None]
        back[time - 1, : active[time - 1]] = beta[: active[time - 1]]
        for t in range(time - 2, -1, -1):
            n, ahead = active[t], active[t + 1]
            back[t, :n] = beta[:n]
            back[t, :ahead] = (back[t + 1, :ahead] * share[t + 1, :ahead] / scale[t + 1, :ahead, None]) @ spread.T
        at = np.ix_(range(time), range(rows))
        tiny = np.float32(1e-30)
        steps = np.zeros((time, rows), np.float32)
        taken = np.log(np.maximum(share[*at, path][1:], tiny)) + self.moves[path[:-1], path[1:]] - np.log(scale[1:])
        steps[1:] = np.cumsum(np.where(np.arange(1, time)[:, None] < sizes, taken, 0), 0)
        return np.log(np.maximum(forth[*at, path], tiny)), steps, np.log(np.maximum(back[*at, path], tiny))
