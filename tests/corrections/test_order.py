"""Of any table of corrections: the order of its lines says nothing, and a thing said twice is said once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corrections import Corrections, Outcome, amend, correct
from kg.corrections.line import Action, Line
from kg.corrections.table import read_corrections, write_table
from kg.graph import to_graph
from kg.model import Entity, Reading
from kg.rdf import write_turtle
from kg.rdf.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

THINGS = [
    "programme/阳光餐饮", "登封市", "place/嵩阳街道-410185001", "韩一鸣", "person/田禾", "place/幸福社区", "吴先生",
    "person/吴先生-2f61aa90c4d5e7b8", "agency/登封市市场监督管理局-410185", "programme/阳光餐饮~甲", "agency/阳光餐饮",
]  # fmt: skip
ARTICLES = ["", "article/2f61aa90c4d5e7b8", "south/002.txt"]
VALUES = {
    Action.SPLIT: ["甲", "乙"], Action.RENAME: ["甲", "吴大为"], Action.RETYPE: ["expert", "media", "site", "nothing"],
    Action.DELETE: ["", "田 禾", "登封市"], Action.ALIAS: ["甲", "乙"], Action.SAME_AS: ["Q1", "Q2", "x"],
}  # fmt: skip


@st.composite
def lines(draw: st.DrawFn) -> Line:
    action = draw(st.sampled_from(Action))
    return Line(
        draw(st.integers(2, 99)), action, draw(st.sampled_from(THINGS)), object=draw(st.sampled_from(THINGS)),
        predicate=draw(st.sampled_from(["appliesTo", "partOf", "affiliatedWith"])),
        value=draw(st.sampled_from(VALUES.get(action, [""]))), article=draw(st.sampled_from(ARTICLES)),
        evidence="登封市", source=draw(st.sampled_from(["年鉴", "https://example.org/"])),
        by=draw(st.sampled_from(["", "李编辑"])),
    )  # fmt: skip


TABLES = st.lists(lines(), max_size=7, unique_by=lambda line: line.number)
ON_THE_SMALL_GRAPH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


def graph_of(readings: list[Reading], entities: list[Entity], table: list[Line]) -> Any:
    corrected = correct(readings, entities, Corrections("c.csv", lines=tuple(table)))
    graph = to_graph(corrected.readings, corrected.entities)
    remarks = amend(graph, corrected)
    assert sorted(remark.line for remark in remarks) == sorted(line.number for line in table)
    return graph, remarks


def content(graph: nx.MultiDiGraph[str]) -> Any:
    nodes = {node: dict(graph.nodes[node]) for node in graph}
    return nodes, sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])


@ON_THE_SMALL_GRAPH
@given(table=TABLES, data=st.data())
def test_the_order_of_lines_says_nothing(
    readings: list[Reading], entities: list[Entity], table: list[Line], data: st.DataObject
) -> None:
    # With a second person who says the same, so that it matters who is heard first.
    said = [*table, *(replace(line, number=line.number + 100, by="王编辑") for line in table)]
    shuffled = [replace(line, number=number) for number, line in enumerate(data.draw(st.permutations(said)), 2)]
    assert content(graph_of(readings, entities, said)[0]) == content(graph_of(readings, entities, shuffled)[0])


@ON_THE_SMALL_GRAPH
@given(table=TABLES)
def test_a_line_said_twice_is_said_once(readings: list[Reading], entities: list[Entity], table: list[Line]) -> None:
    twice = [*table, *(replace(line, number=line.number + 100) for line in table)]
    graph, remarks = graph_of(readings, entities, twice)
    assert content(graph) == content(graph_of(readings, entities, table)[0])
    assert all(remark.outcome is Outcome.UNCHANGED for remark in remarks if remark.line > 100)


@ON_THE_SMALL_GRAPH
@given(table=TABLES)
def test_what_is_corrected_is_whole(readings: list[Reading], entities: list[Entity], table: list[Line]) -> None:
    """Every referent belongs to one entity of its type, every entity is named, every claim's ends are there and fit."""
    corrected = correct(readings, entities, Corrections("c.csv", lines=tuple(table)))
    owners = {referent: entity for entity in corrected.entities for referent in entity.referents}
    for reading in corrected.readings:
        for referent in reading.referents:
            assert owners[referent.id].type is referent.type
            assert {mention.type for mention in referent.mentions} == {referent.type}
        for claim in reading.claims:
            assert claim.predicate.accepts(owners[claim.subject].type, owners[claim.object].type)
    named = {referent.id for reading in corrected.readings for referent in reading.referents}
    for entity in corrected.entities:
        assert named.intersection(entity.referents)
        assert entity.kind.type is entity.type
        assert entity.name not in entity.names
        assert entity.id.startswith(f"{entity.type.lower()}/")


@settings(parent=ON_THE_SMALL_GRAPH, max_examples=10)
@given(table=TABLES)
def test_what_is_corrected_fits_the_shapes(
    readings: list[Reading], entities: list[Entity], table: list[Line], tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph, _ = graph_of(readings, entities, [line for line in table if line.predicate != "partOf"])
    folder = tmp_path_factory.mktemp("graph")
    write_turtle(graph, folder / "graph.ttl")
    assert [found for found in validate(folder) if "part of itself" not in found.message] == []


def test_no_corrections_change_nothing(readings: list[Reading], entities: list[Entity], tmp_path: Path) -> None:
    plain = to_graph(readings, entities)
    assert content(graph_of(readings, entities, [])[0]) == content(plain)
    (tmp_path / "empty.csv").write_bytes(write_table([], ["action", "entity"]))
    corrected = correct(readings, entities, read_corrections(tmp_path / "empty.csv"))
    write_turtle(plain, tmp_path / "plain.ttl")
    write_turtle(to_graph(corrected.readings, corrected.entities), tmp_path / "corrected.ttl")
    assert (tmp_path / "plain.ttl").read_bytes() == (tmp_path / "corrected.ttl").read_bytes()


def test_a_line_that_matches_nothing_leaves_every_byte(
    readings: list[Reading], entities: list[Entity], tmp_path: Path
) -> None:
    graph, _ = graph_of(readings, entities, [Line(2, Action.DELETE, "没有")])
    write_turtle(to_graph(readings, entities), tmp_path / "plain.ttl")
    write_turtle(graph, tmp_path / "corrected.ttl")
    assert (tmp_path / "plain.ttl").read_bytes() == (tmp_path / "corrected.ttl").read_bytes()
