"""N-Triples, TriG and JSON-LD hold what graph.ttl holds, for rdflib and for pyoxigraph."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import VOID
from rdflib.compare import isomorphic

from kg.errors import GraphError, NoGraph
from kg.rdf import DEFAULT_BASE, read_rdflib, write_jsonld, write_ntriples, write_trig, write_turtle

if TYPE_CHECKING:
    import networkx as nx


class Form(NamedTuple):
    """A format: what writes it, and what rdflib and pyoxigraph call it."""

    write: Callable[[Path, Path], None]
    rdflib: str
    oxigraph: pyoxigraph.RdfFormat


FORMS = {
    "ntriples": Form(write_ntriples, "nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "trig": Form(write_trig, "trig", pyoxigraph.RdfFormat.TRIG),
    "jsonld": Form(write_jsonld, "json-ld", pyoxigraph.RdfFormat.JSON_LD),
}
every = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)

# rdflib's own parsers use what rdflib itself calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture
def turtle(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> Path:
    write_turtle(graph, tmp_path / "graph.ttl")
    return tmp_path


def flat(path: Path, form: str) -> rdflib.Graph:
    """All triples of a file, those of named graphs too, read by rdflib."""
    result = rdflib.Graph()
    for subject, predicate, obj, _ in rdflib.Dataset().parse(path, format=form).quads():
        result.add((subject, predicate, obj))
    return result


def rows(path: Path, form: pyoxigraph.RdfFormat) -> set[str]:
    """All triples of a file, those of named graphs too, read by pyoxigraph."""
    return {str(quad.triple) for quad in pyoxigraph.parse(path=path, format=form)}


@every
def test_every_format_is_the_same_graph(turtle: Path, form: Form) -> None:
    form.write(turtle, turtle / "other")
    parsed = rdflib.Graph().parse(turtle / "graph.ttl")
    assert len(parsed) > 400
    assert isomorphic(flat(turtle / "other", form.rdflib), parsed)
    assert isomorphic(read_rdflib(turtle), parsed)
    assert rows(turtle / "other", form.oxigraph) == rows(turtle / "graph.ttl", pyoxigraph.RdfFormat.TURTLE)


@every
def test_equal_files_give_equal_bytes(turtle: Path, form: Form) -> None:
    form.write(turtle, turtle / "one")
    form.write(turtle, turtle / "two")
    assert (turtle / "one").read_bytes() == (turtle / "two").read_bytes()


def test_trig_holds_the_data_in_a_graph_named_as_the_data_set(turtle: Path) -> None:
    write_trig(turtle, turtle / "g.trig")
    store = pyoxigraph.Store()
    store.load(path=turtle / "g.trig", format=pyoxigraph.RdfFormat.TRIG)
    (name,) = store.named_graphs()
    (stated,) = store.quads_for_pattern(name, pyoxigraph.NamedNode(VOID.triples), None, pyoxigraph.DefaultGraph())
    assert isinstance(stated.object, pyoxigraph.Literal)
    assert len(list(store.quads_for_pattern(None, None, None, name))) == int(stated.object.value) > 300
    outside = {str(quad.subject) for quad in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())}
    assert all(subject.startswith((f"{name}"[:-1], f"<{DEFAULT_BASE}software/")) for subject in outside)


def test_jsonld_has_short_names_and_exact_numbers(turtle: Path) -> None:
    write_jsonld(turtle, turtle / "g.jsonld")
    nodes = {node["id"]: node for node in json.loads((turtle / "g.jsonld").read_text(encoding="utf-8"))["@graph"]}
    place = nodes[f"{DEFAULT_BASE}place/登封市-410185"]
    assert place == {
        "id": f"{DEFAULT_BASE}place/登封市-410185", "type": "Place", "name": {"zh": "登封市"}, "kind": "county",
        "kindConcept": "kg:kind-county", "divisionCode": "410185",
        "cooperatesWith": f"{DEFAULT_BASE}place/古城区-530702",
        "mentionedIn": [f"{DEFAULT_BASE}article/2f61aa90c4d5e7b8", f"{DEFAULT_BASE}article/b85d6f0a1e3c2974"],
    }  # fmt: skip
    (post,) = [node for node in nodes.values() if node.get("post")]
    assert (post["type"], post["predicate"], post["confidence"]) == ("Claim", "affiliatedWith", "0.95")
    assert {name for node in nodes.values() for name in node if ":" in name} == set()
    small = (turtle / "graph.ttl").read_text(encoding="utf-8").replace("kg:confidence 0.95", "kg:confidence 0.0000001")
    (turtle / "graph.ttl").write_text(small, encoding="utf-8")
    write_jsonld(turtle, turtle / "g.jsonld")
    found = flat(turtle / "g.jsonld", "json-ld").objects(
        None, rdflib.URIRef("https://w3id.org/newskg/ontology#confidence")
    )
    assert Decimal("0.0000001") in [value.toPython() for value in found if isinstance(value, rdflib.Literal)]


def test_what_others_add_is_kept(turtle: Path) -> None:
    added = (
        'place:登封市-410185 <http://www.w3.org/2002/07/owl#sameAs> _:there ; skos:prefLabel "Dengfeng"@en, "登封" ;\n'
        '    kg:kind "county"@en ; kg:score "x" ; kg:partOf "nowhere" .\n_:there <http://example.org/is> 1.50 .\n'
    )
    with (turtle / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write(added)
    parsed = rdflib.Graph().parse(turtle / "graph.ttl")
    for form in FORMS.values():
        form.write(turtle, turtle / "other")
        assert isomorphic(flat(turtle / "other", form.rdflib), parsed), form.rdflib


texts = st.one_of(
    st.sampled_from(['"""', "\\", '" . <x:a> <x:b> "', "\n\r\t", "\x00\x1f\x7f\x85", "\u202e》>", "@id", "_:b", "{}",
                     "名" * 100_000, "\ud800"]),
    st.text(st.characters(), max_size=30),
)  # fmt: skip


@every
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts, node=texts)
@example(text='"' * 100_000, node="名" * 100_000)
def test_no_text_can_break_a_format(
    tmp_path: Path, graph: nx.MultiDiGraph[str], form: Form,
    text: str, node: str,
) -> None:  # fmt: skip
    hostile = graph.copy()
    blank: dict[str, Any] = {"names": (text,), "code": "", "candidates": (), "anonymised": False}
    hostile.add_node(f"place/{node}x", **blank | {"type": "Place", "kind": "site", "name": text})
    write_turtle(hostile, tmp_path / "graph.ttl")
    form.write(tmp_path, tmp_path / "other")
    assert rows(tmp_path / "other", form.oxigraph) == rows(tmp_path / "graph.ttl", pyoxigraph.RdfFormat.TURTLE)


@every
def test_a_folder_without_a_graph(tmp_path: Path, form: Form) -> None:
    with pytest.raises(NoGraph, match="build it first"):
        form.write(tmp_path, tmp_path / "other")
    (tmp_path / "graph.ttl").write_text("no Turtle")
    with pytest.raises(GraphError, match="build it again"):
        form.write(tmp_path, tmp_path / "other")
