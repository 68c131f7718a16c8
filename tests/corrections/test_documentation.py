"""docs/corrections.md: its commands run, and its table does what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.corrections.line import NEEDED
from kg.corrections.table import read_corrections
from kg.corrections.words import chinese, words
from kg.rdf.reading import read_graph

DOCS = Path(__file__).parents[2] / "docs"
TEXT, CHINESE = ((DOCS / name).read_text(encoding="utf-8") for name in ("corrections.md", "corrections.zh.md"))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}(?: \S+)?\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with examples/ and the table of the document; commands run in it."""
    shutil.copytree(examples / "pages", tmp_path / "examples" / "pages")
    (table,) = blocks("csv")
    (tmp_path / "corrections.csv").write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(block: str) -> list[Result]:
    return [CliRunner().invoke(main, shlex.split(line)[1:]) for line in block.strip().split("\n")]


def test_the_commands_run_and_the_table_does_what_it_says(folder: Path) -> None:
    first, second, third, fourth = blocks("bash")
    results = [*run(first), *run(second)]
    assert [result.exit_code for result in results] == [0] * 6, results
    told = json.loads((folder / "output" / "report.json").read_text(encoding="utf-8"))["corrections"]
    # What the machine misread once it may read rightly with better weights: then there is nothing to reject.
    assert {line["outcome"] for line in told["lines"] if line["action"] != "reject"} == {"changed"}, told
    assert told["counts"]["wrong"] == 0
    graph = read_graph(folder / "output")
    assert (graph.nodes["person/衣福海"]["kind"], graph.nodes["person/衣福海"]["replaces"]) == (
        "expert", ("person/衣福海@500237",),
    )  # fmt: skip
    assert "stated by a person: 李编辑" in results[3].output
    assert (folder / "more.csv").is_file()
    assert [result.exit_code for result in (*run(third), *run(fourth))] == [0, 0]
    assert "same_as" in (folder / "entities.csv").read_text(encoding="utf-8-sig").partition("\n")[0]


def test_the_table_of_actions_is_whole() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", TEXT, re.MULTILINE))
    actions = {action.value: chinese("action", action.value) for action in NEEDED}
    assert told == actions
    assert {
        action: word for word, action in re.findall(r"^\| (\w+) \| `([a-z-]+)` \|", CHINESE, re.MULTILINE)
    } == actions
    assert all(f"{chinese('predicate', relation)} `{relation}`" in CHINESE for relation in words("predicate"))


def test_the_chinese_table_asks_for_the_same(tmp_path: Path) -> None:
    (tmp_path / "zh.csv").write_text("".join(re.findall(r"^```csv \S+\n(.*?)^```", CHINESE, re.M | re.S)), "utf-8")
    (tmp_path / "en.csv").write_text(blocks("csv")[0], "utf-8")
    english, found = (read_corrections(tmp_path / name).lines for name in ("en.csv", "zh.csv"))
    assert [replace(line, value="") for line in found] == [replace(line, value="") for line in english]
    assert len(found) == 6
