"""What docs/rdf.md shows, run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.export.formats import FORMATS
from kg.rdf import write_turtle
from kg.rdf.store import load
from kg.rdf.terms import PREFIXES
from kg.rdf.vocabulary import vocabulary_file

if TYPE_CHECKING:
    import networkx as nx

TEXT = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> Path:
    (tmp_path / "output").mkdir()
    write_turtle(graph, tmp_path / "output" / "graph.ttl")
    return tmp_path / "output"


@pytest.mark.parametrize(("query", "size"), list(zip(QUERIES, (6, 15 * 9), strict=True)))
def test_the_conversions_give_the_same_in_both_engines(folder: Path, query: str, size: int) -> None:
    made = load(folder).query(query, prefixes=PREFIXES)
    assert isinstance(made, pyoxigraph.QueryTriples)
    text = pyoxigraph.serialize(made, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert text is not None
    ours = rdflib.Graph().parse(data=text, format="nt")
    theirs = rdflib.Graph().parse(folder / "graph.ttl").query(query, initNs=PREFIXES).graph
    assert theirs is not None
    assert len(ours) == size
    assert isomorphic(ours, theirs)


def test_the_example_of_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, graph: nx.MultiDiGraph[str]) -> None:
    monkeypatch.chdir(folder.parent)
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert list(names["graph"].edges(data=True)) == list(graph.edges(data=True))  # type: ignore[attr-defined]
    assert set(names["again"]) == set(names["triples"])  # type: ignore[call-overload]


def test_the_example_of_turtle_has_the_words_of_a_graph(folder: Path) -> None:
    (turtle,) = re.findall(r"```turtle\n(.*?)```", TEXT, re.DOTALL)
    written = (folder / "graph.ttl").read_text(encoding="utf-8")
    header = written.partition("\n\n")[0]
    shown = rdflib.Graph().parse(data=f"{header}\n{turtle}", format="turtle")
    assert len(shown) == 14
    assert set(shown.predicates()) <= set(rdflib.Graph().parse(data=written, format="turtle").predicates())


def test_the_table_of_alignments_is_that_of_the_ontology() -> None:
    stated = vocabulary_file("newskg.ttl").read_text(encoding="utf-8")
    table = TEXT.partition("| ours | stands below")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        for term in re.findall(r"`([a-z]+:\w+)`", row):
            assert re.search(rf"\b{term}\b", stated), term


def test_the_formats_are_those_of_the_command() -> None:
    table = TEXT.partition("| format | file |")[2].partition("\n\n")[0]
    named = set(re.findall(r"^\| (.*?) \|", table, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", " ".join(named))) <= set(FORMATS)
    assert {"ntriples", "trig", "jsonld", "graphml", "gexf"} <= set(re.findall(r"`(\w+)`", " ".join(named)))
