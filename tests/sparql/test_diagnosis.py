"""A wrong query is told line, column and what was expected there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RefusedQuery, WrongQuery
from kg.sparql.diagnosis import READ_ONLY, diagnose


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("", "line 1, column 1: the query ends where ASK, BASE, CONSTRUCT, DESCRIBE, PREFIX or SELECT was expected"),
        ("SELECT ?x WHERE ?x kg:kind ?k", "line 1, column 17: ‘?x’ stands where ‘{’ was expected"),
        ("SELECT (COUNT(*) AS ?n { ?s ?p ?o }", "line 1, column 24: ‘{’ stands where ‘)’ was expected"),
        ("SELECT * { ?s ?p ?o }\nLIMIT ten", "line 2, column 7: ‘ten’ stands where a number was expected"),
        ("ASK {\n ?s kg:kind '县 }", "line 2, column 13: this quotation mark is never closed"),
        ("ASK {\n  ?x a nobody:Knows }", "line 2, column 8: the prefix nobody: is not declared; known are kg:, "),
        ("SELECT （*） {}", "line 1, column 8: ‘（’ stands where ‘(’, ‘*’, DISTINCT, REDUCED or a variable"),
        ("ASK { ?s ?p ", "line 1, column 12: the query ends where "),
    ],
)
def test_a_wrong_query_is_told_where_and_what(sparql: str, message: str) -> None:
    error = diagnose(sparql)
    assert isinstance(error, WrongQuery)
    assert str(error).startswith(message)


def test_the_place_is_pointed_at_below_chinese_text() -> None:
    message = str(diagnose("ASK { ?s kg:name '县' kg:kind ?k }"))
    assert message.split("\n")[1:] == ["  ASK { ?s kg:name '县' kg:kind ?k }", " " * 24 + "^"]


@pytest.mark.parametrize(
    "sparql",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "# a note\nPREFIX x: <http://example.org/> INSERT DATA { x:a x:b x:c }",
        "LOAD SILENT <http://example.org/>",
        "CLEAR ALL ; DROP GRAPH <http://example.org/>",
        "WITH <http://example.org/> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "INSERT DATA { <a> <b> ",
    ],
)
def test_updates_are_refused_in_one_line(sparql: str) -> None:
    error = diagnose(sparql)
    assert isinstance(error, RefusedQuery)
    assert str(error) == READ_ONLY


def test_what_the_engine_alone_sees_is_told_in_its_words() -> None:
    said = "error at 1:41: expected one of The SELECT contains a variable that is unbound, [_]"
    message = str(diagnose("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", said))
    assert "The SELECT contains a variable that is unbound (at or before line 1, column 41)" in message


@given(st.text(alphabet="SELECT ASK{}?x.;,'\"<>:ab#\n（", max_size=40))
def test_any_text_gets_an_answer(sparql: str) -> None:
    assert str(diagnose(sparql, "error at 1:1: expected [_]"))
