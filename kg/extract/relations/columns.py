"""Columns of features put side by side, as the tables that the networks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.extract.relations.layout import Floats, Ints

Column = npt.NDArray[np.generic]
CELLS = 1 << 14  # of a grid at a time: all but the longest lists of names, of which no whole grid need be held


def side_by_side(columns: Sequence[Column]) -> Floats:
    """Columns of one length as a table: (length, columns)."""
    table = np.empty((len(columns[0]), len(columns)), dtype=np.float32)
    for number, column in enumerate(columns):
        table[:, number] = column
    return table


def from_grid(columns: Sequence[Column], subject: Ints, obj: Ints, count: int) -> Floats:
    """What columns hold for pairs of count referents: (pairs, columns); the pairs are sorted.

    A column is (R, R), (R, 1) for what is the subject's alone, (1, R) for what is the object's, or (1, 1).
    """
    table = np.empty((len(subject), len(columns)), dtype=np.float32)
    step = max(1, CELLS // count)
    for begin in range(0, count, step):
        end = min(begin + step, count)
        grid = np.empty((len(columns), end - begin, count), dtype=np.float32)
        for row, column in zip(grid, columns, strict=True):
            row[:] = column[begin:end] if len(column) > 1 else column
        first, last = np.searchsorted(subject, (begin, end)).tolist()
        cells = (subject[first:last] - begin) * count + obj[first:last]
        table[first:last] = grid.reshape(len(columns), -1).take(cells, axis=1).T
    return table
