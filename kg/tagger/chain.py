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
        """Yields (row, begin, end, type, probability) of every span of the best sequences, row by row in order.

        `scores` is (time, rows, tags); `sizes` gives each row's length, the longest first.
        """
        active = [int(np.searchsorted(-sizes, -t, side="left")) for t in range(scores.shape[0])]  # rows longer than t
        path = self._best(scores, active)
        path[np.arange(len(path))[:, None] >= sizes] = self.tags.index("O")
        letters = np.array([tag[0] for tag in self.tags])
        rows, begins = np.isin(letters, ("B", "S"))[path.T].nonzero()
        _, lasts = np.isin(letters, ("E", "S"))[path.T].nonzero()
        forth, steps, back = self._inner(scores, active, sizes, path)
        chances = np.exp(forth[begins, rows] + steps[lasts, rows] - steps[begins, rows] + back[lasts, rows])
        kinds = path[lasts, rows].tolist()
        told = zip(rows.tolist(), begins.tolist(), lasts.tolist(), kinds, chances.tolist(), strict=True)
        for row, begin, last, kind, chance in told:
            yield row, begin, last + 1, self.tags[kind][2:], min(1.0, chance)

    def _best(self, scores: Floats, active: list[int]) -> Integers:
        """The best sequence of each row (time, rows); what stands after a row's end means nothing."""
        best = np.zeros(scores.shape, np.float32)
        best[0] = scores[0] + self.first
        moves = self.moves[:, None, :]
        for t in range(1, len(scores)):
            n = active[t]
            best[t, :n] = (best[t - 1, :n].T[:, :, None] + moves).max(0) + scores[t, :n]  # (from, rows, to)
        path = np.zeros(scores.shape[:2], np.int64)
        into = np.ascontiguousarray(self.moves.T)
        for t in range(len(scores) - 1, -1, -1):
            n, ahead = active[t], active[t + 1] if t + 1 < len(scores) else 0
            if ahead:
                path[t, :ahead] = (best[t, :ahead] + into[path[t + 1, :ahead]]).argmax(1)
            path[t, ahead:n] = (best[t, ahead:n] + self.last).argmax(1)
        return path

    def _inner(
        self, scores: Floats, active: list[int], sizes: Integers, path: Integers
    ) -> tuple[Floats, Floats, Floats]:
        """Logs, along the best path: of the forward sums, of the steps taken so far, and of the backward sums."""
        time, rows, _ = scores.shape
        spread = np.exp(self.moves)
        share = np.exp(scores - scores.max(2, keepdims=True))
        scale = np.ones((time, rows, 1), np.float32)
        forth = np.zeros(scores.shape, np.float32)
        for t in range(time):
            n = active[t]
            alpha = share[t, :n] * (forth[t - 1, :n] @ spread if t else np.exp(self.first))
            scale[t, :n, 0] = alpha.sum(1)
            forth[t, :n] = alpha / scale[t, :n]
        share /= scale
        end = np.exp(self.last)
        final = end / (forth[sizes - 1, np.arange(rows)] @ end)[:, None]
        back = np.zeros(scores.shape, np.float32)
        across = np.ascontiguousarray(spread.T)
        for t in range(time - 1, -1, -1):
            n, ahead = active[t], active[t + 1] if t + 1 < time else 0
            back[t, ahead:n] = final[ahead:n]
            if ahead:
                back[t, :ahead] = (back[t + 1, :ahead] * share[t + 1, :ahead]) @ across
        at = np.ix_(range(time), range(rows))
        tiny = np.float32(1e-30)
        steps = np.zeros((time, rows), np.float32)
        taken = np.log(np.maximum(share[*at, path][1:], tiny)) + self.moves[path[:-1], path[1:]]
        steps[1:] = np.cumsum(np.where(np.arange(1, time)[:, None] < sizes, taken, 0), 0)
        return np.log(np.maximum(forth[*at, path], tiny)), steps, np.log(np.maximum(back[*at, path], tiny))
