"""The graph as five tables, for spreadsheets, data frames and databases: entities, names, mentions, claims, articles.

Every row is a tuple in the order of its table's columns. What is unknown is "". Columns named subject, object, entity,
article and reprint_of hold ids of the tables entities and articles; where a cell holds several things (authors,
candidates, same_as), a space stands between them, which no id has. origin is "person" for a claim that a person states,
by tells who, and reference from what if from no article of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.export.flat import Value, flat_edges, flat_nodes
from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN
from kg.rdf.terms import clean

if TYPE_CHECKING:
    import networkx as nx

Row = tuple[Value, ...]
_SAID = ("evidence", "post", "date", "date_text", "note", "origin", "by", "reference")  # of a claim
_PRINTED = ("date", "paper", "number", "page", "lines", "headline", "byline", "body", "reprint_of")  # of an article


class Table(NamedTuple):
    """A table: its columns with their types, and what yields its rows of a graph."""

    columns: Mapping[str, type]
    rows: Callable[[nx.MultiDiGraph[str]], Iterator[Row]]


def _entities(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for node in flat_nodes(graph):
        if node.attributes["type"] != ARTICLE:
            data: Mapping[str, Any] = graph.nodes[node.id]
            told = node.attributes
            candidates = " ".join(f"{candidate.code}:{candidate.score}" for candidate in data["candidates"])
            yield (
                node.id, told["type"], told["kind"], clean(node.label), data["code"], data["anonymised"],
                told["articles"], told["mentions"], candidates, " ".join(data.get("same_as", ())),
            )  # fmt: skip


def _names(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for node in sorted(graph):
        data: Mapping[str, Any] = graph.nodes[node]
        if data["type"] != ARTICLE:
            yield node, clean(data["name"]), True
            yield from ((node, clean(name), False) for name in data["names"])


def _mentions(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    edges = graph.edges(data=True)
    found = [(article, entity, edge) for entity, article, edge in edges if edge["relation"] == MENTIONED_IN]
    for article, entity, edge in sorted(found, key=lambda row: row[:2]):
        for mention in edge["mentions"]:
            yield entity, article, mention.field.value, mention.begin, mention.end, clean(mention.surface)


def _claims(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for edge in flat_edges(graph):
        if edge.relation in CLAIMS:
            said = edge.attributes
            ends = (clean(graph.nodes[end]["name"]) for end in (edge.source, edge.target))
            texts = (clean(str(said.get(name, ""))) for name in _SAID)
            yield (
                edge.id, edge.source, next(ends), edge.relation, edge.target, next(ends), said["confidence"],
                said.get("article", ""), *texts,
            )  # fmt: skip


def _articles(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for node in flat_nodes(graph):
        if node.attributes["type"] == ARTICLE:
            authors = (person for _, person, edge in graph.out_edges(node.id, data=True) if edge["relation"] == AUTHOR)
            told = (clean(str(node.attributes.get(name, ""))) for name in _PRINTED)
            yield node.id, *told, " ".join(sorted(authors))


TABLES: Mapping[str, Table] = {
    "entities": Table(
        {"id": str, "type": str, "kind": str, "name": str, "code": str, "anonymised": bool, "articles": int,
         "mentions": int, "candidates": str, "same_as": str}, _entities,
    ),
    "names": Table({"entity": str, "name": str, "main": bool}, _names),
    "mentions": Table(
        {"entity": str, "article": str, "field": str, "begin": int, "end": int, "surface": str}, _mentions
    ),
    "claims": Table(
        {"id": str, "subject": str, "subject_name": str, "relation": str, "object": str, "object_name": str,
         "confidence": float, "article": str, **dict.fromkeys(_SAID, str)}, _claims,
    ),
    "articles": Table({"id": str, **dict.fromkeys(_PRINTED, str), "authors": str}, _articles),
}  # fmt: skip
