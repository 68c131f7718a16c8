"""What is known beforehand, so that no sentence can claim the contrary."""

from __future__ import annotations

from functools import cache

import numpy as np

from kg.extract.relations.features import Pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.layout import Bools, Layout
from kg.extract.relations.names import significant
from kg.gazetteer import gazetteer
from kg.model import EntityType, Kind, Predicate, Referent
from kg.tables import rows

_PART_OF, _LOCATED_IN = (PREDICATES.index(p) for p in (Predicate.PART_OF, Predicate.LOCATED_IN))
_GOVERNING = frozenset({Kind.GOVERNMENT, Kind.PARTY, Kind.LEGISLATURE})
_OF_OTHERS = [PREDICATES.index(p) for p in (Predicate.IMPLEMENTED_BY, Predicate.PART_OF_PROGRAMME)]


def possible(layout: Layout, pairs: Pairs, allowed: Bools) -> Bools:
    """The relations that may be claimed, (pairs, predicates), of those that their types allow.

    An official division is part only of one that contains it. A platform of a province or the nation (天府通办) is run
    by nobody of whom a local article speaks, and is part of no local programme. What governs a division sits in no
    place below it, but for a branch that is named after the place (德清县公安局|钟管|派出所).
    """
    kept = allowed.copy()
    platforms = np.array([_is_public_platform(referent) for referent in layout.referents])
    for column in _OF_OTHERS:
        kept[platforms[pairs.subject], column] = False
    kept[_elsewhere(layout)[pairs.cell], _PART_OF] = False
    kept[_beneath(layout)[pairs.cell], _LOCATED_IN] = False
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


def _beneath(layout: Layout) -> Bools:
    """Which places lie below the division that an agency of the same article governs: (C,)."""
    result = np.zeros(len(layout.rank), dtype=bool)
    named_after = (layout.names.inside > 0) | (layout.names.stem > 0)
    for part in layout.parts:
        referents = list(enumerate(layout.referents[part.referents], part.referents.start))
        places = [(number, significant(place.code)) for number, place in referents if place.type is EntityType.PLACE]
        for number, agency in referents:
            home = significant(agency.home) if agency.own and agency.kind in _GOVERNING else ""
            for place, code in places if home else ():
                cell = layout.row[number] + place
                result[cell] = code != home and code.startswith(home) and not named_after[cell]
    return result


def _is_public_platform(referent: Referent) -> bool:
    return referent.kind is Kind.PLATFORM and referent.name in _platforms()


@cache
def _platforms() -> frozenset[str]:
    return frozenset(name for name, kind, *_ in rows("extract/programmes_known.tsv", 4) if kind == "platform")
