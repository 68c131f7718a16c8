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
# The same by number of the predicate, whose name takes longer to hash.
_SINGLE, _NO_CIRCLES = (frozenset(map(PREDICATES.index, group)) for group in (SINGLE, NO_CIRCLES))
_RIVALS = tuple(
    frozenset(
        number
        for number, rival in enumerate(PREDICATES)
        if rival is not predicate and any({predicate, rival} <= group for group in EXCLUSIVE)
    )
    for predicate in PREDICATES
)
# How often readers note that a place lies in the division right above it, where both are named: 633 times of 705 on
# pages and in articles in their register (training/relations).
OFFICIAL = 0.9
_PART_OF = PREDICATES.index(Predicate.PART_OF)
_COOPERATES = PREDICATES.index(Predicate.COOPERATES_WITH)


def join_partners(pairs: Pairs, logits: Floats) -> tuple[Floats, Bools]:
    """Judge a partnership once for both orders: logits with the mean of both, and which (pair, predicate) are open."""
    allowed = pairs.allowed.copy()
    first = np.flatnonzero((pairs.subject < pairs.object) & (pairs.turned < len(pairs.subject)))
    second = pairs.turned[first]
    joined = logits.copy()
    joined[first, _COOPERATES] = (logits[first, _COOPERATES] + logits[second, _COOPERATES]) / 2
    allowed[second, _COOPERATES] = False
    return joined, allowed


def know_parents(pairs: Pairs, probabilities: Floats, parent: Bools) -> Floats:
    """Official divisions lie in the one right above them, said or not: parent (C,) by their codes."""
    known = probabilities.copy()
    rows = parent[pairs.cell]
    known[rows, _PART_OF] = np.maximum(known[rows, _PART_OF], OFFICIAL)
    return known


def choose(pairs: Pairs, probabilities: Floats, allowed: Bools, threshold: Floats) -> list[tuple[int, int]]:
    """The relations to claim, as (pair, number of the predicate), the likeliest first."""
    rows, columns = np.nonzero(allowed & (probabilities >= threshold[None, :]))
    order = np.lexsort((columns, rows, -probabilities[rows, columns]))
    taken: dict[tuple[int, int], set[int]] = {}
    parent: dict[tuple[int, int], int] = {}
    chosen = []
    rows, columns = rows[order], columns[order]
    found = zip(*(values.tolist() for values in (rows, columns, pairs.subject[rows], pairs.object[rows])), strict=True)
    for row, column, subject, obj in found:
        own = taken.setdefault((subject, obj) if subject < obj else (obj, subject), set())
        if not own.isdisjoint(_RIVALS[column]):
            continue
        if column in _SINGLE:
            if (column, subject) in parent or (column in _NO_CIRCLES and _leads(parent, column, obj, subject)):
                continue
            parent[column, subject] = obj
        own.add(column)
        chosen.append((row, column))
    return chosen


def _leads(parent: dict[tuple[int, int], int], predicate: int, begin: int, end: int) -> bool:
    """Whether the chain of parents that opens at begin comes to end."""
    here: int | None = begin
    while here is not None:
        if here == end:
            return True
        here = parent.get((predicate, here))
    return False
