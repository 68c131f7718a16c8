"""The numbers of the small graph of the tests, counted by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from kg.cli import main
from kg.rdf import write_turtle
from kg.stats import Covered, Issued, as_csv, as_json, as_text, count

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]


def test_counts_are_those_of_the_graph(graph: Graph) -> None:
    counts = count(graph).counts
    assert (counts["articles"], counts["reprints"], counts["pages"]) == (3, 1, 2)
    assert sum(counts[name] for name in ("Place", "Agency", "Programme", "Person")) == 12
    assert (counts["claims"], counts["facts"]) == (10, 10)
    assert (counts["partOf"], counts["appliesTo"], counts["cooperatesWith"]) == (3, 2, 1)


def test_the_most_linked_come_first_and_reprints_count_once(graph: Graph) -> None:
    linked = count(graph, top=2).linked
    assert [(one.name, one.links, one.articles) for one in linked] == [("嵩阳街道", 4, 2), ("登封市", 4, 2)]


def test_places_are_rolled_up_to_prefectures(graph: Graph) -> None:
    assert count(graph).covered == (
        Covered("410100", "郑州市", "河南省", articles=2, places=2, agencies=1),
        Covered("530700", "丽江市", "云南省", articles=1, places=2, agencies=0),
    )


def test_articles_are_counted_by_newspaper_and_month(graph: Graph) -> None:
    assert count(graph).issued == (Issued("登封日报", "2024-08", 1),)


def test_an_article_and_its_reprint_count_once(graph: Graph) -> None:
    first, copy = (
        next(node for node, data in graph.nodes(data=True) if data.get("headline") == headline)
        for headline in ("登封市“阳光餐饮”受好评", "登封市与丽江市古城区结对")
    )
    graph.nodes[copy].update(reprint_of=first, date="2024-09-01", paper="登封晚报")
    found = count(graph)
    assert {one.name: one.articles for one in found.linked}["登封市"] == 1
    assert found.covered[0].articles == 2
    assert found.issued == (Issued("登封日报", "2024-08", 1),)


def test_no_facts_are_told_without_a_list_of_them(graph: Graph) -> None:
    graph.clear()
    assert as_text(count(graph)).splitlines()[2] == "0 facts in 0 claims"
    assert as_text(count(graph), "zh").splitlines()[2] == "0 条陈述，说出 0 个事实"


def test_every_form_has_every_number(graph: Graph, tmp_path: Path) -> None:
    found = count(graph)
    data = json.loads(as_json(found))
    assert data["counts"] == found.counts
    assert [row["name"] for row in data["covered"]] == ["郑州市", "丽江市"]
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert len(rows) == len(found.counts) + 2 * len(found.linked) + 3 * len(found.covered) + len(found.issued)
    write_turtle(graph, tmp_path / "graph.ttl")
    result = CliRunner().invoke(main, ["stats", str(tmp_path / "graph.ttl")])
    assert result.stdout == as_text(found)
    assert "    2 articles     2 places     1 agencies  河南省郑州市" in result.stdout
    assert "    1 articles  登封日报 2024-08" in result.stdout
