"""kg query as users call it: the cookbook by name, files, limits, statuses."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main
from kg.sparql import questions
from tests.sparql.test_process import ENDLESS


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["query", *map(str, arguments)])


def test_the_cookbook_is_listed_without_a_folder() -> None:
    lines = run("--list").stdout.splitlines()
    assert lines[::3] == [question.name for question in questions()]
    assert "  谁在哪里担任什么职务？" in lines


def test_a_question_is_asked_by_its_name(folder: Path) -> None:
    assert run(folder, "--question", "posts", "--format", "csv").stdout == (
        "person,post,where\n韩一鸣,局长,登封市市场监督管理局\n"
    )
    result = run(folder, "-q", "nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no question is named nothing" in result.stderr


def test_only_one_query_is_taken(folder: Path) -> None:
    assert "give the query either" in run(folder, "ASK {}", "-q", "posts").stderr


def test_a_file_may_begin_with_a_mark_of_its_encoding_and_must_be_utf_8(folder: Path, tmp_path: Path) -> None:
    query = tmp_path / "query.rq"
    query.write_bytes("ASK { ?p skos:prefLabel '登封市'@zh }".encode("utf-8-sig"))
    assert run(folder, "-f", query).stdout == "true\n"
    query.write_bytes("ASK { ?p skos:prefLabel '登封市'@zh }".encode("gb18030"))
    result = run(folder, "-f", query)
    assert result.exit_code == 2
    assert "query.rq: cannot be read as text in UTF-8" in result.stderr


def test_a_query_comes_from_the_standard_input(folder: Path) -> None:
    result = CliRunner().invoke(main, ["query", str(folder), "-f", "-"], input="ASK { ?p skos:prefLabel '登封市'@zh }")
    assert result.stdout == "true\n"


def test_a_query_that_was_stopped_has_failed(folder: Path) -> None:
    result = run(folder, ENDLESS, "--timeout", "0.3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: the query was stopped after 0.3 seconds; ask for less, or allow more time\n"
    assert run(folder, "ASK {}", "--timeout", "0").exit_code == 2


def test_a_wrong_query_is_pointed_at(folder: Path) -> None:
    result = run(folder, "ASK {\n  ?s kg:kind '县' kg:kind ?k }")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: line 2, column 18: ‘kg:kind’ stands where ")
    assert result.stderr.endswith("\n    ?s kg:kind '县' kg:kind ?k }\n" + " " * 20 + "^\n")
