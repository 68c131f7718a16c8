"""From probabilities to relations: the likeliest first, as far as they can hold together.

Which relations exclude which is knowledge of the annotation guide: a place has one direct parent, an agency one seat
and one direct superior, a programme's doer is not also merely the place where it is carried out.
"""

from __future__ import annotations

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import Bools, Floats
from kg.model import Predicate

SINGLE = frozenset({Predicate.PART_OF, Predicate.LOCATED_IN, Predicate.SUB_AGENCY_OF, Predicate.PART_OF_PROGRAMME})
NO_CIRCLES = SINGLE - {Predicate.LOCATED_IN}
EXCLUSIVE = (
    frozenset({Predicate.IMPLEMENTED_BY, Predicate.APPLIES_TO}),
    frozenset({Predicate.AFFILIATED_WITH, Predicate.ASSOCIATED_PLACE}),
    frozenset({Predicate.IMPLEMENTED_BY, Predicate.PARTICIPATES_IN}),
    frozenset({Predicate.SUB_AGENCY_OF, Predicate.COOPERATES_WITH}),
    frozenset({Predicate.PART_OF, Predicate.COOPERATES_WITH}),
)
_RIVALS = {
    predicate: frozenset().union(*(group for group in EXCLUSIVE if predicate in group)) - {predicate}
    for predicate in PREDICATES
}
# How often readers note that a place lies in the division right above it, where both are named: 633 times of 705 on
# pages and in articles in their register (training/relations).
OFFICIAL = 0.9
_PART_OF = PREDICATES.index(Predicate.PART_OF)
_COOPERATES = PREDICATES.index(Predicate.COOPERATES_WITH)


def join_partners(pairs: Pairs, logits: Floats) -> tuple[Floats, Bools]:
    """Judge a partnership once for both orders: logits with the mean of both, and which (pair, predicate) are open."""
    allowed = pairs.allowed.copy()
    number = {pair: row for row, pair in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True))}
    rows = np.array(
        [
            (row, number[obj, subject])
            for (subject, obj), row in number.items()
            if subject < obj and (obj, subject) in number
        ],
        dtype=np.int64,
    ).reshape(-1, 2)  # fmt: skip
    joined = logits.copy()
    joined[rows[:, 0], _COOPERATES] = logits[rows, _COOPERATES].mean(axis=1)
    allowed[rows[:, 1], _COOPERATES] = False
    return joined, allowed


def know_parents(pairs: Pairs, probabilities: Floats, parent: Bools) -> Floats:
    """Official divisions lie in the one right above them, said or not: parent (R, R) by their codes."""
    known = probabilities.copy()
    rows = parent[pairs.subject, pairs.object]
    known[rows, _PART_OF] = np.maximum(known[rows, _PART_OF], OFFICIAL)
    return known


def choose(pairs: Pairs, probabilities: Floats, allowed: Bools, threshold: Floats) -> list[tuple[int, int]]:
    """The relations to claim, as (pair, number of the predicate), the likeliest first."""
    rows, columns = np.nonzero(allowed & (probabilities >= threshold[None, :]))
    order = np.lexsort((columns, rows, -probabilities[rows, columns]))
    taken: dict[tuple[int, int], set[Predicate]] = {}
    parent: dict[tuple[Predicate, int], int] = {}
    chosen = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        predicate = PREDICATES[column]
        subject, obj = int(pairs.subject[row]), int(pairs.object[row])
        ends = min(subject, obj), max(subject, obj)
        if taken.get(ends, frozenset()) & _RIVALS[predicate]:
            continue
        if predicate in SINGLE:
            if (predicate, subject) in parent:
                continue
            if predicate in NO_CIRCLES and _leads(parent, predicate, obj, subject):
                continue
            parent[predicate, subject] = obj
        taken.setdefault(ends, set()).add(predicate)
        chosen.append((row, column))
    return chosen


def _leads(parent: dict[tuple[Predicate, int], int], predicate: Predicate, begin: int, end: int) -> bool:
    """Whether the chain of parents that opens at begin comes to end."""
    here: int | None = begin
    while here is not None:
        if here == end:
            return True
        here = parent.get((predicate, here))
    return False
