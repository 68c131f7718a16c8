"""What a notebook shows: small tables, in which no text is markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.rdf import write_turtle

ALLOWED = {"b", "blockquote", "p", "table", "tbody", "td", "th", "thead", "tr"}
BAD = '<script>alert("1")</script>&amp;'


class Seen(HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += f"{data}|"


def shown(thing: object) -> Seen:
    return Seen(thing._repr_html_())  # type: ignore[attr-defined]


@pytest.fixture
def bad(graph: nx.MultiDiGraph[str], tmp_path: Path) -> kg.Graph:
    """A graph whose every text is markup."""
    for _, data in graph.nodes(data=True):
        data.update({name: BAD for name in ("name", "headline", "body", "page", "paper") if data.get(name)})
    for _, _, data in graph.edges(data=True):
        data.update({name: BAD for name in ("evidence", "post") if name in data})
    write_turtle(graph, tmp_path / "graph.ttl")
    return kg.load(tmp_path)


def test_no_text_is_markup(bad: kg.Graph) -> None:
    things = (bad, bad.entities[0], bad.claims[0], bad.articles[0])
    for thing in (*things, bad.entities, bad.claims, bad.articles, bad.entities[0].mentions):
        seen = shown(thing)
        assert set(seen.elements) <= ALLOWED
        assert BAD in seen.text
    assert shown(bad.entities[0].mentions[0]).elements == ["b"]
    assert shown(bad.entities[:0]).text == ""


def test_a_graph_shows_what_is_in_most_articles(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    write_turtle(graph, tmp_path / "graph.ttl")
    text = shown(kg.load(tmp_path)).text
    assert text.startswith("Graph of 3 articles, 12 entities, 10 claims| (1 Agency, ")
    assert "|田禾|Person|author|2|" in text
    assert text.index("|田禾|") < text.index("|丽江市|")


def test_a_long_listing_is_cut_and_counted(built: Path) -> None:
    entities = kg.load(built).entities
    seen = shown(entities)
    assert seen.elements.count("tr") == 21
    assert seen.text.endswith(f"and {len(entities) - 20} more|")
    assert "more" not in shown(entities[:20]).text
