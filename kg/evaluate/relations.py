"""Relations of the graph, their ends put into the annotations' keys, against the annotated ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg.evaluate.built import Built, claims_by_page
from kg.evaluate.scores import Share
from kg.evaluate.wanted import Triple, Wanted
from kg.model import Predicate


@dataclass(frozen=True, slots=True)
class Compared:
    """Relations said and wanted, those that count neither for nor against left out."""

    said: set[Triple]
    wanted: set[Triple]

    @property
    def share(self) -> Share:
        """How many are right, of how many."""
        return Share(len(self.said & self.wanted), len(self.said), len(self.wanted))


def relations(ask: Wanted, built: Built, match: Mapping[str, str], files: Collection[str]) -> Compared:
    """Bring the relations of the graph and of the annotations together; match tells which IRI each key has."""
    keys = {iri: key for key, iri in match.items()}
    # An entity that matches none goes by its label, marked so that it is no key.
    named = {iri: keys.get(iri, f"?{built.labels.get(iri, iri)}") for claim in built.claims
             for iri in (claim.subject, claim.object)}  # fmt: skip
    every: set[Triple] = {
        _directed(ask, (page, named[subject], predicate, named[obj]))
        for page, triples in claims_by_page(built).items()
        if page in files
        for subject, predicate, obj in triples
    }
    aside = ask.optional_keys - ask.required_keys
    asked = {triple for triple in ask.relations if not _touches(triple, aside)}
    said = {
        triple
        for triple in every
        if not _touches(triple, aside) and (triple in ask.relations or triple not in ask.optional_relations)
    }
    return Compared(said | _either(asked - said, every & ask.optional_relations), asked)


def by_predicate(compared: Compared) -> dict[Predicate, Share]:
    """The share of each relation that was said or wanted."""
    return {
        predicate: Compared(said, asked).share
        for predicate in Predicate
        if (said := {triple for triple in compared.said if triple[2] is predicate})
        | (asked := {triple for triple in compared.wanted if triple[2] is predicate})
    }


def _directed(ask: Wanted, triple: Triple) -> Triple:
    """A partnership in the direction in which the annotations have it."""
    page, subject, predicate, obj = triple
    turned = (page, obj, predicate, subject)
    if predicate is Predicate.COOPERATES_WITH and triple not in ask.relations:
        return turned if turned in ask.relations or turned in ask.optional_relations else triple
    return triple


def _either(missed: set[Triple], optional_said: set[Triple]) -> set[Triple]:
    """Posts that were missed in the required reading but said in the optional one: of a village, or its committee."""
    holders = {triple[:3] for triple in optional_said}
    return {triple for triple in missed if triple[2] is Predicate.AFFILIATED_WITH and triple[:3] in holders}


def _touches(triple: Triple, keys: set[str]) -> bool:
    return triple[1] in keys or triple[3] in keys
