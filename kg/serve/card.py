"""What the graph says of one entity or article, asked for a page that a person reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kg.sparql import Answer, Asked

Row = dict[str, str]
Ask = Callable[[Asked], Answer]

_BASE = "SELECT ?article WHERE { ?article a kg:Article } ORDER BY ?article LIMIT 1"
_TYPE = """SELECT ?type WHERE { %s a ?type
  FILTER(?type IN (kg:Article, kg:Place, kg:Agency, kg:Programme, kg:Person)) } ORDER BY ?type LIMIT 1"""
_NAMES = """SELECT ?name ?kind ?code ?anonymised WHERE { %s skos:prefLabel ?name FILTER(LANG(?name) = "zh")
  OPTIONAL { %s kg:kind ?kind } OPTIONAL { %s kg:divisionCode ?code } OPTIONAL { %s kg:anonymised ?anonymised } }"""
_OTHERS = "SELECT DISTINCT ?name WHERE { %s skos:altLabel ?name } ORDER BY ?name"
_CANDIDATES = """SELECT ?code ?score WHERE { %s kg:candidate ?c . ?c kg:candidateCode ?code ; kg:score ?score }
ORDER BY DESC(?score) ?code"""
_FACTS = """SELECT ?key ?other ?name ?sentence ?post ?note ?confidence ?article ?headline ?page ?who ?source WHERE {
  { ?claim rdf:subject %s ; rdf:object ?other BIND("" AS ?direction) }
  UNION { ?claim rdf:object %s ; rdf:subject ?other BIND(".inverse" AS ?direction) }
  ?claim rdf:predicate ?property ; kg:evidence ?sentence ; kg:confidence ?confidence .
  ?other skos:prefLabel ?name FILTER(LANG(?name) = "zh")
  OPTIONAL { ?claim kg:inArticle ?article . ?article kg:page ?page OPTIONAL { ?article schema:headline ?headline } }
  OPTIONAL { ?claim prov:wasAttributedTo/rdfs:label ?who } OPTIONAL { ?claim dcterms:source ?source }
  OPTIONAL { ?claim kg:post ?post } OPTIONAL { ?claim kg:note ?note }
  BIND(STRAFTER(STR(?property), "#") AS ?relation) BIND(CONCAT(?relation, ?direction) AS ?key)
} ORDER BY ?direction ?relation ?name ?page ?sentence"""
_ARTICLES = """SELECT DISTINCT ?article ?headline ?page WHERE {
  { %s kg:mentionedIn ?article } UNION { ?article schema:author %s }
  ?article kg:page ?page . OPTIONAL { ?article schema:headline ?headline }
} ORDER BY ?page ?headline ?article"""
_ARTICLE = """SELECT ?headline ?page ?lines ?byline ?body WHERE { %s kg:page ?page
  OPTIONAL { %s schema:headline ?headline } OPTIONAL { %s kg:pageLines ?lines }
  OPTIONAL { %s kg:byline ?byline } OPTIONAL { %s schema:articleBody ?body } }"""
_NAMED = """SELECT DISTINCT ?entity ?name ?type ?kind WHERE {
  ?entity kg:mentionedIn %s ; skos:prefLabel ?name ; a ?class ; kg:kind ?kind FILTER(LANG(?name) = "zh")
  FILTER(?class IN (kg:Place, kg:Agency, kg:Programme, kg:Person)) BIND(STRAFTER(STR(?class), "#") AS ?type)
} ORDER BY ?type ?name ?entity"""
_STATED = """SELECT ?subject ?from ?relation ?object ?to ?post ?note ?confidence ?sentence WHERE {
  ?claim kg:inArticle %s ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ;
         kg:evidence ?sentence ; kg:confidence ?confidence .
  ?subject skos:prefLabel ?from FILTER(LANG(?from) = "zh")
  ?object skos:prefLabel ?to FILTER(LANG(?to) = "zh")
  OPTIONAL { ?claim kg:post ?post } OPTIONAL { ?claim kg:note ?note }
  BIND(STRAFTER(STR(?property), "#") AS ?relation)
} ORDER BY ?sentence ?relation ?from ?to"""
_ABOUT = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND(%s AS ?s) ?s ?p ?o }
  UNION { ?s rdf:subject|rdf:object|kg:inArticle %s ; a rdf:Statement ; ?p ?o }
  UNION { %s kg:candidate ?s . ?s ?p ?o }
}"""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity as its page shows it."""

    type: str
    head: Row  # name, kind, code, anonymised
    others: list[Row]  # name
    candidates: list[Row]  # code, score
    facts: list[
        Row
    ]  # key (of the relation's words), other (IRI), name, sentence, post, note, confidence, article, headline, page;
    # of a person's also who, and the source if there is no article
    articles: list[Row]  # article (IRI), headline, page


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article as its page shows it."""

    head: Row  # headline, page, lines, byline, body
    named: list[Row]  # entity (IRI), name, type, kind
    facts: list[Row]  # subject, from, relation, object, to, post, note, confidence, sentence


def base_of(ask: Ask) -> str:
    """What the IRIs of the graph's things begin with, up to the name of their sort; "" of a graph without articles."""
    found = _rows(ask, _BASE)
    return found[0]["article"].rpartition("article/")[0] if found else ""


def card_of(ask: Ask, iri: str) -> EntityCard | ArticleCard | None:
    """All that a page shows of an entity or article; None where the IRI is neither."""
    node = as_term(iri)
    rows = partial(_about, ask, node)
    kinds = rows(_TYPE)
    if not kinds:
        return None
    kind = kinds[0]["type"].partition("#")[2]
    if kind == "Article":
        heads = rows(_ARTICLE)
        return ArticleCard(heads[0] if heads else {}, rows(_NAMED), rows(_STATED))
    heads = rows(_NAMES)
    facts, articles = rows(_FACTS), rows(_ARTICLES)
    return EntityCard(kind, heads[0] if heads else {}, rows(_OTHERS), rows(_CANDIDATES), facts, articles)


def triples_of(ask: Ask, iri: str, media: str) -> bytes:
    """What the graph says of a thing, with the claims about it, in an RDF format; b"" where it says nothing."""
    node = as_term(iri)
    if not json.loads(ask(Asked(f"ASK {{ {node} ?p ?o }}")).body)["boolean"]:
        return b""
    return ask(Asked(_ABOUT.replace("%s", node), "", media)).body


def as_term(iri: str) -> str:
    """The IRI as SPARQL writes it; ValueError where it is none, so that no IRI can end and go on as a query."""
    import pyoxigraph

    return str(pyoxigraph.NamedNode(iri))


def _about(ask: Ask, node: str, sparql: str) -> list[Row]:
    return _rows(ask, sparql.replace("%s", node))


def _rows(ask: Ask, sparql: str) -> list[Row]:
    found: list[dict[str, Any]] = json.loads(ask(Asked(sparql)).body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]
