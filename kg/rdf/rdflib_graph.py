"""The networkx graph ⇄ rdflib.Graph, for those who go on in rdflib: the same triples as in the Turtle file.

Back and forth gives an equal graph, but for lone surrogates (U+FFFD in RDF) and names of nodes that an IRI cannot
hold (percent-encoded).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN, PERSON, Edit
from kg.model import Candidate, EntityType, Field, Mention
from kg.rdf.data_set import with_data_set
from kg.rdf.description import descriptions
from kg.rdf.people import NOBODY
from kg.rdf.terms import DEFAULT_BASE, FOLDERS, PREFIXES, Chinese, Day, English, Iri, Ref, Term, Text, checked_base
from kg.rdf.triples import Triples
from kg.rdf.turtle import decimal

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from rdflib.term import Node

_FIELD_ORDER = {field: place for place, field in enumerate(Field)}


def to_rdflib(graph: nx.MultiDiGraph[str], base_iri: str = DEFAULT_BASE, mentions: bool = True) -> rdflib.Graph:
    """Convert to rdflib, with the prefixes bound; UsageError for a base that makes no IRIs."""
    import rdflib
    from rdflib import XSD, Literal, URIRef

    checked_base(base_iri)
    made: dict[type, Callable[[Any], Node]] = {
        Ref: lambda node: URIRef(f"{base_iri}{node}"),
        Term: _expand,
        Iri: lambda iri: URIRef(str(iri)),
        Text: lambda text: Literal(str(text)),
        Day: lambda day: Literal(str(day), datatype=XSD.date),
        Chinese: lambda text: Literal(str(text), lang="zh"),
        English: lambda text: Literal(str(text), lang="en"),
        bool: Literal,
        int: Literal,
        float: lambda value: Literal(decimal(value), datatype=XSD.decimal),
    }
    result = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        result.bind(prefix, iri)
    for folder in FOLDERS:
        result.bind(folder, f"{base_iri}{folder}/")
    kind_of, expanded = rdflib.RDF.type, {}
    for subject, kind, properties in with_data_set(descriptions(graph, mentions), base_iri):
        node = URIRef(f"{base_iri}{subject}")
        result.add((node, kind_of, _expand(kind)))
        for predicate, value in properties:
            if predicate not in expanded:
                expanded[predicate] = _expand(predicate)
            result.add((node, expanded[predicate], made[type(value)](value)))
    return result


def to_graph(triples: rdflib.Graph | Triples, base_iri: str | None = None) -> nx.MultiDiGraph[str]:
    """Convert back to the graph of kg.graph; what else the triples say is left out.

    Without a base it is taken from the data set's own description, void:uriSpace. Raises GraphError where a thing lies
    outside the base, or lacks what each of its sort has.
    """
    import networkx as nx

    source = _Source(
        triples, base_iri or min(map(str, triples.objects(None, _expand("void:uriSpace"))), default=DEFAULT_BASE)
    )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    articles = source.of_class("kg:Article")
    for node, subject in articles:
        graph.add_node(
            node, type=ARTICLE, page=source.text(subject, "kg:page"), headline=source.text(subject, "schema:headline"),
            byline=source.text(subject, "kg:byline"), body=source.text(subject, "schema:articleBody"),
            lines=line_numbers(source.text(subject, "kg:pageLines")), date=source.text(subject, "schema:datePublished"),
            paper=source.paper(subject), number=source.text(subject, "schema:printPage"),
            reprint_of=min(source.refs(subject, "kg:reprintOf"), default=""),
        )  # fmt: skip
    entities = sorted((node, subject, kind) for kind in EntityType for node, subject in source.of_class(f"kg:{kind}"))
    edits = source.edits()
    for node, subject, kind in entities:
        candidates = (source.candidate(value) for value in source.values(subject, "kg:candidate"))
        graph.add_node(
            node, type=kind.value, kind=source.text(subject, "kg:kind"), name=source.label(subject),
            names=tuple(sorted(map(str, source.values(subject, "skos:altLabel")))),
            code=source.text(subject, "kg:divisionCode"),
            candidates=tuple(sorted(candidates, key=lambda found: (-found.score, found.code))),
            anonymised=bool(source.text(subject, "kg:anonymised")), **source.corrected(subject, edits.get(node, ())),
        )  # fmt: skip
    claims = source.claims()
    mentions = source.mentions({node: kind for node, _, kind in entities})
    mentioned: dict[str, list[str]] = {}
    for node, subject, _ in entities:
        for article in source.refs(subject, "kg:mentionedIn"):
            mentioned.setdefault(article, []).append(node)
    for node, subject in articles:
        authors = set(source.refs(subject, "schema:author"))
        for entity in sorted({*mentioned.get(node, ()), *authors}):
            if entity in mentioned.get(node, ()):
                found = tuple(sorted(mentions.get((entity, node), ()), key=_appearance))
                graph.add_edge(
                    entity, node, key=f"{MENTIONED_IN} {node}", relation=MENTIONED_IN, mentions=found
                )  # fmt: skip
            if entity in authors:
                graph.add_edge(node, entity, key=AUTHOR, relation=AUTHOR)
        for (one, relation, other), data in sorted(claims.get(node, {}).items()):
            graph.add_edge(one, other, key=f"{relation} {node}", relation=relation, **data)
    for where, stated in sorted(claims.items()):
        for (one, relation, other), data in sorted(stated.items()):
            if not data["article"]:
                graph.add_edge(one, other, key=f"{relation} {where}", relation=relation, **data)
    return graph


def line_numbers(ranges: str) -> tuple[int, ...]:
    """The line numbers that kg:pageLines stands for: "3-5 9" is (3, 4, 5, 9)."""
    numbers: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return tuple(numbers)


@cache
def _expand(term: str) -> rdflib.URIRef:
    import rdflib

    prefix, _, local = term.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + local)


def _appearance(mention: Mention) -> tuple[int, int, int]:
    return _FIELD_ORDER[mention.field], mention.begin, mention.end


class _Source:
    """Triples, asked by the words of the contract."""

    def __init__(self, triples: rdflib.Graph | Triples, base_iri: str) -> None:
        self._triples = triples
        self._base = checked_base(base_iri)

    def node(self, subject: object) -> str:
        iri = str(subject)
        if not iri.startswith(self._base):
            raise GraphError(
                f"{iri} lies outside the base IRI {self._base}: give the base that the graph was written with"
            )
        return iri.removeprefix(self._base)

    def of_class(self, kind: str) -> list[tuple[str, Node]]:
        name = _expand(kind)
        if isinstance(self._triples, Triples):
            found: Iterable[Any] = self._triples.instances(name)
        else:
            found = self._triples.subjects(_expand("rdf:type"), name)
        return sorted((self.node(subject), subject) for subject in found)

    def values(self, subject: Any, predicate: str) -> Iterable[Any]:
        return self._triples.objects(subject, _expand(predicate))

    def refs(self, subject: Node, predicate: str) -> Iterator[str]:
        return map(self.node, self.values(subject, predicate))

    def text(self, subject: Node, predicate: str) -> str:
        """The one value, the first if there are several, "" if there is none."""
        return min(map(str, self.values(subject, predicate)), default="")

    def must(self, subject: Node, predicate: str) -> str:
        value = min(self.values(subject, predicate), default=None, key=str)
        if value is None:
            raise GraphError(f"{subject} has no {predicate}: the graph is incomplete, build it again")
        return str(value)

    def label(self, subject: Node) -> str:
        labels = self.values(subject, "skos:prefLabel")
        chinese = [str(label) for label in labels if getattr(label, "language", None) == "zh"]
        if not chinese:
            raise GraphError(f"{subject} has no skos:prefLabel in Chinese: the graph is incomplete, build it again")
        return min(chinese)

    def paper(self, article: Node) -> str:
        """The name of the newspaper in which an article appeared; "" if that is not told."""
        papers = self.values(article, "schema:isPartOf")
        return min((self.text(paper, "schema:name") for paper in papers), default="")

    def candidate(self, subject: Node) -> Candidate:
        return Candidate(self.must(subject, "kg:candidateCode"), float(self.must(subject, "kg:score")))

    def claims(self) -> dict[str, dict[tuple[str, str, str], dict[str, Any]]]:
        """Of each article, or source of a person's claim: (subject, relation, object) → what the edge holds."""
        found: dict[str, dict[tuple[str, str, str], dict[str, Any]]] = {}
        for _, subject in self.of_class("rdf:Statement"):
            relation = self.must(subject, "rdf:predicate").removeprefix(PREFIXES["kg"])
            if relation not in CLAIMS:
                continue
            ends = (self.node(self.must(subject, f"rdf:{end}")) for end in ("subject", "object"))
            one, other = ends
            origin = self.origin(subject)
            article = "" if origin.get("source") else self.node(self.must(subject, "kg:inArticle"))
            found.setdefault(article or origin["source"], {})[one, relation, other] = {
                "article": article,
                "evidence": self.must(subject, "kg:evidence"),
                "confidence": float(self.must(subject, "kg:confidence")),
                "post": self.text(subject, "kg:post"),
                "note": self.text(subject, "kg:note"),
                "date": self.text(subject, "kg:date"),
                "date_text": self.text(subject, "kg:dateText"),
                **origin,
            }
        return found

    def origin(self, claim: Node) -> dict[str, str]:
        """What the edge of a person's claim holds beside; nothing of one that was read."""
        if not any(self.values(claim, "prov:wasAttributedTo")):
            return {}
        return {"origin": PERSON, "by": self.editor(claim), "source": self.text(claim, "dcterms:source")}

    def editor(self, subject: Node) -> str:
        """Who said it, "" if that is not told."""
        names = (self.text(who, "rdfs:label") for who in self.values(subject, "prov:wasAttributedTo"))
        return min((name for name in names if name != NOBODY), default="")

    def corrected(self, entity: Node, edits: Iterable[Edit]) -> dict[str, Any]:
        """What the node of an entity that people corrected holds beside."""
        found = {
            "same_as": tuple(sorted(map(str, self.values(entity, "owl:sameAs")))),
            "replaces": tuple(sorted(self.refs(entity, "dcterms:replaces"))),
            "edits": tuple(sorted(edits)),
        }
        return {name: value for name, value in found.items() if value}

    def edits(self) -> dict[str, list[Edit]]:
        """What people said of each entity."""
        found: dict[str, list[Edit]] = {}
        for _, subject in self.of_class("kg:Correction"):
            edit = Edit(self.must(subject, "kg:action"), self.must(subject, "rdf:value"), self.editor(subject))
            for entity in self.refs(subject, "kg:corrects"):
                found.setdefault(entity, []).append(edit)
        return found

    def mentions(self, types: dict[str, EntityType]) -> dict[tuple[str, str], list[Mention]]:
        """Of each entity and article: the mentions, each of the type of its entity."""
        found: dict[tuple[str, str], list[Mention]] = {}
        for _, subject in self.of_class("kg:Mention"):
            field = Field(self.must(subject, "kg:inField"))
            begin, end = (int(self.must(subject, f"kg:{edge}")) for edge in ("begin", "end"))
            surface, article = self.text(subject, "kg:surface"), self.node(self.must(subject, "kg:inArticle"))
            for entity in self.refs(subject, "kg:mentionOf"):
                if entity not in types:
                    raise GraphError(f"{subject} is of {entity}, which is no entity: the graph is incomplete")
                mention = Mention(field, begin, end, surface, types[entity])
                found.setdefault((entity, article), []).append(mention)
        return found
