"""Columns of features put side by side, as the tables that the networks read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extract.relations.layout import Floats, Ints

Column = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Parted:
    """Features of P pairs of R referents, those that are of one end alone held once for each referent."""

    both: Floats  # (P, features of both)
    places: Ints  # (features of both,) where they stand among all features
    subject: Floats  # (R, features) 0 where a feature is not of the subject alone
    object: Floats  # (R, features)

    def table(self, subject: Ints, obj: Ints) -> Floats:
        """All features of each pair: (P, features)."""
        result = self.subject[subject] + self.object[obj]
        result[:, self.places] = self.both
        return result


def side_by_side(columns: Sequence[Column]) -> Floats:
    """Columns of one length as a table: (length, columns), held column by column."""
    table = np.empty((len(columns), len(columns[0])), dtype=np.float32)
    for row, column in zip(table, columns, strict=True):
        row[:] = column
    return table.T


def part(columns: Sequence[Column], referents: int) -> Parted:
    """Part columns of pairs of referents.

    A column is (pairs,), or (referents, 1) for what is the subject's alone, or (1, referents) for what is the object's.
    """
    ours, theirs = (np.zeros((referents, len(columns)), dtype=np.float32) for _ in range(2))
    for number, column in enumerate(columns):
        if column.ndim > 1:
            (ours if column.shape[1] == 1 else theirs)[:, number] = column.ravel()
    places = [number for number, column in enumerate(columns) if column.ndim == 1]
    both = side_by_side([columns[number] for number in places])
    return Parted(both, np.array(places, dtype=np.int64), ours, theirs)
