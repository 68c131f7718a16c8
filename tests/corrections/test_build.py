"""kg build --corrections, from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

PAGE = """资溪白茶开采

田 禾

江西省资溪县高阜镇石陂村的白茶开采了。村民李秀兰说，茶叶公司上门收购，她一天能挣两百元。
"""
GRAPHS = ("graph.ttl", "graph.html", "graph.graphml", "graph.gexf")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "tea.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path / "tea.txt"


def build(page: Path, name: str, table: str | None = None) -> Result:
    options = []
    if table is not None:
        (page.parent / "c.csv").write_text(table, encoding="utf-8")
        options = ["--corrections", str(page.parent / "c.csv")]
    return CliRunner().invoke(main, ["build", str(page), "-o", str(page.parent / name), *options])


def graphs(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in GRAPHS]


def test_lines_that_are_not_followed_are_told_and_the_build_goes_on(page: Path) -> None:
    table = "action,entity,value,vale\nalias,李秀兰,茶农,\nburn,李秀兰,,\nalias,王芳,甲,\n,李秀兰,,\nrename,石陂村,,\n"
    result = build(page, "out", table)
    assert result.exit_code == 0
    assert result.stderr.count("c.csv, line") == 3
    for told in (
        "line 3: burn is no action",
        "line 4: nothing is called 王芳",
        "line 6: rename needs",
        "left out: vale",
    ):
        assert told in result.stderr
    assert (
        "c.csv: 1 lines changed something, 0 say what is so, 1 match nothing, 2 are wrong, 1 are undecided"
        in result.stdout
    )
    report = json.loads((page.parent / "out" / "report.json").read_text(encoding="utf-8"))["corrections"]
    assert report["counts"] == {"changed": 1, "unchanged": 0, "unmatched": 1, "wrong": 2, "undecided": 1}
    assert [(line["line"], line["outcome"]) for line in report["lines"]] == [
        (2, "changed"), (3, "wrong"), (4, "unmatched"), (6, "wrong"),
    ]  # fmt: skip
    assert report["ignored_columns"] == ["vale"]


def test_the_same_pages_and_corrections_give_the_same_bytes_whatever_the_order_of_lines(page: Path) -> None:
    head, *lines = [
        "action,entity,object,value,predicate,evidence,source,by",
        "rename,李秀兰,,李秀娟,,,,甲",
        "alias,李秀娟,,茶农,,,,乙",
        "merge,石陂村,高阜镇,,,,,",
        "add,李秀兰,资溪县,,associatedPlace,她是资溪人。,县志,甲",
        "same-as,资溪县,,Q12345,,,,",
    ]
    assert build(page, "one", "\n".join([head, *lines, ""])).exit_code == 0
    assert build(page, "two", "\n".join([head, *reversed(lines), ""])).exit_code == 0
    assert graphs(page.parent / "one") == graphs(page.parent / "two")
    assert build(page, "none").exit_code == 0
    assert graphs(page.parent / "one") != graphs(page.parent / "none")
    assert CliRunner().invoke(main, ["validate", str(page.parent / "one")]).exit_code == 0


def test_an_empty_table_changes_no_byte_of_a_graph(page: Path) -> None:
    build(page, "none")
    assert build(page, "empty", "action,entity\n").exit_code == 0
    assert graphs(page.parent / "empty") == graphs(page.parent / "none")
    assert "corrections" not in json.loads((page.parent / "none" / "report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", ["", "名称,值\n甲,乙\n"])
def test_a_file_that_is_no_table_is_a_wrong_call_and_leaves_what_was_there(page: Path, table: str) -> None:
    build(page, "out")
    before = graphs(page.parent / "out")
    result = build(page, "out", table)
    assert result.exit_code == 2
    assert "c.csv" in result.stderr
    assert graphs(page.parent / "out") == before
    missing = ["build", str(page), "-o", str(page.parent / "new"), "--corrections", str(page.parent / "gone.csv")]
    assert CliRunner().invoke(main, missing).exit_code == 2
    assert not (page.parent / "new").exists()
