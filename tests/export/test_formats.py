"""Every format, read back by networkx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import write_csv, write_cytoscape, write_gexf, write_graphml, write_neo4j, write_parquet
from kg.export.flat import flat_edges, flat_nodes
from kg.view import lay_out_graph

WRITERS: list[Any] = [
    pytest.param(write_graphml, nx.read_graphml, id="graphml"),
    pytest.param(write_gexf, nx.read_gexf, id="gexf"),
]
Writer = Callable[["nx.MultiDiGraph[str]", Path], None]
Reader = Callable[[Path], "nx.MultiDiGraph[str]"]


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_every_node_edge_and_attribute_comes_back(
    tmp_path: Path, graph: nx.MultiDiGraph[str], write: Writer, read: Reader
) -> None:
    write(graph, tmp_path / "g")
    back = read(tmp_path / "g")
    assert back.is_directed()
    assert {node: {"label": label, **values} for node, label, values in flat_nodes(graph)} == {
        node: {name: value for name, value in data.items() if name != "viz"} for node, data in back.nodes(data=True)
    }
    dropped = ("id", "label", "weight")
    assert sorted((edge.source, edge.target, sorted(edge.attributes.items())) for edge in flat_edges(graph)) == sorted(
        (one, other, sorted((name, value) for name, value in data.items() if name not in dropped))
        for one, other, data in back.edges(data=True)
    )
    assert (len(back), back.size()) == (15, 28) == (len(graph), graph.size())


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_what_the_reader_sees_of_a_place_and_a_claim(
    tmp_path: Path, graph: nx.MultiDiGraph[str], write: Writer, read: Reader
) -> None:
    write(graph, tmp_path / "g")
    back = read(tmp_path / "g")
    unsure = back.nodes["place/幸福社区"]
    assert unsure["candidates"] == "410185001004 0.5; 530702001003 0.25"
    assert "code" not in unsure
    town = back.nodes["place/嵩阳街道-410185001"]
    assert (town["articles"], town["mentions"], town["code"]) == (2, 3, "410185001")
    assert back.nodes["person/田禾"]["names"] == "田 禾"
    assert back.nodes["person/吴先生-b85d6f0a1e3c2974"]["anonymised"] is True
    assert back.nodes["article/7c0b13e2d9f84a56"]["label"] == "嵩阳街道新桥通车，幸福社区居民出行更方便…"
    assert back.nodes["article/2f61aa90c4d5e7b8"]["body"] == graph.nodes["article/2f61aa90c4d5e7b8"]["body"]
    (post,) = [data for *_, data in back.edges(data=True) if data["relation"] == "affiliatedWith"]
    assert (post["post"], post["confidence"]) == ("局长", 0.95)
    assert post["evidence"] == "登封市市场监督管理局局长韩一鸣介绍，行动依据《餐饮服务\\明厨亮灶规范》开展。"


@pytest.mark.parametrize(("write", "read"), WRITERS)
def test_equal_graphs_give_equal_bytes(
    tmp_path: Path, graph: nx.MultiDiGraph[str], write: Writer, read: Reader
) -> None:
    write(graph, tmp_path / "one")
    write(turned(graph), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert len(read(tmp_path / "one")) == 15


@pytest.mark.parametrize("write", [write_csv, write_neo4j, write_parquet, write_cytoscape])
def test_so_do_those_of_the_other_formats(
    tmp_path: Path, hostile: nx.MultiDiGraph[str], graph: nx.MultiDiGraph[str], write: Callable[..., None]
) -> None:
    if write is write_parquet:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    more: tuple[Any, ...] = ({},) if write is write_cytoscape else ()
    for number, one in enumerate((graph, hostile)):
        write(one, tmp_path / f"{number}a", *more)
        write(turned(one), tmp_path / f"{number}b", *more)
        assert content(tmp_path / f"{number}a") == content(tmp_path / f"{number}b")
        assert all(content(tmp_path / f"{number}a"))


def turned(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with its nodes and edges in the opposite order."""
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    back.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for one, other, key, data in reversed(list(graph.edges(keys=True, data=True))):
        back.add_edge(one, other, key=key, **data)
    return back


def content(path: Path) -> list[bytes]:
    """The bytes of a file, or of a folder's files by name."""
    return [file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])]


unruly = st.one_of(
    st.sampled_from(
        ["\x00\x01\x08\x0b\x1f", "\ud800", "\ufffe\uffff", "]]>", "<a b='c'>&amp;", '"', "a\r\nb\rc\td\n", " x "]
    ),
    st.text(st.characters(), min_size=1, max_size=20),
)


@pytest.mark.parametrize(("write", "read"), WRITERS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=unruly, text=unruly)
def test_no_text_can_break_the_file(tmp_path: Path, write: Writer, read: Reader, name: str, text: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("article/a", type="Article", page="1", headline=name, byline="", body=text, lines=())
    graph.add_node("person/p", type="Person", kind="other", name=name, names=(text, name), code="", candidates=(),
                   anonymised=False)  # fmt: skip
    graph.add_node("place/q", type="Place", kind="site", name=text, names=(), code="", candidates=(), anonymised=True)
    claim = {
        "relation": "associatedPlace",
        "article": "article/a",
        "evidence": text,
        "confidence": 0.5,
        "post": name,
        "note": "",
    }
    graph.add_edge("person/p", "place/q", key="associatedPlace article/a", **claim)
    write(graph, tmp_path / "g")
    back = read(tmp_path / "g")
    assert back.nodes["person/p"]["label"] == legal(name)
    assert back.nodes["person/p"]["names"] == legal(f"{text}; {name}")
    assert back.nodes["article/a"]["body"] == legal(text)
    (edge,) = [data for *_, data in back.edges(data=True)]
    assert (edge["evidence"], edge["post"]) == (legal(text), legal(name))


def legal(text: str) -> str:
    """What XML 1.0 can hold of a text, section 2.2 of the recommendation."""
    ranges = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(char if any(low <= ord(char) <= high for low, high in ranges) else "�" for char in text)


def test_gexf_has_colours_sizes_and_no_date(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    write_gexf(graph, tmp_path / "g.gexf")
    text = (tmp_path / "g.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    back = nx.read_gexf(tmp_path / "g.gexf")
    looks = {data["type"]: data["viz"]["color"] for _, data in back.nodes(data=True)}
    assert len({tuple(colour.values()) for colour in looks.values()}) == 5
    assert looks["Place"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    assert back.nodes["place/嵩阳街道-410185001"]["viz"]["size"] == 7.07
    assert {data["weight"] for *_, data in back.edges(data=True)} == {1.0}


def test_gexf_has_the_places_of_the_page_the_right_way_up(tmp_path: Path, graph: nx.MultiDiGraph[str]) -> None:
    places = lay_out_graph(graph)
    write_gexf(graph, tmp_path / "g.gexf", places)
    at = {node: data["viz"]["position"] for node, data in nx.read_gexf(tmp_path / "g.gexf").nodes(data=True)}
    assert {node: (place["x"], -place["y"]) for node, place in at.items()} == places
    assert set(places) == set(graph)


def test_a_build_puts_the_places_into_its_gexf(built: Path) -> None:
    places = {node: data["viz"]["position"] for node, data in nx.read_gexf(built / "graph.gexf").nodes(data=True)}
    assert len({(place["x"], place["y"]) for place in places.values()}) == len(places) > 300


def test_edge_ids_are_unique_and_stay_when_pages_are_added(graph: nx.MultiDiGraph[str]) -> None:
    ids = [edge.id for edge in flat_edges(graph)]
    assert max(Counter(ids).values()) == 1
    smaller = graph.copy()
    smaller.remove_node("article/b85d6f0a1e3c2974")
    kept = [edge.id for edge in flat_edges(smaller)]
    assert kept
    assert set(kept) < set(ids)
