"""What is known beforehand, so that no sentence can claim the contrary."""

from __future__ import annotations

from functools import cache

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import Bools, Layout
from kg.gazetteer import gazetteer
from kg.model import EntityType, Kind, Predicate, Referent
from kg.tables import rows

_PART_OF = PREDICATES.index(Predicate.PART_OF)
_OF_OTHERS = [PREDICATES.index(p) for p in (Predicate.IMPLEMENTED_BY, Predicate.PART_OF_PROGRAMME)]


def possible(layout: Layout, pairs: Pairs, allowed: Bools) -> Bools:
    """The relations that may be claimed, (pairs, predicates), of those that their types allow.

    An official division is part only of one that contains it. A platform of a province or the nation (天府通办) is run
    by nobody of whom a local article speaks, and is part of no local programme.
    """
    kept = allowed.copy()
    platforms = np.array([_is_public_platform(referent) for referent in layout.referents])
    for column in _OF_OTHERS:
        kept[platforms[pairs.subject], column] = False
    kept[_elsewhere(layout)[pairs.cell], _PART_OF] = False
    return kept


def _elsewhere(layout: Layout) -> Bools:
    """Which divisions are not contained in which of the same article: (C,)."""
    result = np.zeros(len(layout.rank), dtype=bool)
    for part in layout.parts:
        divisions = [
            (number, referent.code)
            for number, referent in enumerate(layout.referents[part.referents], part.referents.start)
            if referent.code and referent.type is EntityType.PLACE
        ]
        for inner, code in divisions:
            row = layout.row[inner]
            around = {division.code for division in gazetteer().chain(code)[:-1]}
            for outer, other in divisions:
                result[row + outer] = other not in around
    return result


def _is_public_platform(referent: Referent) -> bool:
    return referent.kind is Kind.PLATFORM and referent.name in _platforms()


@cache
def _platforms() -> frozenset[str]:
    return frozenset(name for name, kind, *_ in rows("extract/programmes_known.tsv", 4) if kind == "platform")
