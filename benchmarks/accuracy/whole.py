"""The whole way on a sample: a graph as a user gets it, and its figures by kg evaluate's definition."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy.codes import COUNTY_CODE
from benchmarks.accuracy.samples import Sample
from kg.evaluate import Scores, evaluation
from kg.evaluate.built import read_built
from kg.evaluate.scores import Share
from kg.evaluate.wanted import wanted
from kg.graph import to_graph
from kg.model import Predicate, Reading
from kg.rdf import write_turtle
from kg.rdf.store import load
from kg.rdf.terms import PREFIXES
from kg.resolve.corpus import entities

_CONFIDENCE = """SELECT ?s ?p ?o ?page ?confidence WHERE { ?c a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ;
  rdf:object ?o ; kg:inArticle ?a ; kg:confidence ?confidence . ?a kg:page ?page }"""


class Tenth(NamedTuple):
    """Claims of a tenth of confidence: how many, their mean confidence, the share of them that is right."""

    begin: float
    claims: int
    mean: float
    right: float


class Measured(NamedTuple):
    """The figures of a sample; its codes of counties and above; confidence of each claim, and whether it is right."""

    scores: Scores
    county_codes: Share
    claims: list[tuple[float, bool]]


def measure(sample: Sample, readings: Sequence[Reading]) -> Measured:
    """Measure what some readings of a sample's articles say."""
    import pyoxigraph

    graph = to_graph(readings, entities(referent for reading in readings for referent in reading.referents))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        write_turtle(graph, path)
        built = read_built(path)
        rows = load(path).query(_CONFIDENCE, prefixes=PREFIXES)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        told = {tuple(str(term.value) for term in row) for row in rows}
    ask = wanted(sample.pages)
    match = evaluation.align(ask, built, sample.pages).match
    counties = {key: code for key, code in ask.codes.items() if len(code) == COUNTY_CODE}
    scores = evaluation.compare(built, sample.pages)
    claims = _judged(sample, match, sorted(told))
    return Measured(scores, evaluation.code_share(counties, built.codes, match), claims)


def reliability(claims: Sequence[tuple[float, bool]]) -> list[Tenth]:
    """How often claims are right, by tenths of their confidence."""
    tenths = [[claim for claim in claims if min(9, int(claim[0] * 10)) == tenth] for tenth in range(10)]
    return [
        Tenth(number / 10, len(own), *(sum(claim[index] for claim in own) / len(own) for index in (0, 1)))
        for number, own in enumerate(tenths)
        if own
    ]


def _judged(sample: Sample, match: Mapping[str, str], told: list[tuple[str, ...]]) -> list[tuple[float, bool]]:
    ask = wanted(sample.pages)
    keys = {iri: key for key, iri in match.items()}
    aside = ask.optional_keys - ask.required_keys
    files = {page.file for page in sample.pages}
    found = []
    for subject, predicate, obj, page, confidence in told:
        one, two = keys.get(subject, f"?{subject}"), keys.get(obj, f"?{obj}")
        name = Predicate(predicate.removeprefix(PREFIXES["kg"]))
        ways = [(page, one, name, two)]
        ways += [(page, two, name, one)] if name is Predicate.COOPERATES_WITH else []
        if page in files and not {one, two} & aside and not ask.optional_relations.intersection(ways):
            found.append((float(confidence), bool(ask.relations.intersection(ways))))
    return found
