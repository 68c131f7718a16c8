"""What in a graph is most likely to be wrong, each as a row that a person can decide.

A doubt is a number from 0 to 1 that orders the rows. Of a claim it is what its confidence leaves; the others are set
by hand, and say no more than which sort of case is looked at first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.gazetteer import gazetteer
from kg.graph import ARTICLE, CLAIMS, MENTIONED_IN, PERSON
from kg.model import EntityType, Predicate

if TYPE_CHECKING:
    import networkx as nx

Row = dict[str, str]

# Of people of one name whose articles give them other posts and places.
OTHER_POSTS = 0.7
# Of entities of one name that are kept apart, by how near to each other they are.
SAME_AREA, SAME_PREFECTURE, SAME_PROVINCE, ANYWHERE = 0.8, 0.7, 0.5, 0.2
_TIES = (Predicate.AFFILIATED_WITH, Predicate.ASSOCIATED_PLACE)


def unlike_forms(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """Merges in which something is printed that shares few characters with the name: is it the same thing?"""
    for node, data in entities_of(graph):
        printed: dict[str, str] = {}
        articles: set[str] = set()
        for _, article, edge in graph.out_edges(node, data=True):
            if edge["relation"] == MENTIONED_IN:
                articles.add(article)
                for mention in edge["mentions"]:
                    printed.setdefault(mention.surface, article)
        doubt, form = max(((1 - likeness(form, data["name"]), form) for form in sorted(printed)), default=(0.0, ""))
        if doubt > 0:
            alone = {mention.surface for mention in _mentions(graph, node, printed[form])} == {form}
            suggestion = "split" if alone and len(articles) > 1 else "delete"
            yield _row(
                graph, node, doubt, suggestion, f"“{form}” is said to be “{data['name']}”",
                article=printed[form], evidence=_around(graph, node, printed[form], form),
                value="" if suggestion == "split" else form,
            )  # fmt: skip


def other_posts(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """People of one name in several articles that tie them to different bodies and places: is it one person?"""
    for node, data in entities_of(graph):
        if data["type"] != EntityType.PERSON:
            continue
        ties: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for _, other, edge in graph.out_edges(node, data=True):
            if edge["relation"] in _TIES and edge["article"]:
                ties[edge["article"]][other] = edge["evidence"]
        for one, other in pairwise(sorted(ties)):
            if not set(ties[one]) & set(ties[other]):
                where = sorted(ties[other])[0]
                yield _row(
                    graph, node, OTHER_POSTS, "split",
                    f"“{data['name']}” belongs to {_names(graph, ties[one])}, and to {_names(graph, ties[other])}",
                    article=other, evidence=ties[other][where],
                )  # fmt: skip


def namesakes(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """Entities of one name that are kept apart: are they one?"""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for node, data in entities_of(graph):
        if not data["code"] and not data["anonymised"]:
            named[data["name"]].append(node)
    for name, nodes in sorted(named.items()):
        # The one that most is known of stays.
        first, *others = sorted(nodes, key=lambda node: (-graph.degree(node), node))
        for node in others:
            why = f"“{name}” is {first} too"
            article = min(_articles(graph, node), default="")
            yield _row(
                graph, node, _nearness(node, first), "merge", why, object=first, object_name=name, article=article,
                evidence=_around(graph, node, article, name),
            )  # fmt: skip


def open_places(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """Places that may be several divisions: which one?"""
    for node, data in entities_of(graph):
        if not data["candidates"] or data["code"]:
            continue
        best = data["candidates"][0]
        listed = []
        for candidate in data["candidates"]:
            chain = gazetteer().chain(candidate.code)
            listed.append(f"{''.join(division.name for division in chain)} {candidate.code} ({candidate.score:.2f})")
        article = min(_articles(graph, node), default="")
        division = gazetteer().division(best.code)
        yield _row(
            graph, node, 1 - best.score, "merge", f"may be {'; '.join(listed)}", object=f"place/{best.code}",
            object_name=division.name if division else "", article=article,
            evidence=_around(graph, node, article, data["name"]),
        )  # fmt: skip


def unsure_claims(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """What was read with little confidence: is it so?"""
    for subject, obj, edge in graph.edges(data=True):
        if edge["relation"] not in CLAIMS or edge.get("origin") == PERSON:
            continue
        yield _row(
            graph, subject, 1 - edge["confidence"], "reject", f"confidence {edge['confidence']:.2f}",
            predicate=edge["relation"], object=obj, object_name=graph.nodes[obj]["name"], article=edge["article"],
            evidence=edge["evidence"], post=edge["post"],
        )  # fmt: skip


# Of equal doubts, what touches more of the graph comes first.
DOUBTS = (unlike_forms, other_posts, namesakes, open_places, unsure_claims)


def likeness(form: str, name: str) -> float:
    """How many letters of the shorter of two names stand in the other, 0 to 1; every short form has 1."""
    one, other = (Counter(filter(str.isalnum, text)) for text in (form, name))
    return (one & other).total() / max(1, min(one.total(), other.total()))


def entities_of(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entities of a graph with all that their nodes hold, by name of node."""
    return ((node, graph.nodes[node]) for node in sorted(graph) if graph.nodes[node]["type"] != ARTICLE)


def _row(graph: nx.MultiDiGraph[str], node: str, doubt: float, suggestion: str, why: str, **cells: str) -> Row:
    data = graph.nodes[node]
    page = graph.nodes[cells["article"]]["page"] if cells.get("article") in graph else ""
    said = {"entity": node, "name": data["name"], "type": data["type"], "page": page}
    return said | {"doubt": f"{doubt:.2f}", "suggestion": suggestion, "why": why} | cells


def _articles(graph: nx.MultiDiGraph[str], node: str) -> list[str]:
    return [article for _, article, edge in graph.out_edges(node, data=True) if edge["relation"] == MENTIONED_IN]


def _mentions(graph: nx.MultiDiGraph[str], node: str, article: str) -> Any:
    return graph[node][article][f"{MENTIONED_IN} {article}"]["mentions"]


def _around(graph: nx.MultiDiGraph[str], node: str, article: str, form: str) -> str:
    """The line of the article in which the entity is printed so, or at all."""
    if not article:
        return ""
    data = graph.nodes[article]
    texts = [data["headline"], *data["body"].split("\n"), data["byline"]]
    forms = [form, *(mention.surface for mention in _mentions(graph, node, article))]
    return next((text for wanted in forms for text in texts if wanted in text), "")


def _names(graph: nx.MultiDiGraph[str], nodes: dict[str, str]) -> str:
    return "、".join(f"“{graph.nodes[node]['name']}”" for node in sorted(nodes))


def _nearness(one: str, other: str) -> float:
    """How near two namesakes are, by the areas that their ids name."""
    codes = [node.partition("~")[0].rpartition("@")[2] for node in (one, other)]
    if any(not code.isdigit() for code in codes) or codes[0] == codes[1]:
        return SAME_AREA
    if codes[0][:4] == codes[1][:4]:
        return SAME_PREFECTURE
    return SAME_PROVINCE if codes[0][:2] == codes[1][:2] else ANYWHERE
