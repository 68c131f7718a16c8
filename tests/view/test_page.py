"""The file as a whole: one heading, nothing from outside, nothing of the pages' text taken for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import KINDS, Predicate
from kg.view import write_html
from kg.view.page import embed, to_html, words

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each script, style and heading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.last_is_open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append((tag, ""))
        self.last_is_open = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.last_is_open = False

    def handle_data(self, data: str) -> None:
        if self.last_is_open:
            tag, text = self.inside[-1]
            self.inside[-1] = (tag, text + data)

    def texts(self, tag: str) -> list[str]:
        return [text for name, text in self.inside if name == tag]

    def json(self, name: str) -> Any:
        numbers = [index for index, (_, attributes) in enumerate(self.elements) if attributes.get("id") == name]
        return json.loads(self.inside[numbers[0]][1])

    @property
    def policy(self) -> str:
        return next(
            str(attributes["content"])
            for _, attributes in self.elements
            if attributes.get("http-equiv") == "Content-Security-Policy"
        )


def test_all_entities_facts_and_articles_are_in_the_file(graph: nx.MultiDiGraph[str]) -> None:
    data = Page(to_html(graph, "图")).json("data")
    ids = [node["id"] for node in data["nodes"]]
    assert ids == sorted(graph.nodes)
    claims = {(ids[s], relation, ids[o], data["texts"][text]) for s, relation, o, _, text, *_ in data["claims"]}
    expected = {
        (subject, edge["relation"], obj, edge["evidence"])
        for subject, obj, edge in graph.edges(data=True)
        if "evidence" in edge
    }
    assert expected
    assert claims == expected


def test_heading_stands_once(graph: nx.MultiDiGraph[str]) -> None:
    page = Page(to_html(graph, "一个<b>标题</b>"))
    assert page.texts("h1") == ["一个<b>标题</b>"]
    assert page.texts("title") == ["一个<b>标题</b>"]


def test_nothing_is_loaded_from_outside(graph: nx.MultiDiGraph[str]) -> None:
    text = to_html(graph, "图")
    for _, attributes in Page(text).elements:
        for name in ("src", "href", "srcset", "action", "data", "style", "poster"):
            assert (attributes.get(name) or "data:,") == "data:,"
    assert not re.search(r"@import|url\(", "".join(Page(text).texts("style")))
    assert "sourceMappingURL" not in text


def test_policy_lets_only_our_own_scripts_and_style_run(graph: nx.MultiDiGraph[str]) -> None:
    page = Page(to_html(graph, "图"))
    scripts = [
        text for (tag, attributes), (_, text) in zip(page.elements, page.inside, strict=True)
        if tag == "script" and "type" not in attributes
    ]  # fmt: skip
    assert len(scripts) == 2
    for text in [*scripts, *page.texts("style")]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.policy
    assert page.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in page.policy
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_names_that_are_markup_stay_names(hostile_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_html(hostile_graph, path, "</title><script>alert(1)</script>")
    text = path.read_text(encoding="utf-8")
    assert "<img" not in text
    assert "alert(1)</script>" not in text
    page = Page(text)
    assert [tag for tag, _ in page.elements].count("script") == 5
    names = {node["name"] for node in page.json("data")["nodes"]}
    assert {data["name"] for _, data in hostile_graph.nodes(data=True) if "name" in data} <= names


@given(st.text(st.characters()) | st.lists(st.text("</script>!-&\u2028\ud800\0'\"\\")))
def test_embedded_json_says_the_same_and_cannot_end_its_element(value: Any) -> None:
    text = embed(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.encode("utf-8")
    assert json.loads(text) == value


def test_same_graph_gives_same_bytes_in_any_order_and_locale(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    import networkx as nx

    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for subject, obj, key, edge in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(subject, obj, key=key, **edge)
    assert to_html(turned, "图") == to_html(graph, "图")
    code = (
        "import sys, pathlib, pickle; from kg.view import write_html; "
        "write_html(pickle.loads(sys.stdin.buffer.read()), pathlib.Path(sys.argv[1]), chr(22270))"
    )
    for number, seed in enumerate(("1", "2")):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{number}.html")],
            input=pickle.dumps(graph), check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"},
        )  # fmt: skip
    files = [(tmp_path / f"{number}.html").read_bytes() for number in range(2)]
    assert files == [to_html(graph, "图").encode()] * 2


def test_empty_graph_makes_a_page() -> None:
    import networkx as nx

    page = Page(to_html(nx.MultiDiGraph(), "空"))
    assert page.json("data")["nodes"] == []
    assert page.json("picture")["nodes"] == []


def test_a_few_pages_make_a_file_under_three_megabytes(
    make_graph: Callable[[int, int], nx.MultiDiGraph[str]],
) -> None:
    graph = make_graph(45, 600)
    text = to_html(graph, "图")
    assert graph.number_of_edges() > 1500
    assert len(text.encode()) < 3_000_000
    assert len(Page(text).json("picture")["nodes"]) <= 300


def test_every_type_kind_and_relation_has_its_words() -> None:
    for entity_type, kinds in KINDS.items():
        assert all(words()[f"type.{entity_type}"])
        assert all(all(words()[f"kind.{kind}"]) for kind in kinds)
    for predicate in Predicate:
        assert all(words()[f"relation.{predicate}"])
        assert all(words()[f"relation.{predicate}.inverse"])


@pytest.mark.parametrize("script", sorted(Path(__file__).parents[2].glob("kg/view/assets/*.js")), ids=lambda p: p.name)
def test_scripts_say_only_words_that_exist_and_build_no_markup(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    said = re.findall(r"""say(?:Both)?\("([\w.-]+)"|: "(app\.[\w.]+)\"""", text)
    assert {key for pair in said for key in pair if key} <= set(words())
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc", text)
    assert len(text.splitlines()) <= 400
