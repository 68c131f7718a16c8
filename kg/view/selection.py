"""Which nodes the page holds, and which of them make its first picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.graph import ARTICLE, CLAIMS, MENTIONED_IN, edges
from kg.model import Kind

if TYPE_CHECKING:
    import networkx as nx

OVERVIEW_SIZE = 300  # more than this on one screen is a hairball
ARTICLE_SHARE = 0.3  # of the overview, at most, are articles: they tie the entities together
FILE_SIZE = 20_000  # above this many nodes a browser takes seconds to read the file

Edge = tuple[str, str, dict[str, Any]]  # from, to, data


@dataclass(frozen=True, slots=True)
class Selection:
    """The nodes of a page, most important first, and how many articles name each."""

    kept: tuple[str, ...]  # all that the file holds
    overview: tuple[str, ...]  # what it shows to begin with
    articles: dict[str, int]  # of an entity: articles that name it; of an article: entities that it names
    left_out: int  # nodes of the graph that the file does not hold
    edges: list[Edge]  # those between the nodes that the file holds, in order


def select(graph: nx.MultiDiGraph[str], overview_size: int = OVERVIEW_SIZE, file_size: int = FILE_SIZE) -> Selection:
    """Choose by the number of articles that name an entity, then by the number of facts about it.

    Articles get up to ARTICLE_SHARE of the overview, those first that name most of its entities. Reporters, and
    entities that nothing shown is linked to, stay out of it.
    """
    degree, facts = mention_counts(graph), _fact_counts(graph)
    ranked = sorted(graph.nodes, key=lambda node: (-degree[node], -facts[node], node))
    kept = ranked[:file_size]
    articles = [node for node in kept if graph.nodes[node]["type"] == ARTICLE]
    entities = [node for node in kept if graph.nodes[node]["type"] != ARTICLE and not is_reporter(graph, node)]
    room = min(len(articles), int(overview_size * ARTICLE_SHARE))
    leading = set(entities[: overview_size - room])
    articles.sort(key=lambda article: (-sum(entity in leading for entity in graph.predecessors(article)), article))
    chosen = leading.union(articles[:room])
    overview = tuple(node for node in kept if node in chosen and _is_linked(graph, node, chosen))
    counts = {node: degree[node] for node in kept}
    return Selection(tuple(kept), overview, counts, len(ranked) - len(kept), _edges_within(graph, kept))


def mention_counts(graph: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Count, for an article the entities that it names; for an entity its articles, a reprint with its original."""
    counts = dict.fromkeys(graph.nodes, 0)
    originals: dict[str, set[str]] = {}
    counted = {node: data.get("reprint_of") or node for node, data in graph.nodes(data=True)}
    for entity, article, edge in edges(graph):
        if edge["relation"] == MENTIONED_IN:
            originals.setdefault(entity, set()).add(counted[article])
            counts[article] += 1
    return counts | {entity: len(articles) for entity, articles in originals.items()}


def _edges_within(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> list[Edge]:
    """The edges between these nodes, in order."""
    inside = set(nodes)
    linked = {one: others for one, others in graph.adjacency() if one in inside}
    # What is sorted are names that differ: the data behind them is never compared.
    return [
        (one, other, data)
        for one, others in sorted(linked.items())
        for other, keyed in sorted(others.items())
        if other in inside
        for _, data in sorted(keyed.items())
    ]


def is_reporter(graph: nx.MultiDiGraph[str], node: str) -> bool:
    """Whether it is a person known for bylines only; the page hides those to begin with."""
    return bool(graph.nodes[node].get("kind") == Kind.AUTHOR.value)


def _fact_counts(graph: nx.MultiDiGraph[str]) -> Counter[str]:
    """Count the claims at either end of which a node stands."""
    counts: Counter[str] = Counter()
    for subject, obj, edge in edges(graph):
        if edge["relation"] in CLAIMS:
            counts[subject] += 1
            counts[obj] += 1
    return counts


def _is_linked(graph: nx.MultiDiGraph[str], node: str, chosen: Collection[str]) -> bool:
    if graph.nodes[node]["type"] == ARTICLE:
        return True
    return any(other in chosen for other in graph.successors(node)) or any(
        other in chosen for other in graph.predecessors(node)
    )
