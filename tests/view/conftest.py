"""Graphs made up for the view: as large as wanted, always the same, and with names that try to break the page."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kg.model import EntityType, Field, Mention

if TYPE_CHECKING:
    import networkx as nx

HOSTILE = ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "乡\u2028村\u2029<!--", "𠮷野家村")

KINDS = {"Place": "village", "Agency": "government", "Programme": "campaign", "Person": "official"}
RELATION = {"Place": "partOf", "Agency": "locatedIn", "Programme": "appliesTo", "Person": "associatedPlace"}


def add_article(graph: nx.MultiDiGraph[str], number: int, entities: list[str]) -> None:
    """Add an article that names these entities, a sentence each, and states a fact of each neighbouring pair."""
    article = f"article/{number:05d}"
    sentences = [f"第{index}句说到{graph.nodes[entity]['name']}。" for index, entity in enumerate(entities)]
    graph.add_node(
        article, type="Article", page=f"{number // 8:03d}.txt", headline=f"第{number}篇报道", byline="",
        body="\n".join(sentences), lines=(1,),
    )  # fmt: skip
    begin = 0
    for entity, sentence in zip(entities, sentences, strict=True):
        node = graph.nodes[entity]
        at = begin + sentence.index(node["name"])
        mention = Mention(Field.BODY, at, at + len(node["name"]), node["name"], EntityType(node["type"]))
        graph.add_edge(entity, article, key=f"mentionedIn {article}", relation="mentionedIn", mentions=(mention,))
        begin += len(sentence) + 1
    for (entity, other), sentence in zip(pairwise(entities), sentences, strict=False):
        relation = RELATION[graph.nodes[entity]["type"]]
        graph.add_edge(
            entity, other, key=f"{relation} {article}", relation=relation, article=article, evidence=sentence,
            confidence=0.8, post="",
        )  # fmt: skip


def add_entity(graph: nx.MultiDiGraph[str], entity_type: str, name: str, kind: str = "") -> str:
    """Add an entity of this name; returns its node."""
    node = f"{entity_type.lower()}/{name.replace('/', '-')}"
    graph.add_node(
        node, type=entity_type, kind=kind or KINDS[entity_type], name=name, names=(f"又名{name}",), code="",
        candidates=(), anonymised=False,
    )  # fmt: skip
    return node


@pytest.fixture(scope="session")
def make_graph() -> Callable[[int, int], nx.MultiDiGraph[str]]:
    """Make a graph of so many articles and entities: most are named once, a few nearly everywhere."""
    import networkx as nx

    def make(articles: int, entities: int) -> nx.MultiDiGraph[str]:
        chance = random.Random(7)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        types = list(KINDS)
        nodes = [add_entity(graph, types[number % 4], f"名称{number}") for number in range(entities)]
        each = max(1, entities // articles)
        for number in range(articles):
            own = nodes[number * each : (number + 1) * each]
            shared = [nodes[int(len(nodes) * chance.random() ** 4)] for _ in range(5)]
            add_article(graph, number, list(dict.fromkeys([*own, *shared])))
        return graph

    return make


@pytest.fixture
def hostile_graph() -> nx.MultiDiGraph[str]:
    """A graph whose names and texts are markup and script."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add_article(graph, 1, [add_entity(graph, "Place", name) for name in HOSTILE])
    reporter = add_entity(graph, "Person", "记者甲", kind="author")
    add_article(graph, 2, [reporter, f"place/{HOSTILE[3]}"])
    graph.add_edge("article/00002", reporter, key="author", relation="author")
    return graph
