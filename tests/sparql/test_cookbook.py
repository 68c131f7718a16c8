"""Every question of the cookbook has an answer on the example pages, and rdflib gives the same one."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from kg.errors import UsageError
from kg.sparql import Asked, Question, Worker, questions
from kg.sparql.cookbook import question

DOCS = Path(__file__).parents[2] / "docs"
Row = tuple[str, ...]
EACH = pytest.mark.parametrize("asked", questions(), ids=lambda asked: str(asked.name))


@pytest.fixture(scope="module")
def worker(built: Path) -> Iterator[Worker]:
    with Worker(built) as found:
        yield found


@pytest.fixture(scope="module")
def in_rdflib(built: Path) -> rdflib.Graph:
    # Without prefixes of its own: a question brings those that it needs.
    return rdflib.Graph(bind_namespaces="none").parse(built / "graph.ttl")


def answer(worker: Worker, asked: Question) -> list[Row]:
    found = json.loads(worker.ask(Asked(asked.sparql)).body)
    return [tuple(row.get(name, {}).get("value", "") for name in found["head"]["vars"])
            for row in found["results"]["bindings"]]  # fmt: skip


def test_there_are_twenty_questions_in_both_languages() -> None:
    assert len(questions()) == 20
    assert len({asked.chinese for asked in questions()}) == len({asked.english for asked in questions()}) == 20
    assert all(asked.chinese.endswith(("？", "）")) and asked.english.endswith("?") for asked in questions())


@EACH
def test_every_question_has_an_answer_and_rdflib_gives_the_same(
    worker: Worker, in_rdflib: rdflib.Graph, asked: Question
) -> None:
    found = answer(worker, asked)
    assert found
    assert all(any(row) for row in found)
    same = [tuple("" if value is None else str(value) for value in row) for row in in_rdflib.query(asked.sparql)]  # type: ignore[union-attr]
    assert sorted(same) == sorted(found)


@EACH
def test_an_answer_comes_in_the_same_order_each_time(worker: Worker, asked: Question) -> None:
    assert answer(worker, asked) == answer(worker, asked)


def test_a_name_that_no_question_has_is_told() -> None:
    with pytest.raises(UsageError, match=r"no question is named nothing; there are aliases, "):
        question("nothing")
    assert question("posts").english == "Who holds which post, and where?"


def test_the_answers_in_the_documentation_are_current(built: Path) -> None:
    spec = importlib.util.spec_from_file_location("cookbook", DOCS / "cookbook.py")
    assert spec
    assert spec.loader
    cookbook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cookbook)
    page = (DOCS / "sparql.md").read_text(encoding="utf-8")
    assert cookbook.written(page, built) == page, "what is extracted has changed: run python docs/cookbook.py"
    assert page.count("](../ontology/queries/") == 20
