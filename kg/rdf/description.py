"""The networkx graph as descriptions: subject after subject, in the order in which a file shows them.

Newspapers, articles, entities, what a place may be, claims, what people corrected and who, mentions; inside each by
name. Properties stand in a fixed order, names first. Every IRI derives from content: a mention's from its article,
field and span, a claim's from its ends, relation and article or source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN, PERSON, edge_id
from kg.model import Candidate, Field
from kg.rdf.people import claim_origin, corrections
from kg.rdf.terms import Chinese, Day, Description, Iri, Ref, Term, Text, clean, safe

if TYPE_CHECKING:
    import networkx as nx

_Linked = Mapping[str, Mapping[str, Mapping[str, Any]]]  # the nodes that edges lead to, the edges' keys, the edges

_FIELD_ORDER = {field: place for place, field in enumerate(Field)}


def descriptions(graph: nx.MultiDiGraph[str], mentions: bool = True) -> Iterator[Description]:
    """Yield all that the graph says; without mentions, entities still say in which articles they are mentioned."""
    articles: list[str] = []
    entities: list[str] = []
    for node, data in graph.nodes(data=True):
        (articles if data["type"] == ARTICLE else entities).append(node)
    articles.sort()
    entities.sort()
    for name in sorted({graph.nodes[node].get("paper", "") for node in articles} - {""}):
        yield Description(newspaper_id(name), "kg:Newspaper", [("schema:name", Text(clean(name)))])
    # networkx makes new views for every node that is asked for its edges, and each is asked twice.
    linked = dict(graph.adjacency())
    refs = _Refs()
    for node in articles:
        yield _article(graph.nodes[node], node, linked[node], refs)
    for node in entities:
        yield _entity(graph.nodes[node], node, linked[node], refs)
    for node in entities:
        for candidate in graph.nodes[node]["candidates"]:
            yield _candidate(node, candidate)
    for node in entities:
        yield from _claims(node, linked[node], refs)
    yield from corrections(graph, entities)
    if mentions:
        for node in articles:
            yield from _mentions(graph, node, refs)


class _Refs(dict[str, Ref]):
    """Nodes as what they are after a property: each is named again by all that is said of it."""

    def __missing__(self, node: str) -> Ref:
        ref = self[node] = Ref(safe(node))
        return ref


def candidate_id(entity: str, candidate: Candidate) -> str:
    """The name of the node that says what a place may be."""
    return f"candidate/{entity.removeprefix('place/')}-{candidate.code}"


def newspaper_id(name: str) -> str:
    """The name of a newspaper's node."""
    return f"newspaper/{safe(name)}"


def line_ranges(lines: tuple[int, ...]) -> str:
    """Line numbers as a reader writes them: (3, 4, 5, 9) is "3-5 9"; the order is kept."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _article(data: dict[str, Any], node: str, linked: _Linked, refs: _Refs) -> Description:
    properties: list[Any] = []
    if data["headline"]:
        properties.append(("schema:headline", Text(clean(data["headline"]))))
    properties.append(("kg:page", Text(clean(data["page"]))))
    if data["lines"]:
        properties.append(("kg:pageLines", Text(line_ranges(data["lines"]))))
    if data.get("paper"):
        properties.append(("schema:isPartOf", Ref(newspaper_id(data["paper"]))))
    if data.get("date"):
        properties.append(("schema:datePublished", Day(data["date"])))
    if data.get("number"):
        properties.append(("schema:printPage", Text(clean(data["number"]))))
    if data.get("reprint_of"):
        properties.append(("kg:reprintOf", Ref(safe(data["reprint_of"]))))
    if data["byline"]:
        properties.append(("kg:byline", Text(clean(data["byline"]))))
    authors = (person for person, edge in _edges(linked) if edge["relation"] == AUTHOR)
    properties += (("schema:author", refs[person]) for person in sorted(authors))
    if data["body"]:
        properties.append(("schema:articleBody", Text(clean(data["body"]))))
    return Description(refs[node], "kg:Article", properties)


def _entity(data: dict[str, Any], node: str, linked: _Linked, refs: _Refs) -> Description:
    properties: list[Any] = [("skos:prefLabel", Chinese(clean(data["name"])))]
    properties += (("skos:altLabel", Chinese(name)) for name in dict.fromkeys(map(clean, data["names"])))
    properties += (("kg:kind", Text(data["kind"])), ("dcterms:type", Term(f"kg:kind-{data['kind']}")))
    if data["code"]:
        properties.append(("kg:divisionCode", Text(data["code"])))
    if data["anonymised"]:
        properties.append(("kg:anonymised", True))
    for candidate in data["candidates"]:
        properties.append(("kg:candidate", Ref(safe(candidate_id(node, candidate)))))
    properties += (("owl:sameAs", Iri(iri)) for iri in data.get("same_as", ()))
    properties += (("dcterms:replaces", Ref(safe(former))) for former in data.get("replaces", ()))
    related, articles = set(), []
    for other, edge in _edges(linked):
        if edge["relation"] == MENTIONED_IN:
            articles.append(other)
        elif edge["relation"] in CLAIMS:
            related.add((edge["relation"], other))
    properties += ((f"kg:{relation}", refs[other]) for relation, other in sorted(related))
    properties += (("kg:mentionedIn", refs[article]) for article in sorted(articles))
    return Description(refs[node], f"kg:{data['type']}", properties)


def _candidate(node: str, candidate: Candidate) -> Description:
    values: list[Any] = [("kg:candidateCode", Text(candidate.code)), ("kg:score", float(candidate.score))]
    return Description(safe(candidate_id(node, candidate)), "kg:Candidate", values)


def _claims(node: str, linked: _Linked, refs: _Refs) -> Iterator[Description]:
    edges = (
        (edge["relation"], obj, edge["article"] or edge.get("source", ""), edge)
        for obj, edge in _edges(linked)
        if edge["relation"] in CLAIMS
    )
    for relation, obj, where, edge in sorted(edges, key=lambda found: found[:3]):
        properties: list[Any] = [
            ("rdf:subject", refs[node]),
            ("rdf:predicate", Term(f"kg:{relation}")),
            ("rdf:object", refs[obj]),
        ]
        if edge["post"]:
            properties.append(("kg:post", Text(clean(edge["post"]))))
        if edge["note"]:
            properties.append(("kg:note", Text(clean(edge["note"]))))
        if edge.get("date"):
            properties += (("kg:date", Text(edge["date"])), ("kg:dateText", Text(clean(edge["date_text"]))))
        if edge["article"]:
            properties.append(("kg:inArticle", refs[where]))
        if edge.get("origin") == PERSON:
            properties += claim_origin(edge)
        properties += (("kg:evidence", Text(clean(edge["evidence"]))), ("kg:confidence", float(edge["confidence"])))
        yield Description(f"claim/{edge_id(node, relation, obj, where)}", "rdf:Statement", properties)


def _edges(linked: _Linked) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The edges from a node, each as its other end and what it says."""
    return ((other, edge) for other, keyed in linked.items() for edge in keyed.values())


def _mentions(graph: nx.MultiDiGraph[str], article: str, refs: _Refs) -> Iterator[Description]:
    ref, stem = refs[article], f"mention/{safe(article.removeprefix('article/'))}"
    found = [
        (_FIELD_ORDER[mention.field], mention.begin, mention.end, entity, mention)
        for entity, _, edge in graph.in_edges(article, data=True)
        if edge["relation"] == MENTIONED_IN
        for mention in edge["mentions"]
    ]
    for _, begin, end, entity, mention in sorted(found):
        field = mention.field.value
        yield Description(
            f"{stem}-{field}-{begin}-{end}",
            "kg:Mention",
            [
                ("kg:surface", Text(clean(mention.surface))),
                ("kg:mentionOf", refs[entity]),
                ("kg:inArticle", ref),
                ("kg:inField", Text(field)),
                ("kg:begin", begin),
                ("kg:end", end),
            ],
        )
