"""What a built graph says, read from graph.ttl through the terms that every user reads it by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kg.evaluate.forms import Form, folded, form
from kg.model import EntityType, Predicate
from kg.rdf.store import load
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

_ARTICLES = """SELECT ?a ?page ?headline ?body WHERE { ?a a kg:Article ; kg:page ?page
  OPTIONAL { ?a schema:headline ?headline } OPTIONAL { ?a schema:articleBody ?body } } ORDER BY ?a"""
_AUTHORS = """SELECT ?a ?name WHERE { ?a schema:author ?p . ?p skos:prefLabel ?name
  FILTER(LANG(?name) IN ("", "zh")) }"""
_MENTIONS = """SELECT DISTINCT ?e ?type ?surface ?page ?a WHERE {
  ?m a kg:Mention ; kg:mentionOf ?e ; kg:surface ?surface ; kg:inArticle ?a . ?a kg:page ?page . ?e a ?type
  FILTER(?type IN (kg:Place, kg:Agency, kg:Programme, kg:Person)) }"""
_LABELS = 'SELECT ?e ?name WHERE { ?e skos:prefLabel ?name FILTER(LANG(?name) IN ("", "zh")) } ORDER BY ?e ?name'
_CODES = "SELECT ?e ?code WHERE { ?e kg:divisionCode ?code }"
_CLAIMS = """SELECT ?c ?s ?p ?o ?a ?evidence WHERE { ?c a rdf:Statement
  OPTIONAL { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:inArticle ?a }
  OPTIONAL { ?c kg:evidence ?evidence } }"""


@dataclass(frozen=True, slots=True)
class BuiltArticle:
    """An article of the graph; texts are folded."""

    page: str  # the name of its page's file, without folders
    headline: str
    body: str
    authors: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class BuiltClaim:
    """A claim between the IRIs of two entities; evidence is folded."""

    subject: str
    predicate: str
    object: str
    article: str
    evidence: str


@dataclass(frozen=True)
class Built:
    """A built graph, by the IRIs of its articles and entities."""

    articles: dict[str, BuiltArticle]
    forms: dict[str, set[Form]]  # of each entity
    printed: dict[str, set[tuple[str, str]]]  # of each entity: (article, folded surface)
    types: dict[str, EntityType]
    labels: dict[str, str]
    codes: dict[str, str]
    claims: list[BuiltClaim]


def read_built(path: Path) -> Built:
    """Read a built folder, or its Turtle file. Raises GraphError where there is none."""
    store = load(path)
    articles = {
        article: BuiltArticle(_file(page), folded(headline), folded(body))
        for article, page, headline, body in _rows(store, _ARTICLES)
    }
    for article, name in _rows(store, _AUTHORS):
        if article in articles:
            articles[article].authors.add(folded(name))
    forms: dict[str, set[Form]] = defaultdict(set)
    printed: dict[str, set[tuple[str, str]]] = defaultdict(set)
    types: dict[str, EntityType] = {}
    for entity, iri, surface, page, article in _rows(store, _MENTIONS):
        types[entity] = EntityType(iri.removeprefix(PREFIXES["kg"]))
        forms[entity].add(form(_file(page), types[entity], surface))
        printed[entity].add((article, folded(surface)))
    claims = [
        BuiltClaim(s, p.removeprefix(PREFIXES["kg"]), o, article, folded(evidence))
        for _, s, p, o, article, evidence in _rows(store, _CLAIMS)
    ]
    labels, codes = _pairs(store, _LABELS), _pairs(store, _CODES)
    return Built(articles, dict(forms), dict(printed), types, labels, codes, claims)


def claims_by_page(built: Built) -> dict[str, set[tuple[str, Predicate, str]]]:
    """The relations that the articles of each page state: (subject, predicate, object)."""
    known = {predicate.value: predicate for predicate in Predicate}
    found: dict[str, set[tuple[str, Predicate, str]]] = defaultdict(set)
    for claim in built.claims:
        if claim.predicate in known and claim.article in built.articles:
            page = built.articles[claim.article].page
            found[page].add((claim.subject, known[claim.predicate], claim.object))
    return found


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[tuple[str, ...]]:
    """The values of each row as strings, "" for what it leaves open."""
    import pyoxigraph

    result = store.query(query, prefixes=PREFIXES)
    assert isinstance(result, pyoxigraph.QuerySolutions)
    for row in result:
        yield tuple(str(term.value) if term is not None else "" for term in row)


def _pairs(store: pyoxigraph.Store, query: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(store, query)}


def _file(page: str) -> str:
    return PurePosixPath(page).name
