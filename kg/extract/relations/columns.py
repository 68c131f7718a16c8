"""Columns of features put side by side, as the tables that the networks read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.extract.relations.layout import Floats, Ints

Column = npt.NDArray[np.generic]
ROWS = 1 << 10  # of a table at a time: they stay in a core's cache while it is filled column by column


def side_by_side(columns: Sequence[Column]) -> Floats:
    """Columns of one length as a table: (length, columns)."""
    table = np.empty((len(columns[0]), len(columns)), dtype=np.float32)
    for number, column in enumerate(columns):
        table[:, number] = column
    return table


def of_pairs(columns: Sequence[Column], subject: Ints, obj: Ints, count: int) -> Floats:
    """What columns hold for pairs of count referents: (pairs, columns).

    A column is (pairs,), or (count, 1) for what is the subject's alone, or (1, count) for what is the object's.
    """
    ours, theirs = (np.zeros((count, len(columns)), dtype=np.float32) for _ in range(2))
    of_both = []
    for number, column in enumerate(columns):
        if column.ndim == 1:
            of_both.append((number, column))
        elif column.shape[1] == 1:
            ours[:, number] = column[:, 0]
        else:
            theirs[:, number] = column[0]
    table = np.empty((len(subject), len(columns)), dtype=np.float32)
    for rows in (slice(begin, begin + ROWS) for begin in range(0, len(subject), ROWS)):
        part = table[rows]
        part[:] = ours.take(subject[rows], axis=0)
        part += theirs.take(obj[rows], axis=0)
        for number, column in of_both:
            part[:, number] = column[rows]
    return table
