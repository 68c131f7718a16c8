"""The graph as formats without lists take it: nodes and edges whose attributes are strings and numbers.

Articles and entities are nodes; claims, mentionedIn and author are edges. Mentions are counted, not listed; several
names, candidates or line numbers become one string, with semicolons between.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
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

_NODE_NAMES, _EDGE_NAMES = tuple(NODE_ATTRIBUTES), tuple(EDGE_ATTRIBUTES)
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
    linked = dict(graph.adjacency())
    for node in sorted(graph):
        data: dict[str, Any] = graph.nodes[node]
        if data["type"] == ARTICLE:
            start = data["body"].partition("\n")[0]
            cut = start if len(start) <= _LABEL_LENGTH else f"{start[:_LABEL_LENGTH]}…"
            label = data["headline"] or cut or data["page"]
            counts: dict[str, int] = {}
        else:
            label = data["name"]
            found = [
                (article, len(edge["mentions"]))
                for article, keyed in linked[node].items()
                for edge in keyed.values()
                if edge["relation"] == MENTIONED_IN
            ]
            articles = originals(graph, (article for article, _ in found))
            counts = {"articles": len(articles), "mentions": sum(number for _, number in found)}
        yield FlatNode(node, label, _chosen(data | counts, _NODE_NAMES))


def flat_edges(graph: nx.MultiDiGraph[str]) -> Iterator[FlatEdge]:
    """Yield the edges by source, relation, target and article, or what else a claim comes from."""
    for source, others in sorted(graph.adjacency(), key=itemgetter(0)):
        edges = []
        for target, keyed in others.items():
            for data in keyed.values():
                relation = data["relation"]
                article = data.get("article") or data.get("source") or (target if relation == MENTIONED_IN else "")
                edges.append((relation, target, article, data))
        edges.sort(key=itemgetter(0, 1, 2))
        for relation, target, article, data in edges:
            name = edge_id(source, relation, target, article)
            if "source" in data:  # to these formats an edge's source is where it begins
                data = data | {"reference": data["source"]}  # noqa: PLW2901
            yield FlatEdge(name, source, target, relation, _chosen(data, _EDGE_NAMES))


def _chosen(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Value]:
    chosen: dict[str, Value] = {}
    for name in _held(tuple(data), names):
        value = data[name]
        if type(value) is tuple:
            value = len(value) if name == "mentions" else "; ".join(map(_word, value))
        if value or (value is not None and value is not False and value != ""):  # 0 says something
            chosen[name] = value
    return chosen


@lru_cache(maxsize=128)
def _held(held: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of those that are held; nodes and edges are of a few sorts, each of which always holds the same."""
    return tuple(name for name in names if name in held)


def _word(value: str | int | Candidate) -> str:
    return f"{value.code} {value.score}" if isinstance(value, Candidate) else str(value)
