"""What docs/python.md and the docstrings of kg show is what happens, over the example pages."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

import kg
from kg.api import answers, building, graph, html, values

DOCS = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.fixture(autouse=True)
def folder(built: Path, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with examples/ and output/ in it."""
    shutil.copytree(examples / "pages", tmp_path / "examples" / "pages")
    shutil.copytree(built, tmp_path / "output")
    monkeypatch.chdir(tmp_path)


def test_docs_python() -> None:
    found = doctest.testfile(str(DOCS), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert found.failed == 0
    assert found.attempted > 20


def test_docstrings() -> None:
    results = [doctest.testmod(module) for module in (kg, answers, building, graph, html, values)]
    assert [result.failed for result in results] == [0] * len(results)
    assert sum(result.attempted for result in results) >= 5


def test_the_table_of_values_names_every_public_attribute() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {line.split("`")[1]: set(line.split("`")[3::2]) for line in rows}
    assert told == {
        value.__name__: {name for name in dir(value) if not name.startswith("_")}
        for value in (kg.Entity, kg.Claim, kg.Article, kg.Mention)
    }
