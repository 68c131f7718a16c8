"""Readings and entities → one networkx.MultiDiGraph, the hub that rdf, view and export read.

Nodes (their names are the local parts of the data's IRIs, safe to put behind a base)
    article/…    type="Article", page, headline, byline, body: str; lines: tuple[int, ...]; date: str ("2024-08-31"),
                 paper: str (the newspaper's name), number: str (of the page in it); reprint_of: str (the article that
                 it repeats; counts take both for one); all four "" if unknown or none
    place/… agency/… programme/… person/…
                 type, kind, name: str; names: tuple[str, ...]; code: str ("" if none);
                 candidates: tuple[Candidate, ...]; anonymised: bool; of one that people corrected also
                 same_as: tuple[str, ...] (IRIs of others), replaces: tuple[str, ...] (nodes that became this one),
                 edits: tuple[Edit, ...] (what they said)
Edges (each has relation: str, which opens its key)
    claim        subject → object, relation one of the ten predicates; article: str (its node), evidence: str,
                 confidence: float, post: str, note: str (why an end is linked otherwise than printed; "" if it is not),
                 date: str (when it was so, "2024", "2024-06", "2024-01/2024-06"), date_text: str (今年6月); or "";
                 of one that a person states also origin="person", by: str (who), source: str (an IRI or words; then
                 article is "", for it comes from no article of the graph)
    mentionedIn  entity → article; mentions: tuple[Mention, ...], in order of appearance
    author       article → person
Nodes and edges are added in sorted order, so that equal input gives equal bytes everywhere after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Entity, EntityType, Field, Mention, Predicate, Reading

if TYPE_CHECKING:
    import networkx as nx

MENTIONED_IN = "mentionedIn"
AUTHOR = "author"
ARTICLE = "Article"
PERSON = "person"  # the origin of a claim that no machine has read
CLAIMS = frozenset(predicate.value for predicate in Predicate)


class Edit(NamedTuple):
    """What a person said of an entity in a table of corrections, so that it can be told from what was read."""

    action: str
    value: str  # the new name or kind, another name, an IRI, the node that became this one
    by: str  # who; "" if that is not told


_NONE: Mapping[str, str] = MappingProxyType({})
_FIELD_ORDER = {Field.HEADLINE: 0, Field.BODY: 1, Field.BYLINE: 2}


def to_graph(
    readings: Iterable[Reading], entities: Iterable[Entity], reprints: Mapping[str, str] = _NONE
) -> nx.MultiDiGraph[str]:
    """Build the graph of all articles; reprints are articles with the one that each repeats.

    Where several claims of one article come to the same subject, predicate and object, the most confident stays.
    """
    import networkx as nx

    readings = sorted(readings, key=lambda reading: reading.article.id, reverse=True)
    entities = sorted(entities, key=lambda entity: entity.id)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for reading in reversed(readings):
        article = reading.article
        graph.add_node(
            article.id, type=ARTICLE, page=article.page, headline=article.headline, byline=article.byline,
            body=article.body, lines=article.lines, date=article.date, paper=article.paper, number=article.number,
            reprint_of=reprints.get(article.id, ""),
        )  # fmt: skip
    entity_of = {referent: entity.id for entity in entities for referent in entity.referents}
    for entity in entities:
        graph.add_node(
            entity.id, type=entity.type.value, kind=entity.kind.value, name=entity.name, names=entity.names,
            code=entity.code, candidates=entity.candidates, anonymised=entity.anonymised,
        )  # fmt: skip
    while readings:
        reading = readings.pop()  # in order; what it says is in the graph then, and would take its room twice
        _add_mentions(graph, reading, entity_of)
        _add_claims(graph, reading, entity_of)
    return graph


def edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(from, to, data) of every edge, in the order of graph.edges(data=True), which takes longer."""
    for one, others in graph.adjacency():
        for other, keyed in others.items():
            for data in keyed.values():
                yield one, other, data


def originals(graph: nx.MultiDiGraph[str], articles: Iterable[str]) -> set[str]:
    """The articles, each reprint as the one that it repeats: what is to be counted where articles are counted."""
    return {graph.nodes[article].get("reprint_of") or article for article in articles}


def edge_id(subject: str, relation: str, obj: str, article: str = "") -> str:
    """A name for an edge, from what it says and where: 20 hexadecimal digits, 80 bits of a SHA-256."""
    content = "\n".join((subject, relation, obj, article))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _add_mentions(graph: nx.MultiDiGraph[str], reading: Reading, entity_of: dict[str, str]) -> None:
    found: dict[str, set[Mention]] = {}
    for referent in reading.referents:
        found.setdefault(entity_of[referent.id], set()).update(referent.mentions)
    key = f"{MENTIONED_IN} {reading.article.id}"
    for entity, mentions in sorted(found.items()):
        ordered = tuple(sorted(mentions, key=lambda m: (_FIELD_ORDER[m.field], m.begin, m.end)))
        graph.add_edge(entity, reading.article.id, key=key, relation=MENTIONED_IN, mentions=ordered)
        # A person may have said that what signs an article is an agency; only people are authors.
        if graph.nodes[entity]["type"] == EntityType.PERSON and any(m.field is Field.BYLINE for m in ordered):
            graph.add_edge(reading.article.id, entity, key=AUTHOR, relation=AUTHOR)


def _add_claims(graph: nx.MultiDiGraph[str], reading: Reading, entity_of: dict[str, str]) -> None:
    notes = {referent.id: referent.note for referent in reading.referents if referent.note}
    best: dict[tuple[str, str, str], tuple[float, str, str, str, str, str]] = {}
    for claim in reading.claims:
        key = (entity_of[claim.subject], claim.predicate.value, entity_of[claim.object])
        # Two forms of one place can meet as both ends once they are merged: that says nothing.
        if key[0] != key[2]:
            note = " ".join(dict.fromkeys(notes[end] for end in (claim.subject, claim.object) if end in notes))
            said = (claim.confidence, claim.evidence, claim.post, note, claim.date, claim.date_text)
            best[key] = max(best.get(key, said), said)
    keys = {relation: f"{relation} {reading.article.id}" for _, relation, _ in best}  # one string for all its edges
    for (subject, relation, obj), (confidence, evidence, post, note, date, date_text) in sorted(best.items()):
        graph.add_edge(
            subject, obj, key=keys[relation], relation=relation, article=reading.article.id,
            evidence=evidence, confidence=confidence, post=post, note=note, date=date, date_text=date_text,
        )  # fmt: skip
