"""Which predicates can hold between which types, as tables for arrays of pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.extract.relations.layout import TYPES, Ints
from kg.model import Predicate

PREDICATES = tuple(Predicate)
ACCEPTS = np.array(
    [[[predicate.accepts(one, two) for predicate in PREDICATES] for two in TYPES] for one in TYPES], dtype=bool
)  # (type of subject, type of object, predicate)
# A partnership has no direction: it is judged for (agency, place) and, within a type, for the first-named first.
ACCEPTS[0, 1, PREDICATES.index(Predicate.COOPERATES_WITH)] = False
GROUPS = np.cumsum(ACCEPTS.any(axis=2).ravel()).reshape(len(TYPES), len(TYPES)) - 1
GROUP_COUNT = int(ACCEPTS.any(axis=2).sum())


def side_by_side(columns: Sequence[npt.NDArray[np.generic]]) -> npt.NDArray[np.float32]:
    """The columns as one table of float32."""
    table = np.empty((len(columns[0]), len(columns)), dtype=np.float32)
    for number, column in enumerate(columns):
        table[:, number] = column
    return table


def one_hot(values: Ints, size: int) -> list[npt.NDArray[np.bool_]]:
    """A column for each value from 0."""
    return [values == value for value in range(size)]
