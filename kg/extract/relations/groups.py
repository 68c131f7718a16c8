"""Which predicates can hold between which types, as tables for arrays of pairs."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.layout import TYPES, Bools
from kg.model import Predicate

PREDICATES = tuple(Predicate)
ACCEPTS = np.array(
    [[[predicate.accepts(one, two) for predicate in PREDICATES] for two in TYPES] for one in TYPES], dtype=bool
)  # (type of subject, type of object, predicate)
# A partnership has no direction: it is judged for (agency, place) and, within a type, for the first-named first.
ACCEPTS[0, 1, PREDICATES.index(Predicate.COOPERATES_WITH)] = False
RELATED: Bools = np.any(ACCEPTS, axis=2)  # (type of subject, type of object) with a predicate between them
GROUPS = np.cumsum(RELATED.ravel()).reshape(RELATED.shape) - 1
GROUP_COUNT = int(RELATED.sum())
