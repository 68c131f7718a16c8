"""Differences between two graphs: the small graph of the tests, changed one way at a time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from click.testing import CliRunner

from kg.cli import main
from kg.diff import Difference, as_csv, as_json, as_text, differences
from kg.graph import MENTIONED_IN
from kg.rdf import write_turtle

if TYPE_CHECKING:
    Graph = nx.MultiDiGraph[str]


def changes(found: list[Difference]) -> set[tuple[str, str, str, str, str]]:
    return {(one.thing, one.change, one.what, one.old, one.new) for one in found}


def node(graph: Graph, name: str) -> str:
    (found,) = (node for node, data in graph.nodes(data=True) if data.get("name") == name)
    return found


def test_a_graph_does_not_differ_from_itself(graph: Graph) -> None:
    assert differences(graph, graph.copy()) == []


def test_what_comes_the_one_way_goes_the_other(graph: Graph) -> None:
    less = graph.copy()
    gone = node(graph, "韩一鸣")
    less.remove_node(gone)
    less.remove_node(next(node for node, data in graph.nodes(data=True) if data.get("page") == "south/002.txt"))
    there, back = differences(graph, less), differences(less, graph)
    assert {(one.thing, one.id) for one in there if one.change == "lost"} == {
        (one.thing, one.id) for one in back if one.change == "gained"
    }
    assert ("entity", gone) in {(one.thing, one.id) for one in there if one.change == "lost"}
    assert "韩一鸣 affiliatedWith 登封市市场监督管理局" in {one.label for one in there if one.thing == "fact"}
    assert "登封市与丽江市古城区结对 [south/002.txt]" in {one.label for one in there if one.thing == "article"}
    assert not any(one.change == "gained" for one in there)


def test_names_kinds_and_codes_that_changed_are_told(graph: Graph) -> None:
    other = graph.copy()
    place = other.nodes[node(other, "古城区")]
    place.update(name="大研区", names=("古城", "古城区"), kind="township")
    found = changes(differences(graph, other))
    assert ("entity", "changed", "name", "古城区", "大研区") in found
    assert ("entity", "changed", "kind", "county", "township") in found
    assert ("entity", "changed", "names", "", "古城、古城区") in found
    assert len(found) == 3


def test_a_fact_that_is_told_elsewhere_or_otherwise_is_changed(graph: Graph) -> None:
    other = graph.copy()
    subject, obj, key = next(
        (s, o, k) for s, o, k, data in graph.edges(keys=True, data=True) if data["relation"] == "affiliatedWith"
    )
    other.edges[subject, obj, key]["post"] = "副局长"
    assert changes(differences(graph, other)) == {("fact", "changed", "post", "局长", "副局长")}
    source = next(node for node, data in graph.nodes(data=True) if data.get("page") == "south/002.txt")
    other.add_edge(subject, obj, key="again", **{**graph.edges[subject, obj, key], "article": source})
    assert ("fact", "changed", "sources", "", "登封市与丽江市古城区结对 [south/002.txt]") in changes(
        differences(graph, other)
    )


def test_an_article_whose_text_changed_is_one_article(graph: Graph) -> None:
    old = next(node for node, data in graph.nodes(data=True) if data.get("headline") == "登封市“阳光餐饮”受好评")
    other = nx.relabel_nodes(graph, {old: "article/new"})
    for _, _, data in other.edges(data=True):
        if data.get("article") == old:
            data["article"] = "article/new"
    other.nodes["article/new"]["body"] += "。"
    found = differences(graph, other)
    assert changes(found) == {("article", "changed", "body", "", "")}
    assert as_text(found).splitlines()[1].endswith("[north/001.txt]  body changed")
    assert as_text(found, "zh").splitlines()[1].endswith("[north/001.txt]  正文有改动")


def test_a_mention_that_is_gone_is_told(graph: Graph) -> None:
    other = graph.copy()
    subject, article, key = next(
        (s, o, k)
        for s, o, k, data in graph.edges(keys=True, data=True)
        if data["relation"] == MENTIONED_IN and len(data["mentions"]) > 1
    )
    mentions = graph.edges[subject, article, key]["mentions"]
    other.edges[subject, article, key]["mentions"] = (replace(mentions[0], begin=99), *mentions[2:])
    ((thing, change, what, old, new),) = changes(differences(graph, other))
    assert (thing, change, what) == ("entity", "changed", "mentions")
    assert int(old) == int(new) + 1


def test_every_form_has_every_difference(graph: Graph) -> None:
    less = graph.copy()
    less.remove_node(node(graph, "韩一鸣"))
    found = differences(graph, less)
    assert [Difference(**row) for row in json.loads(as_json(found))] == found
    assert [Difference(**row) for row in csv.DictReader(io.StringIO(as_csv(found)))] == found
    assert as_text(found) == (
        "articles: 0 gained, 0 lost, 0 changed\n"
        "entities: 0 gained, 1 lost, 0 changed\n"
        "  - 韩一鸣 (Person, official)\n"
        "facts: 0 gained, 1 lost, 0 changed\n"
        "  - 韩一鸣 affiliatedWith 登封市市场监督管理局\n"
    )


def test_the_exit_status_says_whether_they_differ(graph: Graph, tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    write_turtle(graph, old)
    graph.remove_node(node(graph, "韩一鸣"))
    write_turtle(graph, new)
    runner = CliRunner()
    assert runner.invoke(main, ["diff", str(old), str(old)]).exit_code == 0
    differ = runner.invoke(main, ["diff", str(old), str(new)])
    assert differ.exit_code == 1
    assert "- 韩一鸣 (Person, official)" in differ.stdout
    new.write_text("no Turtle", encoding="utf-8")
    assert runner.invoke(main, ["diff", str(old), str(new)]).exit_code == 2
    assert runner.invoke(main, ["diff", str(old), str(tmp_path / "nowhere")]).exit_code == 2
