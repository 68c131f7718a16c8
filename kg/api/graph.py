"""A built graph in Python: what lies in it, search by name, and the way into networkx, rdflib and SPARQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.answers import Answer, answer
from kg.api.values import Article, Claim, Entity, Listing, Mention
from kg.errors import UsageError
from kg.folder import open_built
from kg.graph import ARTICLE, AUTHOR, CLAIMS, MENTIONED_IN, edge_id
from kg.model import EntityType, Kind, Predicate
from kg.rdf.terms import DEFAULT_BASE, PREFIXES
from kg.traditional import simplified

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

REPORT = "report.json"
_SPACE = f"{PREFIXES['void']}uriSpace"


def load(path: Path | str) -> Graph:
    """Open a built folder, or one Turtle file of a build.

    Raises NoGraph where there is none, GraphError where it cannot be read.

    >>> import kg
    >>> kg.load("output").path.name
    'output'
    """
    from kg.rdf import to_graph
    from kg.rdf.reading import read_quads
    from kg.rdf.triples import Triples

    triples = Triples(read_quads(path))
    base_iri = min(triples.objects(None, _SPACE), default=DEFAULT_BASE)
    return Graph(to_graph(triples, base_iri), Path(path), base_iri)


class Graph:
    """A built graph; kg.build and kg.load give one.

    It holds what the folder held when it was opened; rdf, query, export and report read the folder when they are asked.
    """

    def __init__(self, graph: nx.MultiDiGraph[str], path: Path, base_iri: str = DEFAULT_BASE) -> None:
        """Take a graph as kg.graph describes it, the folder or Turtle file that it lies in, and its IRIs' base."""
        self._graph = graph
        self.path = path
        self.base_iri = base_iri  # what the IRIs of the data begin with; an id follows

    def __repr__(self) -> str:
        """<Graph of 25 articles, 360 entities, 426 claims>."""
        return f"<Graph of {len(self.articles)} articles, {len(self.entities)} entities, {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        from kg.api.html import overview

        return overview(self)

    @cached_property
    def entities(self) -> Listing[Entity]:
        """The places, agencies, programmes and people, by id."""
        return Listing(thing for thing in self._things.values() if isinstance(thing, Entity))

    @cached_property
    def articles(self) -> Listing[Article]:
        """The articles, by id."""
        return Listing(thing for thing in self._things.values() if isinstance(thing, Article))

    @cached_property
    def claims(self) -> Listing[Claim]:
        """What is stated, by subject, relation, object and article."""
        return self._claims(self._graph.edges(data=True))

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the build read, skipped and found, and with what it was made: its report.json; {} if there is none."""
        try:
            with open_built(self.path, REPORT) as file:
                report: dict[str, Any] = json.load(file)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return report

    def __getitem__(self, name: str) -> Entity | Article:
        """The entity or article of this id or IRI; UsageError where there is none."""
        node = name.removeprefix(self.base_iri)
        if node not in self._things:
            raise UsageError(f"{self.path} has no {name}; graph.find and graph.search look for names")
        thing: Entity | Article = self._things[node]
        return thing

    def find(self, name: str, type: EntityType | str | None = None) -> Listing[Entity]:  # noqa: A002
        """The entities that have this name, in full or as one of their other names; of one type, or of all.

        A name in traditional characters stands for its simplified form too.
        """
        named = self._named.get(name) or self._named.get(simplified(name)) or []
        return Listing(found for found in named if type in (None, found.type))

    def search(self, text: str, type: EntityType | str | None = None) -> Listing[Entity]:  # noqa: A002
        """The entities with this text, or its simplified form, in one of their names, the shortest such name first."""
        plain = simplified(text)
        kept = [
            (min(map(len, fitting)), found.id, found)
            for found in self.entities
            if type in (None, found.type)
            and (fitting := [name for name in (found.name, *found.names) if text in name or plain in name])
        ]
        return Listing(found for *_, found in sorted(kept, key=lambda row: row[:2]))

    def networkx(self) -> nx.MultiDiGraph[str]:
        """A copy of the graph in networkx, to be changed at will; kg.graph tells what its nodes and edges hold."""
        return self._graph.copy()

    def rdf(self) -> rdflib.Graph:
        """All triples in rdflib, with the prefixes bound."""
        from kg.rdf import read_rdflib

        return read_rdflib(self.path)

    def query(self, sparql: str, timeout: float = 30.0) -> Answer:
        """Answer a SPARQL query, read-only, in a process of its own that loads the graph.

        SELECT gives a list of rows, {variable: value}, numbers and booleans as Python has them, None where nothing is
        bound; ASK gives a boolean; CONSTRUCT and DESCRIBE give an rdflib.Graph. timeout is in seconds. Raises what
        kg.sparql.query raises.
        """
        return answer(self.path, sparql, timeout)

    def export(self, format: str, path: Path | str | None = None) -> Path:  # noqa: A002
        """Write it for another program, as kg export does; returns where to."""
        from kg.export.formats import export

        return export(self.path, format, None if path is None else Path(path))

    def claims_of(self, entity: Entity) -> Listing[Claim]:
        """The claims at either end of which an entity stands."""
        leaving, coming = (edges(entity.id, data=True) for edges in (self._graph.out_edges, self._graph.in_edges))
        return self._claims([*leaving, *coming])

    def claims_in(self, article: Article) -> Listing[Claim]:
        """The claims that an article states."""
        return Listing(self._stated.get(article.id, ()))

    def mentions_of(self, entity: Entity) -> Listing[Mention]:
        """Where an entity is mentioned, by article and place in it."""
        edges = sorted(self._graph.out_edges(entity.id, data=True), key=lambda edge: edge[1])
        return Listing(
            Mention(self, entity, self._things[article], found.field, found.begin, found.end, found.surface)
            for _, article, edge in edges
            if edge["relation"] == MENTIONED_IN
            for found in edge["mentions"]
        )

    def articles_of(self, entity: Entity) -> Listing[Article]:
        """The articles that mention an entity."""
        edges = self._graph.out_edges(entity.id, data=True)
        return Listing(
            self._things[node] for node in sorted({end for _, end, edge in edges if _is(edge, MENTIONED_IN)})
        )

    def entities_in(self, article: Article) -> Listing[Entity]:
        """The entities that an article mentions."""
        edges = self._graph.in_edges(article.id, data=True)
        return Listing(
            self._things[node] for node in sorted({end for end, _, edge in edges if _is(edge, MENTIONED_IN)})
        )

    def authors_of(self, article: Article) -> Listing[Entity]:
        """The people of an article's byline."""
        edges = self._graph.out_edges(article.id, data=True)
        return Listing(self._things[node] for node in sorted({end for _, end, edge in edges if _is(edge, AUTHOR)}))

    @cached_property
    def _things(self) -> dict[str, Any]:
        return {node: self._thing(node, self._graph.nodes[node]) for node in sorted(self._graph)}

    def _thing(self, node: str, data: dict[str, Any]) -> Entity | Article:
        if data["type"] == ARTICLE:
            issue = {name: data.get(name, "") for name in ("date", "paper", "number", "reprint_of")}
            return Article(
                self, node, data["headline"], data["byline"], data["body"], data["page"], data["lines"], **issue
            )
        return Entity(
            self, node, EntityType(data["type"]), Kind(data["kind"]), data["name"], data["names"], data["code"],
            data["candidates"], data["anonymised"],
        )  # fmt: skip

    @cached_property
    def _named(self) -> dict[str, list[Entity]]:
        named: dict[str, list[Entity]] = {}
        for entity in self.entities:
            for name in dict.fromkeys((entity.name, *entity.names)):
                named.setdefault(name, []).append(entity)
        return named

    @cached_property
    def _stated(self) -> dict[str, list[Claim]]:
        stated: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.article:
                stated.setdefault(claim.article.id, []).append(claim)
        return stated

    def _claims(self, edges: Iterable[tuple[str, str, dict[str, Any]]]) -> Listing[Claim]:
        found = [self._claim(*edge) for edge in edges if edge[2]["relation"] in CLAIMS]
        return Listing(sorted(found, key=lambda claim: (claim.subject.id, claim.relation, claim.object.id, claim.id)))

    def _claim(self, subject: str, obj: str, edge: dict[str, Any]) -> Claim:
        where = edge["article"] or edge.get("source", "")
        rest = {name: edge.get(name, "") for name in ("post", "date", "note", "by", "source")}
        return Claim(
            self, f"claim/{edge_id(subject, edge['relation'], obj, where)}", self._things[subject],
            Predicate(edge["relation"]), self._things[obj], self._things.get(edge["article"]), edge["evidence"],
            edge["confidence"], **rest,
        )  # fmt: skip


def _is(edge: dict[str, Any], relation: str) -> bool:
    return bool(edge["relation"] == relation)
