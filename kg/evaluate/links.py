"""Linking over articles: is the same thing one entity, and are namesakes two?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from kg.evaluate.lines import Where
from kg.evaluate.matching import Printed
from kg.evaluate.scores import Share
from kg.model import EntityType

Occurrence = tuple[Where, str]  # an annotated article and the key of an entity that it names


def links(
    occurrences: Mapping[Occurrence, tuple[EntityType, set[str]]],
    printed: Mapping[str, set[Printed]],
    types: Mapping[str, EntityType],
) -> Share:
    """Pairwise figures over the occurrences (type, folded surfaces) of entities in two articles.

    Counted are pairs of one key, pairs of one type that share a surface, and pairs that the graph took for one.
    """
    chosen = _chosen(occurrences, printed, types)
    right = said = asked = 0
    for one, other in combinations(sorted(occurrences), 2):
        if one[0] == other[0]:
            continue
        same = one[1] == other[1]
        linked = chosen[one] is not None and chosen[one] == chosen[other]
        right, said, asked = right + (same and linked), said + linked, asked + same
    return Share(right, said, asked)


def _chosen(
    occurrences: Mapping[Occurrence, tuple[EntityType, set[str]]],
    printed: Mapping[str, set[Printed]],
    types: Mapping[str, EntityType],
) -> dict[Occurrence, str | None]:
    """The entity of the graph that has most of an occurrence's surfaces in its article; None if none has any."""
    holders: dict[tuple[Where | None, EntityType, str], list[str]] = defaultdict(list)
    for iri, spots in printed.items():
        for article, text in spots:
            holders[article, types[iri], text].append(iri)
    chosen: dict[Occurrence, str | None] = {}
    for (article, key), (entity_type, texts) in occurrences.items():
        votes = Counter(iri for text in texts for iri in holders.get((article, entity_type, text), ()))
        chosen[article, key] = min(votes, key=lambda iri: (-votes[iri], iri), default=None)
    return chosen
