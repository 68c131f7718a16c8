"""What the first picture shows, and what the file leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import ARTICLE
from kg.view.selection import select

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx


def test_small_graph_is_shown_whole_but_for_reporters(graph: nx.MultiDiGraph[str]) -> None:
    reporters = {node for node in graph.nodes if graph.nodes[node].get("kind") == "author"}
    selection = select(graph)
    assert reporters
    assert set(selection.overview) == set(graph.nodes) - reporters
    assert sorted(selection.kept) == sorted(graph.nodes)
    assert selection.left_out == 0


def test_overview_holds_what_most_articles_name(make_graph: Callable[[int, int], nx.MultiDiGraph[str]]) -> None:
    graph = make_graph(200, 3000)
    selection = select(graph, overview_size=100)
    entities = [node for node in selection.overview if graph.nodes[node]["type"] != ARTICLE]
    assert 80 <= len(selection.overview) <= 100
    assert len(selection.overview) - len(entities) == 30
    least = min(selection.articles[node] for node in entities)
    outside = set(graph.nodes) - set(entities)
    assert all(selection.articles[node] <= least for node in outside if graph.nodes[node]["type"] != ARTICLE)


def test_nodes_above_the_limit_are_left_out_and_counted(
    make_graph: Callable[[int, int], nx.MultiDiGraph[str]],
) -> None:
    graph = make_graph(20, 200)
    selection = select(graph, file_size=50)
    assert len(selection.kept) == 50
    assert selection.left_out == graph.number_of_nodes() - 50
    assert set(selection.overview) <= set(selection.kept)


def test_a_reprint_and_its_original_count_as_one_article(county_graph: nx.MultiDiGraph[str]) -> None:
    assert select(county_graph).articles["place/登封市"] == 2
    county_graph.nodes["article/00002"]["reprint_of"] = "article/00001"
    selection = select(county_graph)
    assert selection.articles["place/登封市"] == 1
    assert selection.articles["article/00002"] == 3
