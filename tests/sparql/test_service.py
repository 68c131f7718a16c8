"""No query reaches another server, however its SERVICE is written; the word itself may stand anywhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import Query

from kg.errors import RefusedQuery, UsageError
from kg.rdf.terms import PREFIXES
from kg.sparql import query
from kg.sparql.service import mask, objection
from tests.sparql.conftest import Elsewhere

CALLS = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "SELECT * { sErViCe<%s>{} }",
    "SELECT * { ?s ?p 1SERVICE<%s>{} }",
    "SELECT * {\tSERVICE\r# a comment\n<%s> {} }",
    "SELECT * { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { { ?s ?p ?o } UNION { SERVICE <%s> { ?s ?p ?o } } } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { GRAPH ?g { SERVICE <%s> { ?s ?p ?o } } } }",
    "SELECT (EXISTS { SERVICE <%s> { ?s ?p ?o } } AS ?x) {}",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <%s> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
    "PREFIX : <%s> SELECT * { SERVICE:{} }",
    "PREFIX service: <%s> PREFIX : <%s> SELECT ?service { SERVICE service: { ?service ?zzzzzz ?yzzzzzzy } }",
    # Read by others as a comment that goes on to the line's end, or as a string that is over.
    "SELECT * { ?s ?p ?o # \r SERVICE <%s> { }\n}",
    'SELECT * { ?s ?p "\\u0022 . } #" . SERVICE <%s> { } }',
]
NO_CALLS = [
    'SELECT * { ?s kg:evidence "SERVICE <http://127.0.0.1:9/> { }" }',
    "SELECT * { ?s kg:evidence '''SERVICE <x>\nSERVICE''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT ?service { ?service a kg:Place }",
    "SELECT ?service ?zservice ?servicez { ?service ?zservice ?servicez }",
    "PREFIX service: <http://example.org/service#> SELECT * { ?s a service:Service }",
    "SELECT * { <http://example.org/service> ?p ?o . _:service ?p ?o }",
    "SELECT * { ?programme kg:kind 'service' }",
]


@pytest.mark.parametrize("sparql", CALLS)
def test_a_call_is_refused_and_not_made(folder: Path, elsewhere: Elsewhere, sparql: str) -> None:
    text = sparql.replace("%s", elsewhere.address)
    with pytest.raises(UsageError):
        query(folder, text)
    assert elsewhere.asked == []
    # What was refused is indeed what the engine would have done.
    try:
        list(pyoxigraph.Store().query(text, prefixes=PREFIXES))  # type: ignore[arg-type]
    except (OSError, RuntimeError, TypeError):
        pass
    except SyntaxError:
        pytest.fail("the example is no query")


@pytest.mark.parametrize("sparql", NO_CALLS)
def test_the_word_alone_is_no_call(folder: Path, sparql: str) -> None:
    assert query(folder, sparql)


def test_a_refusal_says_where(folder: Path) -> None:
    with pytest.raises(RefusedQuery, match="line 2, column 3: SERVICE is refused"):
        query(folder, "SELECT * {\n  SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


# The rest are queries that rdflib does not read, or reads as something else.
@pytest.mark.parametrize("sparql", [*CALLS[:4], *CALLS[5:16], *NO_CALLS])
def test_rdflib_finds_the_same_calls(sparql: str) -> None:
    text = sparql.replace("%s", "http://127.0.0.1:9/")
    found = "ServiceGraphPattern" in repr(Query.parse_string(text, parse_all=True))
    assert bool(objection(text, PREFIXES)) == found


@given(st.text(alphabet="servicSERVICzyſ_ \\u0053", max_size=60), st.sampled_from(["'{}'", "?s{}", "# {}\n"]))
def test_names_and_texts_stay_what_they_are(text: str, form: str) -> None:
    sparql = "SELECT * { ?a ?b " + form.format(text) + " }"
    store = pyoxigraph.Store()
    try:
        store.query(sparql)
    except SyntaxError:
        return
    assert not objection(sparql, PREFIXES)


@given(st.lists(st.text(alphabet="servicezy", min_size=1, max_size=12), unique=True, min_size=2))
def test_names_that_differ_still_differ_when_the_word_is_changed(names: list[str]) -> None:
    masked = mask(" ".join(names)).split()
    assert len(set(masked)) == len(names)
    assert not any("service" in name for name in masked)


CONFINED = """
import sys, pyoxigraph
from kg.sparql.confinement import confine
confine(2**30)
store = pyoxigraph.Store()
assert not bool(store.query("ASK { ?s ?p ?o }"))
list(store.query(f"SELECT * {{ SERVICE <{sys.argv[1]}> {{ ?s ?p ?o }} }}"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of a process's own")
def test_a_confined_process_reaches_nothing_even_if_asked(elsewhere: Elsewhere) -> None:
    command = [sys.executable, "-c", CONFINED, elsewhere.address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Too many open files" in done.stderr
    assert elsewhere.asked == []
