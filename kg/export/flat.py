"""The graph as formats without lists take it: nodes and edges whose attributes are strings and numbers.

Articles and entities are nodes; claims, mentionedIn and author are edges. Mentions are counted, not listed; several
names, candidates or line numbers become one string, with semicolons between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph import ARTICLE, MENTIONED_IN, edge_id, originals
from kg.model import Candidate

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float | bool

# Every attribute that a node or an edge can have, with its type; one that says nothing ("", False) is left out.
NODE_ATTRIBUTES: dict[str, type] = {
    "type": str, "kind": str, "names": str, "code": str, "candidates": str, "anonymised": bool,
    "articles": int, "mentions": int, "page": str, "lines": str, "headline": str, "byline": str, "body": str,
    "date": str, "paper": str, "number": str, "reprint_of": str,
    "same_as": str,
}  # fmt: skip
EDGE_ATTRIBUTES: dict[str, type] = {
    "relation": str, "article": str, "evidence": str, "confidence": float, "post": str, "note": str, "mentions": int,
    "date": str, "date_text": str, "origin": str, "by": str, "reference": str,
}  # fmt: skip

_LABEL_LENGTH = 20  # of an article without a headline, cut from its body


class FlatNode(NamedTuple):
    """An article or entity."""

    id: str
    label: str
    attributes: dict[str, Value]


class FlatEdge(NamedTuple):
    """A claim, a mention of an entity in an article, or an authorship; the id derives from its content."""

    id: str
    source: str
    target: str
    relation: str
    attributes: dict[str, Value]


def flat_nodes(graph: nx.MultiDiGraph[str]) -> Iterator[FlatNode]:
    """Yield the nodes by name; an entity's counts are of its mentions, and of articles with them but for reprints."""
    for node in sorted(graph):
        data: dict[str, Any] = graph.nodes[node]
        if data["type"] == ARTICLE:
            start = data["body"].partition("\n")[0]
            cut = start if len(start) <= _LABEL_LENGTH else f"{start[:_LABEL_LENGTH]}…"
            label = data["headline"] or cut or data["page"]
            counts: dict[str, int] = {}
        else:
            label = data["name"]
            edges = [found for found in graph.out_edges(node, data=True) if found[2]["relation"] == MENTIONED_IN]
            articles = originals(graph, (article for _, article, _ in edges))
            counts = {"articles": len(articles), "mentions": sum(len(edge["mentions"]) for _, _, edge in edges)}
        yield FlatNode(node, label, _chosen(data | counts, NODE_ATTRIBUTES))


def flat_edges(graph: nx.MultiDiGraph[str]) -> Iterator[FlatEdge]:
    """Yield the edges by source, relation, target and article, or what else a claim comes from."""
    edges = []
    for source, target, data in graph.edges(data=True):
        article = data.get("article") or data.get("source") or (target if data["relation"] == MENTIONED_IN else "")
        edges.append((source, data["relation"], target, article, data))
    edges.sort(key=lambda edge: edge[:4])
    for source, relation, target, article, data in edges:
        name = edge_id(source, relation, target, article)
        if "source" in data:  # to these formats an edge's source is where it begins
            data = data | {"reference": data["source"]}  # noqa: PLW2901
        yield FlatEdge(name, source, target, relation, _chosen(data, EDGE_ATTRIBUTES))


def _chosen(data: dict[str, Any], attributes: dict[str, type]) -> dict[str, Value]:
    chosen: dict[str, Value] = {}
    for name in attributes:
        value = data.get(name)
        if type(value) is tuple:
            value = len(value) if name == "mentions" else "; ".join(map(_word, value))
        if value or (value is not None and value is not False and value != ""):  # 0 says something
            chosen[name] = value
    return chosen


def _word(value: str | int | Candidate) -> str:
    return f"{value.code} {value.score}" if isinstance(value, Candidate) else str(value)
