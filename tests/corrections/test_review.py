from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.corrections.doubts import likeness, namesakes, open_places, other_posts, unlike_forms, unsure_claims
from kg.corrections.table import write_table
from kg.rdf import write_turtle
from kg.rdf.reading import read_graph

if TYPE_CHECKING:
    import networkx as nx

    from tests.corrections.conftest import Follow

SUN, STREET, OPEN = "programme/阳光餐饮", "place/嵩阳街道-410185001", "place/幸福社区"

PEACHES = """茅山村的桃子熟了

本报记者 田 禾

德清县钟管镇茅山村的桃子熟了。村民李秀兰笑着说，今年县农业农村局启动“金桃富民”专项行动，技术员每周都来。

钟管镇党委书记沈国强介绍，镇里还印发了《钟管镇桃产业三年行动方案》。
"""
TEA = """资溪白茶开采

田 禾

江西省资溪县高阜镇石陂村的白茶开采了。村民李秀兰说，茶叶公司上门收购，她一天能挣两百元。
"""


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def table(path: Path) -> list[dict[str, str]]:
    return table_of(path.read_text(encoding="utf-8-sig"))


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("市监局", "登封市市场监督管理局", 1.0),
        ("田 禾", "田禾", 1.0),
        ("红领", "阳光餐饮", 0.0),
        ("阳光行动", "阳光餐饮", 0.5),
    ],
)
def test_a_short_form_is_like_its_name_and_another_word_is_not(form: str, name: str, expected: float) -> None:
    assert likeness(form, name) == expected


def test_a_form_that_shares_little_with_the_name_is_doubted(graph: nx.MultiDiGraph[str], follow: Follow) -> None:
    assert list(unlike_forms(graph)) == []
    merged, _ = follow({"action": "merge", "entity": "person/田禾", "object": "person/韩一鸣"})
    (row,) = unlike_forms(merged)
    assert (row["entity"], row["suggestion"], row["value"]) == ("person/韩一鸣", "split", "")
    assert (row["doubt"], row["page"], row["evidence"]) == ("1.00", "south/002.txt", "（田禾）")


def test_an_open_place_comes_with_what_it_may_be(graph: nx.MultiDiGraph[str]) -> None:
    (row,) = open_places(graph)
    assert (row["entity"], row["suggestion"], row["object"]) == (OPEN, "merge", "place/410185001004")
    assert (row["doubt"], row["evidence"]) == ("0.50", "嵩阳街道新桥通车，幸福社区居民出行更方便。")
    assert "530702001003" in row["why"]


def test_claims_are_doubted_by_what_their_confidence_leaves_and_those_of_people_are_not(follow: Follow) -> None:
    graph, _ = follow(
        {
            "action": "add",
            "entity": "person/韩一鸣",
            "predicate": "participatesIn",
            "object": SUN,
            "evidence": "是的。",
            "source": "年鉴",
        }
    )
    rows = {(row["entity"], row["predicate"], row["object"]): row for row in unsure_claims(graph)}
    assert rows[OPEN, "partOf", STREET]["doubt"] == "0.60"
    assert ("person/韩一鸣", "participatesIn", SUN) not in rows
    assert len(rows) == 10


def test_the_table_comes_sorted_and_what_is_decided_is_left_out(built: Path, tmp_path: Path) -> None:
    run("review", built, "-o", tmp_path / "r.csv", "--limit", "20")
    rows = table(tmp_path / "r.csv")
    doubts = [float(row["doubt"]) for row in rows]
    assert len(rows) == 20
    assert doubts == sorted(doubts, reverse=True)
    assert all(row["action"] == "" and row["suggestion"] and row["entity"] and row["evidence"] for row in rows)
    (tmp_path / "r.csv").write_text((tmp_path / "r.csv").read_text("utf-8").replace("\n,", "\nkeep,", 3), "utf-8")
    run("review", built, "-o", tmp_path / "more.csv", "--corrections", tmp_path / "r.csv")
    key = ("entity", "predicate", "object")
    decided = {tuple(row[name] for name in key) for row in table(tmp_path / "r.csv") if row["action"]}
    assert len(decided) == 3
    assert not decided & {tuple(row[name] for name in key) for row in table(tmp_path / "more.csv")}


def test_the_corrections_that_are_read_are_not_written_over(built: Path, tmp_path: Path) -> None:
    decided = tmp_path / "r.csv"
    decided.write_text("action,entity\nkeep,place/嵩阳街道-410185001\n", "utf-8")
    result = CliRunner().invoke(main, ["review", str(built), "--corrections", str(decided), "-o", str(decided)])
    assert result.exit_code == 2
    assert "holds the corrections that are read; choose another path with -o" in result.stderr
    assert decided.read_text("utf-8").startswith("action,entity\nkeep")


def test_lines_with_whole_iris_decide_too(graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    base = "https://example.org/news/"
    write_turtle(graph, tmp_path / "graph.ttl", base)
    first = table_of(run("review", tmp_path))
    forms = ("{base}{id}", "<{base}{id}>", "{base}{id}")
    lines = [
        {
            "action": "keep",
            "entity": forms[number % 3].format(base=base, id=unquote(row["entity"]) if number % 2 else row["entity"]),
            "predicate": row["predicate"],
            "object": row["object"] and f"{base}{row['object']}",
        }
        for number, row in enumerate(first)
    ]
    (tmp_path / "kept.csv").write_bytes(write_table(lines, ("action", "entity", "predicate", "object")))
    assert len(first) > 5
    assert table_of(run("review", tmp_path, "--corrections", tmp_path / "kept.csv")) == []


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "peaches.txt").write_text(PEACHES, encoding="utf-8")
    (folder / "tea.txt").write_text(TEA, encoding="utf-8")
    return folder


@pytest.mark.parametrize("chinese", [False, True], ids=["english", "chinese"])
def test_build_review_edit_build(pages: Path, tmp_path: Path, chinese: bool) -> None:
    run("build", pages, "-o", tmp_path / "out")
    run("review", tmp_path / "out", "-o", tmp_path / "corrections.csv", *(["--chinese"] if chinese else []))
    with (tmp_path / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    action = rows[0].index("操作" if chinese else "action")
    merge = "合并" if chinese else "merge"
    namesake = next(row for row in rows[1:] if merge in row)  # two 李秀兰, kept apart, for they are of two counties
    namesake[action] = merge
    claim = next(row for row in rows[1:] if row[rows[0].index("关系" if chinese else "predicate")])
    claim[action] = "否定" if chinese else "reject"
    with (tmp_path / "corrections.csv").open("w", encoding="gb18030" if chinese else "utf-8", newline="") as file:
        csv.writer(file, delimiter=";" if chinese else ",").writerows(rows)
    said = run("build", pages, "-o", tmp_path / "out2", "--corrections", tmp_path / "corrections.csv")
    assert "2 lines changed something" in said
    before, after = read_graph(tmp_path / "out"), read_graph(tmp_path / "out2")
    lost = set(before) - set(after)
    assert [before.nodes[node]["name"] for node in lost] == ["李秀兰"]
    assert len([1 for *_, edge in before.edges(data=True) if "evidence" in edge]) - 1 == len(
        [1 for *_, edge in after.edges(data=True) if "evidence" in edge]
    )
    run("validate", tmp_path / "out2")
    # Another page changes no identity, so that the lines go on to match.
    (pages / "again.txt").write_text(TEA.replace("白茶", "红茶").replace("两百", "三百"), encoding="utf-8")
    said = run("build", pages, "-o", tmp_path / "out3", "--corrections", tmp_path / "corrections.csv")
    assert "2 lines changed something" in said
    assert lost.isdisjoint(read_graph(tmp_path / "out3"))


def test_entities_go_to_openrefine_and_come_back_with_what_they_are(pages: Path, tmp_path: Path) -> None:
    run("build", pages, "-o", tmp_path / "out")
    run("review", tmp_path / "out", "--entities", "-o", tmp_path / "entities.csv")
    rows = table(tmp_path / "entities.csv")
    graph = read_graph(tmp_path / "out")
    assert {row["entity"] for row in rows} == {node for node in graph if graph.nodes[node]["type"] != "Article"}
    # What OpenRefine exports: its own column of identifiers, no byte order mark, line feeds, rows as they were.
    with (tmp_path / "reconciled.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*rows[0], "Wikidata"])
        for row in rows:
            writer.writerow([*row.values(), "Q12345" if row["name"] == "德清县" else ""])
    said = run("build", pages, "-o", tmp_path / "out2", "--corrections", tmp_path / "reconciled.csv")
    assert "1 lines changed something, 0 say what is so, 0 match nothing, 0 are wrong" in said
    assert read_graph(tmp_path / "out2").nodes["place/330521"]["same_as"] == ("http://www.wikidata.org/entity/Q12345",)
    run("review", tmp_path / "out2", "--entities", "-o", tmp_path / "again.csv")
    (row,) = (row for row in table(tmp_path / "again.csv") if row["name"] == "德清县")
    assert row["same_as"] == "http://www.wikidata.org/entity/Q12345"


def test_people_tied_to_other_bodies_in_other_articles_are_doubted(follow: Follow) -> None:
    graph, _ = follow(
        {"action": "add", "entity": "person/田禾", "object": "place/登封市-410185", "predicate": "affiliatedWith",
         "evidence": "家住嵩阳街道的吴先生说", "article": "article/2f61aa90c4d5e7b8"},
        {"action": "add", "entity": "person/田禾", "object": "place/丽江市-530700", "predicate": "associatedPlace",
         "evidence": "吴先生到场观看", "article": "article/b85d6f0a1e3c2974"},
    )  # fmt: skip
    (row,) = other_posts(graph)
    assert (row["entity"], row["suggestion"], row["article"]) == ("person/田禾", "split", "article/b85d6f0a1e3c2974")
    assert "“登封市”" in row["why"]
    assert "“丽江市”" in row["why"]


def test_one_name_in_two_counties_is_doubted_the_more_the_nearer_they_are(graph: nx.MultiDiGraph[str]) -> None:
    article = "article/2f61aa90c4d5e7b8"
    for area in ("410185", "410184", "410300", "530702"):
        graph.add_node(f"person/韩一鸣@{area}", **graph.nodes["person/韩一鸣"])
        graph.add_edge(
            f"person/韩一鸣@{area}", article, key=f"mentionedIn {article}", relation="mentionedIn",
            mentions=graph["person/韩一鸣"][article][f"mentionedIn {article}"]["mentions"],
        )  # fmt: skip
    graph.remove_node("person/韩一鸣")
    found = {row["entity"][-6:]: (row["object"][-6:], row["doubt"]) for row in namesakes(graph)}
    assert found == {"410185": ("410184", "0.70"), "410300": ("410184", "0.50"), "530702": ("410184", "0.20")}
