from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from kg.graph import AUTHOR, CLAIMS, MENTIONED_IN, originals, to_graph
from kg.model import Claim, Entity, Field, Predicate, Reading

if TYPE_CHECKING:
    import networkx as nx


def shape(graph: nx.MultiDiGraph[str]) -> tuple[list[Any], list[Any]]:
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def test_every_article_and_entity_is_a_node_and_every_claim_an_edge(graph: nx.MultiDiGraph[str]) -> None:
    types = [attributes["type"] for _, attributes in graph.nodes(data=True)]
    assert {name: types.count(name) for name in set(types)} == {
        "Article": 3, "Place": 5, "Agency": 1, "Programme": 2, "Person": 4,
    }  # fmt: skip
    relations = [data["relation"] for *_, data in graph.edges(data=True)]
    assert sum(relation in CLAIMS for relation in relations) == 10
    assert relations.count(AUTHOR) == 2
    assert relations.count(MENTIONED_IN) == 16


def test_mentions_stand_in_the_text_they_point_into(graph: nx.MultiDiGraph[str]) -> None:
    texts = {Field.HEADLINE: "headline", Field.BODY: "body", Field.BYLINE: "byline"}
    mentions = 0
    for _, article, data in graph.edges(data=True):
        for mention in data.get("mentions", ()):
            assert graph.nodes[article][texts[mention.field]][mention.begin : mention.end] == mention.surface
            mentions += 1
    assert mentions == 22


def test_the_order_of_the_input_does_not_matter(
    readings: list[Reading], entities: list[Entity], graph: nx.MultiDiGraph[str]
) -> None:
    shuffle = random.Random(5)
    for _ in range(3):
        shuffle.shuffle(readings)
        shuffle.shuffle(entities)
        assert shape(to_graph(readings, entities, {"article/7c0b13e2d9f84a56": "article/b85d6f0a1e3c2974"})) == shape(
            graph
        )


def test_the_most_confident_of_several_claims_stays(readings: list[Reading], entities: list[Entity]) -> None:
    market = readings[0]
    weak = market.claims[0]
    strong = Claim(weak.subject, weak.predicate, weak.object, market.article.body, 0.99)
    again = Reading(market.article, market.referents, (strong, *market.claims))
    graph = to_graph([again], [e for e in entities if any(r.startswith(market.article.id) for r in e.referents)])
    edges = graph["agency/登封市市场监督管理局-410185"]["place/登封市-410185"]
    assert [(edge["confidence"], edge["evidence"]) for edge in edges.values()] == [(0.99, market.article.body)]


def test_a_claim_whose_ends_were_merged_is_dropped(readings: list[Reading]) -> None:
    bridge = readings[1]
    one = Entity(
        "place/嵩阳街道-410185001", bridge.referents[0].type, bridge.referents[0].kind, "嵩阳街道", ("幸福社区",),
        tuple(referent.id for referent in bridge.referents),
    )  # fmt: skip
    graph = to_graph([bridge], [one])
    assert bridge.claims[0].predicate is Predicate.PART_OF
    assert [data["relation"] for *_, data in graph.edges(data=True)] == [MENTIONED_IN]


def test_a_claim_says_why_an_end_is_linked_otherwise_than_printed(graph: nx.MultiDiGraph[str]) -> None:
    notes = {
        (subject, data["relation"]): data["note"] for subject, _, data in graph.edges(data=True) if data.get("note")
    }
    assert notes == {
        ("place/登封市-410185", "cooperatesWith"): "古成区 was printed.",
        ("place/古城区-530702", "partOf"): "古成区 was printed.",
    }


def test_what_is_known_of_an_articles_issue_and_of_a_claims_time_stands_in_the_graph(
    graph: nx.MultiDiGraph[str],
) -> None:
    market = graph.nodes["article/2f61aa90c4d5e7b8"]
    assert [market[name] for name in ("date", "paper", "number", "reprint_of")] == ["2024-08-31", "登封日报", "3", ""]
    times = [(data["date"], data["date_text"]) for *_, data in graph.edges(data=True) if data["relation"] in CLAIMS]
    assert sorted(times)[-1] == ("2024-08", "8月")
    assert times.count(("", "")) == 9


def test_a_reprint_is_counted_as_what_it_repeats(graph: nx.MultiDiGraph[str]) -> None:
    articles = sorted(node for node in graph if node.startswith("article/"))
    assert originals(graph, articles) == {"article/2f61aa90c4d5e7b8", "article/b85d6f0a1e3c2974"}
    assert originals(graph, articles[:2]) == originals(graph, articles)
