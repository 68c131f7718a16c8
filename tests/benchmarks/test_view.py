"""The graph that the view is measured on, and the measuring."""

import shutil
from pathlib import Path

import pytest

from benchmarks.view.browser import chromium, measured
from benchmarks.view.made import made_graph
from benchmarks.view.pictures import PICTURES, take
from kg.view import write_html
from kg.view.page import to_html


def test_the_made_graph_has_the_size_asked_for_and_is_always_the_same() -> None:
    graph = made_graph(800, 2400)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (800, 2400)
    assert to_html(made_graph(800, 2400), "图") == to_html(graph, "图")


def test_sentences_and_mentions_stand_where_the_made_graph_says() -> None:
    graph = made_graph(400, 1200)
    for entity, article, edge in graph.edges(data=True):
        if edge["relation"] == "mentionedIn":
            begin, end = edge["mentions"][0].begin, edge["mentions"][0].end
            assert graph.nodes[article]["body"][begin:end] == graph.nodes[entity]["name"]
        else:
            assert edge["evidence"] in graph.nodes[edge["article"]]["body"]


@pytest.mark.browser
def test_the_browser_tells_how_fast_a_page_opens_and_moves(tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api", reason="this needs: pip install playwright")
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("this needs chromium (Debian: apt-get install chromium)")
    page = tmp_path / "graph.html"
    write_html(made_graph(400, 1200), page, "图")
    with chromium() as browser:
        speed = measured(browser, page, 1)
        pictures = take(browser, page, tmp_path)
    assert 0.05 < speed.first < 60
    assert 1 < speed.frames < 250
    assert 1 / speed.frames <= speed.longest < 4
    assert [picture.stem for picture in pictures] == list(PICTURES)
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
