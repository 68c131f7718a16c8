from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.corrections import Outcome
from kg.graph import Edit, to_graph
from kg.messages import translated
from kg.model import Entity, Reading

if TYPE_CHECKING:
    import networkx as nx

    from tests.corrections.conftest import Follow

SUN = "programme/阳光餐饮"
OFFICE = "agency/登封市市场监督管理局-410185"
TOWN, STREET, OPEN = "place/登封市-410185", "place/嵩阳街道-410185001", "place/幸福社区"
HAN, REPORTER = "person/韩一鸣", "person/田禾"
MARKET, BRIDGE, EXCHANGE = "article/2f61aa90c4d5e7b8", "article/7c0b13e2d9f84a56", "article/b85d6f0a1e3c2974"
WU, OTHER_WU = "person/吴先生-2f61aa90c4d5e7b8", "person/吴先生-b85d6f0a1e3c2974"


def row(action: str, entity: str, object: str = "", **cells: str) -> dict[str, str]:  # noqa: A002
    return {"action": action, "entity": entity, "object": object, **cells}


def claims(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    return {(s, e["relation"], o) for s, o, e in graph.edges(data=True) if "evidence" in e}


def articles(graph: nx.MultiDiGraph[str], entity: str) -> list[str]:
    return sorted(o for _, o, e in graph.out_edges(entity, data=True) if e["relation"] == "mentionedIn")


def test_a_merged_entity_is_its_target_with_its_own_name_as_another(follow: Follow) -> None:
    graph, (remark,) = follow(row("merge", "place/古城区-530702", "place/丽江市-530700"))
    assert remark.outcome is Outcome.CHANGED
    assert "place/古城区-530702" not in graph
    town = graph.nodes["place/丽江市-530700"]
    assert (town["name"], town["names"], town["replaces"]) == ("丽江市", ("古城区",), ("place/古城区-530702",))
    assert town["edits"] == (Edit("merge", "place/古城区-530702", ""),)
    assert (TOWN, "cooperatesWith", "place/丽江市-530700") in claims(graph)
    assert not [c for c in claims(graph) if c[0] == c[2]]


def test_merges_follow_one_another_whatever_their_order(follow: Follow) -> None:
    chain = [row("merge", HAN, WU), row("merge", WU, REPORTER)]
    graph, remarks = follow(*chain)
    assert [remark.outcome for remark in remarks] == [Outcome.CHANGED] * 2
    assert graph.nodes[REPORTER]["replaces"] == (WU, HAN)
    assert graph.nodes[REPORTER]["anonymised"] is False


def test_an_open_place_becomes_the_division_that_a_person_names_even_one_that_no_article_names(follow: Follow) -> None:
    graph, _ = follow(row("merge", OPEN, "410185001004"))
    (found,) = [node for node in graph if "410185001004" in node]
    place = graph.nodes[found]
    assert (place["code"], place["candidates"], place["kind"]) == ("410185001004", (), "village")
    assert "幸福社区" in place["names"]
    assert articles(graph, found) == [BRIDGE]
    assert (found, "partOf", STREET) in claims(graph)


def test_a_merge_over_types_makes_mentions_of_the_targets_type(follow: Follow) -> None:
    graph, _ = follow(row("merge", "programme/餐饮服务明厨亮灶规范", OFFICE))
    mentions = graph.get_edge_data(OFFICE, MARKET)[f"mentionedIn {MARKET}"]["mentions"]
    assert {mention.type for mention in mentions} == {"Agency"}


def test_a_part_is_split_off_by_article_or_by_place(follow: Follow) -> None:
    graph, _ = follow(row("split", SUN, article="登封市与丽江市古城区结对", value="结对"))
    assert (articles(graph, SUN), articles(graph, f"{SUN}~结对")) == ([MARKET], [EXCHANGE])
    assert (f"{SUN}~结对", "appliesTo", TOWN) in claims(graph)
    assert (SUN, "appliesTo", TOWN) not in claims(graph)
    graph, _ = follow(row("split", OFFICE, TOWN))
    assert f"{OFFICE}~410185" in graph
    assert OFFICE not in graph  # all of its articles play there


def test_a_part_can_get_another_type_a_name_and_claims_in_the_same_table(follow: Follow) -> None:
    graph, remarks = follow(
        row(
            "add",
            "agency/阳光餐饮~x",
            TOWN,
            predicate="locatedIn",
            evidence="登封市与丽江市古城区签约合作",
            article=EXCHANGE,
        ),
        row("rename", "agency/阳光餐饮~x", value="阳光餐饮服务中心"),
        row("retype", f"{SUN}~x", value="机构/public-institution"),
        row("split", SUN, article=EXCHANGE, value="x"),
    )
    assert [remark.outcome for remark in remarks] == [Outcome.CHANGED] * 4, remarks
    made = graph.nodes["agency/阳光餐饮~x"]
    assert (made["type"], made["kind"], made["name"]) == ("Agency", "public-institution", "阳光餐饮服务中心")
    assert made["replaces"] == (f"{SUN}~x",)
    assert ("agency/阳光餐饮~x", "locatedIn", TOWN) in claims(graph)
    assert ("agency/阳光餐饮~x", "appliesTo", TOWN) not in claims(graph)


def test_what_has_another_type_can_be_split_by_its_new_name(follow: Follow) -> None:
    graph, _ = follow(
        row("split", "agency/阳光餐饮", article=EXCHANGE, value="x"), row("retype", SUN, value="团队", type="项目")
    )
    assert SUN in graph  # 团队 is no kind: nothing is done
    graph, remarks = follow(
        row("split", "agency/阳光餐饮", article=EXCHANGE, value="x"), row("retype", SUN, value="队伍")
    )
    assert {remark.outcome for remark in remarks} == {Outcome.CHANGED}
    assert {"agency/阳光餐饮", "agency/阳光餐饮~x"} <= set(graph)


def test_types_given_back_and_forth_come_to_an_end(follow: Follow) -> None:
    graph, _ = follow(
        row("retype", "programme/阳光餐饮", value="team"),
        row("retype", "agency/阳光餐饮", value="plan"),
        row("alias", "agency/阳光餐饮", value="甲"),
        row("alias", "programme/阳光餐饮", value="乙"),
    )
    (found,) = {node for node in graph if node.endswith("/阳光餐饮")}
    assert {"甲", "乙"} <= set(graph.nodes[found]["names"])


def test_what_signs_an_article_may_be_an_agency_and_is_then_no_author(follow: Follow) -> None:
    graph, _ = follow(row("retype", REPORTER, value="media"))
    assert not [edge for *_, edge in graph.edges(data=True) if edge["relation"] == "author"]
    assert len(articles(graph, "agency/田禾")) == 2


def test_names_change_and_the_iri_stays(follow: Follow) -> None:
    graph, _ = follow(row("rename", "韩一鸣", value="韩一明"), row("alias", "韩一明", value="老韩"))
    assert (graph.nodes[HAN]["name"], graph.nodes[HAN]["names"]) == ("韩一明", ("老韩", "韩一鸣"))


def test_a_nameless_person_who_gets_a_name_can_be_one_over_articles(follow: Follow) -> None:
    graph, (remark,) = follow(row("merge", WU, OTHER_WU))
    assert remark.outcome is Outcome.WRONG
    assert {WU, OTHER_WU} <= set(graph)
    graph, remarks = follow(row("merge", WU, OTHER_WU), row("rename", WU, value="吴大为"))
    assert {remark.outcome for remark in remarks} == {Outcome.CHANGED}
    assert graph.nodes[OTHER_WU]["name"] == "吴大为"
    assert graph.nodes[OTHER_WU]["anonymised"] is False


def test_what_is_no_name_goes_with_its_claims(follow: Follow) -> None:
    graph, _ = follow(row("delete", SUN))
    assert SUN not in graph
    assert not [claim for claim in claims(graph) if SUN in claim]
    graph, _ = follow(row("delete", SUN, article=EXCHANGE))
    assert articles(graph, SUN) == [MARKET]
    graph, (remark,) = follow(row("delete", REPORTER, value="田 禾"))
    assert articles(graph, REPORTER) == [EXCHANGE]
    assert "1 mentions" in remark.message


@pytest.mark.parametrize(
    ("cells", "message", "chinese"),
    [
        ({"value": "红领"}, f"{SUN} is not printed 红领", f"{SUN} 没有印作 红领"),
        (
            {"value": "红领", "article": "south/002.txt"},
            f"{SUN} is not printed 红领 in south/002.txt",
            f"south/002.txt 里没有把 {SUN} 印作 红领",
        ),
        (
            {"entity": OPEN, "article": "south/002.txt"},
            f"{OPEN} is not named in south/002.txt",
            f"south/002.txt 里没有提到 {OPEN}",
        ),
    ],
)
def test_mentions_that_are_not_there_are_told_with_what_and_where(
    follow: Follow, cells: dict[str, str], message: str, chinese: str
) -> None:
    _, (remark,) = follow(row("delete", SUN) | cells)
    assert (remark.outcome, remark.message) == (Outcome.UNMATCHED, message)
    assert translated(message, "zh") == chinese


def test_a_name_stands_on_one_line(follow: Follow) -> None:
    graph, remarks = follow(row("rename", TOWN, value="登封\n新区"), row("alias", TOWN, value="登封\r\n新区"))
    assert {remark.outcome for remark in remarks} == {Outcome.WRONG}
    assert all("line break" in remark.message for remark in remarks)
    assert graph.nodes[TOWN]["name"] == "登封市"


def test_same_as_is_wikidatas_number_or_any_iri(follow: Follow) -> None:
    graph, remarks = follow(
        row("same-as", TOWN, value="Q1011098"), row("same-as", TOWN, value="https://example.org/登封?a=1#b"),
        row("same-as", HAN, value="not an iri"), row("same-as", HAN, value="https://w3id.org/newskg/id/person/田禾"),
    )  # fmt: skip
    assert graph.nodes[TOWN]["same_as"] == ("http://www.wikidata.org/entity/Q1011098", "https://example.org/登封?a=1#b")
    assert [remark.outcome for remark in remarks[2:]] == [Outcome.WRONG] * 2


def test_a_rejected_claim_is_out_in_one_article_or_all(follow: Follow) -> None:
    graph, (remark,) = follow(row("reject", SUN, OFFICE, predicate="实施者"))
    assert (SUN, "implementedBy", OFFICE) not in claims(graph)
    assert MARKET in remark.message
    graph, (remark,) = follow(row("reject", SUN, OFFICE, predicate="implementedBy", article=EXCHANGE))
    assert (SUN, "implementedBy", OFFICE) in claims(graph)
    assert remark.outcome is Outcome.UNMATCHED


def test_a_persons_claim_says_who_and_from_where(follow: Follow) -> None:
    said = {"predicate": "participatesIn", "evidence": "韩一鸣领队。", "by": "李编辑"}
    graph, remarks = follow(
        row("add", HAN, SUN, source="https://example.org/2024?n=1", **said),
        row("add", HAN, SUN, source="《登封年鉴》2024，第 12 页", **said),
        row("add", HAN, SUN, article=MARKET, **said),
        row("add", HAN, STREET, source="年鉴", **said),
        row("add", "黄山", SUN, source="年鉴", **said),
    )
    assert [remark.outcome for remark in remarks] == [
        Outcome.CHANGED, Outcome.CHANGED, Outcome.WRONG, Outcome.WRONG, Outcome.UNMATCHED,
    ]  # fmt: skip
    edges = [edge for edge in graph[HAN][SUN].values() if edge["relation"] == "participatesIn"]
    assert sorted(edge["source"] for edge in edges) == ["https://example.org/2024?n=1", "《登封年鉴》2024，第 12 页"]
    assert {(edge["origin"], edge["by"], edge["article"]) for edge in edges} == {("person", "李编辑", "")}


def test_a_person_can_confirm_what_was_read_and_give_a_better_sentence(follow: Follow) -> None:
    sentence = "登封市市场监督管理局启动“阳光餐饮”行动，覆盖嵩阳街道。"
    graph, (remark,) = follow(
        row("add", SUN, OFFICE, predicate="implementedBy", evidence=sentence, article="north/001.txt")
    )
    (edge,) = graph[SUN][OFFICE].values()
    assert (edge["origin"], edge["confidence"], edge["evidence"]) == ("person", 1.0, sentence)
    assert "read there too" in remark.message


def test_no_place_becomes_part_of_itself(follow: Follow) -> None:
    line = row("add", TOWN, STREET, predicate="partOf", evidence="一", source="二")
    _, (remark,) = follow(line)
    assert (remark.outcome, "part of itself" in remark.message) == (Outcome.WRONG, True)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("merge", HAN, REPORTER), row("merge", REPORTER, HAN)], "in a circle"),
        ([row("merge", HAN, REPORTER), row("merge", HAN, WU)], "into different entities"),
        ([row("rename", HAN, value="甲"), row("rename", HAN, value="乙")], "different names"),
        ([row("retype", HAN, value="expert"), row("retype", HAN, value="business")], "different kinds"),
        (
            [row("split", SUN, article=MARKET, value="a"), row("split", SUN, article=MARKET, value="b")],
            "different parts",
        ),
    ],
)
def test_lines_at_odds_change_nothing_and_are_all_told(
    follow: Follow, rows: list[dict[str, str]], expected: str, readings: list[Reading], entities: list[Entity]
) -> None:
    graph, remarks = follow(*rows)
    assert [remark.line for remark in remarks] == [2, 3]
    assert all(remark.outcome is Outcome.WRONG and expected in remark.message for remark in remarks)
    assert all("lines 2, 3" in remark.message for remark in remarks)
    untouched = to_graph(readings, entities)
    assert dict(graph.nodes.data()) == dict(untouched.nodes.data())  # type: ignore[arg-type]
    assert claims(graph) == claims(untouched)


def test_what_one_line_deletes_another_cannot_use(follow: Follow) -> None:
    graph, remarks = follow(row("delete", HAN), row("merge", HAN, REPORTER), row("alias", "韩一鸣", value="老韩"))
    assert [remark.outcome for remark in remarks] == [Outcome.CHANGED, Outcome.WRONG, Outcome.WRONG]
    assert all("line 2 deletes" in remark.message for remark in remarks[1:])
    assert {HAN, REPORTER} & set(graph) == {REPORTER}


def test_a_name_of_several_is_listed_with_their_iris(follow: Follow) -> None:
    _, (remark,) = follow(row("alias", "吴先生", value="老吴"))
    assert remark.outcome is Outcome.WRONG
    assert WU in remark.message
    assert OTHER_WU in remark.message


@pytest.mark.parametrize(
    "said",
    [
        TOWN, "登封市", f"https://w3id.org/newskg/id/{TOWN}", f"<https://w3id.org/newskg/id/{TOWN}>",
        "place:登封市-410185",
        "https://w3id.org/newskg/id/place/%E7%99%BB%E5%B0%81%E5%B8%82-410185",
    ],
)  # fmt: skip
def test_an_entity_is_called_by_its_iri_its_local_part_or_its_name(follow: Follow, said: str) -> None:
    graph, _ = follow(row("alias", said, value="嵩山之城"))
    assert "嵩山之城" in graph.nodes[TOWN]["names"]


def test_lines_that_match_nothing_any_more_are_told_and_the_rest_is_followed(follow: Follow) -> None:
    graph, remarks = follow(
        row("alias", "person/没有的人", value="甲"), row("merge", HAN, "person/没有的人"),
        row("split", HAN, article="x.txt"), row("delete", HAN, value="不在"),
        row("alias", HAN, value="老韩"), row("keep", HAN), row("keep", "没有"),
    )  # fmt: skip
    assert [remark.outcome.value for remark in remarks] == ["unmatched"] * 4 + ["changed", "unchanged", "unmatched"]
    assert graph.nodes[HAN]["names"] == ("老韩",)


def test_what_a_line_speaks_of_may_be_written_in_traditional_characters(follow: Follow) -> None:
    graph, (renamed, gone) = follow(row("rename", "韓一鳴", value="韩一明"), row("rename", "劉一鳴", value="刘一明"))
    assert graph.nodes[HAN]["name"] == "韩一明"
    assert (renamed.outcome, gone.outcome) == (Outcome.CHANGED, Outcome.UNMATCHED)
