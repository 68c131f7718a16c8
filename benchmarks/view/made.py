"""A graph as large as wanted, always the same: made-up articles that name real divisions and invented bodies."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.gazetteer import gazetteer
from kg.model import KINDS, EntityType, Field, Kind, Mention, Predicate

if TYPE_CHECKING:
    import networkx as nx

SEED = 11
ARTICLE_SHARE = 0.125  # of all nodes; pages of today have about eight entities to an article
SHARES = {EntityType.PLACE: 0.4, EntityType.AGENCY: 0.2, EntityType.PROGRAMME: 0.28, EntityType.PERSON: 0.12}
CLAIM_SHARE = 0.4  # of all edges; the others say that an article names an entity
BODY = 900  # characters of an article, about what newspapers print
FILLER = "各地各部门结合实际，细化举措，压实责任，推动各项工作落到实处，让群众得到看得见的好处。"
_RELATION = {
    EntityType.PLACE: Predicate.PART_OF, EntityType.AGENCY: Predicate.LOCATED_IN,
    EntityType.PROGRAMME: Predicate.APPLIES_TO, EntityType.PERSON: Predicate.ASSOCIATED_PLACE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the made-up graph."""

    node: str
    type: EntityType
    name: str


def made_graph(nodes: int, edges: int) -> nx.MultiDiGraph[str]:
    """Make a graph of so many nodes and edges: a few entities stand nearly everywhere, most in one article."""
    import networkx as nx

    chance = random.Random(SEED)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    articles = round(nodes * ARTICLE_SHARE)
    things = list(_things(graph, nodes - articles))
    chance.shuffle(things)
    each = -(-len(things) // articles)
    for number in range(articles):
        named = dict.fromkeys(things[number * each : (number + 1) * each])
        begun = round(edges * number / articles)
        ended = round(edges * (number + 1) / articles)
        while len(named) < (ended - begun) * (1 - CLAIM_SHARE):
            named[things[int(len(things) * chance.random() ** 3)]] = None
        _add_article(graph, number, list(named))
        _add_claims(graph, number, list(named), ended - begun - len(named), chance)
    return graph


def _things(graph: nx.MultiDiGraph[str], count: int) -> Iterator[Thing]:
    for entity_type, share in SHARES.items():
        wanted = round(count * share)
        if entity_type is EntityType.PLACE:
            found = [(code, kind, name) for code, kind, name in islice(_divisions(), wanted)]
        else:
            kinds = KINDS[entity_type]
            found = [("", kinds[i % len(kinds)], f"第{i}号{entity_type.value}名称") for i in range(wanted)]
        for code, kind, name in found:
            node = f"{entity_type.value.lower()}/{code or name}"
            graph.add_node(
                node, type=entity_type.value, kind=kind.value, name=name, names=(f"{name[:2]}简称",), code=code,
                candidates=(), anonymised=False,
            )  # fmt: skip
            yield Thing(node, entity_type, name)


def _divisions() -> Iterator[tuple[str, Kind, str]]:
    """Counties of the whole country, each with a few of its townships and villages."""
    places = gazetteer()
    for province in places.provinces():
        yield province.code, province.level, province.name
        for code in places.counties(province.code):
            for division in places.chain(code)[1:][-1:]:
                yield division.code, division.level, division.name
            for township in places.children(code)[:2]:
                yield township.code, township.level, township.name


def _add_article(graph: nx.MultiDiGraph[str], number: int, things: list[Thing]) -> None:
    article, day = _article(number), f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}"
    text = "\n".join(map(_sentence, things))
    graph.add_node(
        article, type="Article", page=f"{day}/{number % 8 + 1:02d}.txt", headline=f"第{number}篇报道的标题", byline="",
        body=text + "\n" + FILLER * max(0, (BODY - len(text)) // len(FILLER)), lines=(1,), date=day, paper="",
    )  # fmt: skip
    begin = 0
    for thing in things:
        sentence = _sentence(thing)
        at = begin + sentence.index(thing.name)
        mention = Mention(Field.BODY, at, at + len(thing.name), thing.name, thing.type)
        graph.add_edge(thing.node, article, key=f"mentionedIn {article}", relation="mentionedIn", mentions=(mention,))
        begin += len(sentence) + 1


def _add_claims(
    graph: nx.MultiDiGraph[str], number: int, things: list[Thing], count: int, chance: random.Random
) -> None:
    places = [thing for thing in things if thing.type is EntityType.PLACE]
    pairs = [(thing, place) for thing in things for place in places if thing != place]
    for thing, place in chance.sample(pairs, min(count, len(pairs))):
        relation = _RELATION[thing.type].value
        graph.add_edge(
            thing.node, place.node, key=f"{relation} {_article(number)}", relation=relation, article=_article(number),
            evidence=_sentence(thing), confidence=round(0.5 + chance.random() / 2, 3), post="", note="",
        )  # fmt: skip


def _article(number: int) -> str:
    return f"article/{number:06d}"


def _sentence(thing: Thing) -> str:
    return f"记者从{thing.name}了解到，各项工作正在推进。"
