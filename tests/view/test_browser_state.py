"""Filters, and the address that restores the view, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import pytest

from kg.view.records import LABEL_LENGTH
from kg.view.selection import FILE_SIZE

if TYPE_CHECKING:
    import networkx as nx

pytestmark = pytest.mark.browser


@pytest.fixture
def counties(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> Any:
    return open_page(county_graph)


def svg_texts(visit: Any) -> list[str]:
    """The texts on the map, from its SVG."""
    visit.page.evaluate("document.querySelector('#exports').open = true")
    with visit.page.expect_download() as download:
        visit.page.click("#svg")
    picture = ElementTree.fromstring(Path(download.value.path()).read_bytes())
    return [str(element.text) for element in picture.iter() if element.tag.endswith("text")]


def test_dates_leave_what_other_days_name(counties: Any) -> None:
    counties.page.click("#filters summary")
    since, until = counties.page.locator("#filters input[type=date]").all()
    assert (since.get_attribute("min"), since.get_attribute("max")) == ("2024-03-05", "2024-04-11")
    until.fill("2024-03-31")
    assert counties.names() == {"登封市", "嵩阳街道", "大槐树广场", "嵩山行动"}
    since.fill("2024-03-06")
    assert counties.names() == {"登封市", "嵩阳街道", "大槐树广场"}
    counties.page.locator("#legend button", has_text="2024-03-06").click()
    assert "江油市" in counties.names()


def test_dates_are_not_asked_where_no_article_has_one(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    for node, data in county_graph.nodes(data=True):
        if data["type"] == "Article":
            del county_graph.nodes[node]["date"]
    visit = open_page(county_graph)
    visit.page.click("#filters summary")
    assert visit.page.locator("#filters select").count() == 1
    assert visit.page.locator("#filters input[type=date]").count() == 0


def test_an_article_limits_graph_and_tables(counties: Any) -> None:
    counties.page.click("#filters summary")
    counties.page.locator("#filters select").select_option(label="第3篇报道")
    assert counties.names() == {"新密平台", "新密市"}
    assert counties.texts("#panel h2") == ["第3篇报道"]
    counties.page.locator("#filters select").select_option(index=0)
    assert "江油市" in counties.names()


def test_only_this_article_is_offered_on_its_card(counties: Any) -> None:
    counties.find("第5篇")
    counties.page.locator("#panel .actions a", has_text="只看此文").click()
    assert counties.names() == {"登封市文旅局", "嵩阳街道"}
    counties.page.locator("#filters summary").click()
    counties.page.locator("#filters button", has_text="清除全部筛选").click()
    assert "江油市" in counties.names()


def test_a_link_restores_what_was_seen(counties: Any, open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    page = counties.page
    page.click("#as-places")
    page.locator(".place", has_text="郑州市").click()
    page.locator("#legend button", has_text="机构").click()
    page.locator("#filters summary").click()
    page.locator("#filters label", has_text="场所").click()
    page.locator("#filters label", has_text="见于报道").click()
    page.locator("#filters input[type=range]").fill("60")
    page.keyboard.press("Escape")
    counties.find("登封市")
    page.click("#panel [data-hops='2']")
    page.click("#language")

    def state(visit: Any) -> tuple[Any, ...]:
        return (
            visit.address, visit.texts("#legend button"), visit.texts("#panel"), visit.texts("#left-out"),
            visit.texts("#side"), visit.page.locator("html").get_attribute("lang"),
            visit.page.locator("#filters input").evaluate_all("all => all.map((one) => one.checked + one.value)"),
        )  # fmt: skip

    seen = state(counties)
    assert "Only: 郑州市" in seen[1][-1]
    assert state(open_page(county_graph, counties.address)) == seen


def test_every_word_of_an_address_is_kept(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    words = {
        "node": "place/登封市", "hops": "2", "open": "place/新密市", "open3": "programme/江油计划",
        "in": "place/410000", "kind": "campaign", "article": "article/00001", "page": "000.txt",
        "since": "2024-03-01", "until": "2024-04-30", "no": "Person,Place", "nokind": "site", "norel": "partOf",
        "sure": "35", "mentions": "no", "bylines": "yes", "view": "programmes", "table": "facts", "lang": "en",
    }  # fmt: skip
    visit = open_page(county_graph, f"#{urlencode(words)}")
    visit.page.click("#language")
    visit.page.click("#language")
    assert dict(parse_qsl(visit.address[1:])) == words


def test_back_undoes_a_slider_at_once(counties: Any) -> None:
    counties.page.locator("#legend button", has_text="机构").click()
    counties.page.click("#filters summary")
    slider = counties.page.locator("#filters input[type=range]")
    slider.focus()
    for _ in range(3):
        counties.page.keyboard.press("ArrowRight")
    assert "sure=15" in counties.address
    # Each press of a key is a change of its own; a drag is one.
    slider.evaluate("""slider => {
      for (const value of [20, 40, 60]) {
        slider.value = value;
        slider.dispatchEvent(new Event("input"));
      }
      slider.dispatchEvent(new Event("change"));
    }""")
    assert "sure=60" in counties.address
    counties.page.go_back()
    assert "sure=15" in counties.address
    assert slider.input_value() == "15"
    assert "no=Agency" in counties.address


def test_back_undoes_a_filter_and_a_step(counties: Any) -> None:
    before = counties.texts("#legend button")
    counties.page.locator("#legend button", has_text="地点").click()
    assert counties.texts("#legend button") != before
    counties.find("新密平台")
    counties.page.go_back()
    assert counties.texts("#panel h2") == []
    counties.page.go_back()
    assert counties.texts("#legend button") == before
    assert counties.address in ("", "#")
    counties.page.go_forward()
    assert "no=Place" in counties.address


def test_an_address_of_another_graph_shows_the_overview(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    address = "#node=place/none&in=x&kind=y&article=z&page=q&since=then&no=Nothing&sure=many&hops=9&view=none&open=u"
    visit = open_page(county_graph, address)
    assert "5 篇报道" in visit.texts("#panel .lead")[0]
    assert len(visit.texts("#left-out")[0]) == 0


def test_opened_nodes_stay_when_another_is_chosen(open_page: Any, make_graph: Any) -> None:
    graph = make_graph(100, 1500)
    visit = open_page(graph)
    visit.find("名称1499")
    visit.find("名称1450")

    def shown(visit: Any) -> int:
        return int(visit.texts("#left-out")[0].split()[1])

    assert visit.address.count("open=") == 1
    assert shown(open_page(graph, visit.address)) == shown(visit)
    alone = open_page(graph, visit.address.split("&")[0])
    assert shown(visit) > shown(alone) + 1  # its neighbours stay with it


def test_relations_stand_on_the_lines_while_they_are_few(counties: Any, open_page: Any, make_graph: Any) -> None:
    assert {"实施地", "属于"} <= set(svg_texts(counties))
    many = open_page(make_graph(30, 200))
    assert "实施地" not in svg_texts(many)
    many.find("名称170")
    assert "实施地" in svg_texts(many)


def test_hovering_a_line_tells_its_relation(counties: Any) -> None:
    counties.find("新密平台")
    box = counties.page.locator("#canvas").bounding_box()
    texts: set[str] = set()
    for x in range(0, int(box["width"]), 40):
        for y in range(40, int(box["height"]), 40):
            counties.page.mouse.move(box["x"] + x, box["y"] + y)
            hint = counties.page.locator("#hint")
            if hint.is_visible():
                texts.add(hint.inner_text())
        if any("实施地" in text or "见于报道" in text for text in texts):
            break
    assert any("实施地" in text or "见于报道" in text for text in texts)


def test_long_names_are_cut_on_the_map_and_whole_in_the_panel(open_page: Any, county_graph: Any) -> None:
    name = "登封市嵩阳街道大槐树社区便民服务中心办公室"
    county_graph.nodes["agency/登封市文旅局"]["name"] = name
    visit = open_page(county_graph)
    assert f"{name[: LABEL_LENGTH - 1]}…" in svg_texts(visit)
    visit.find("便民服务")
    assert visit.texts("#panel h2") == [name]


def test_a_file_that_cannot_hold_all_says_so_and_where_the_rest_is(open_page: Any, make_graph: Any) -> None:
    graph = make_graph(500, FILE_SIZE)
    visit = open_page(graph)
    lead = " ".join(visit.texts("#panel .quiet"))
    assert f"最重要的 {FILE_SIZE} 个节点" in lead
    assert "另有 500 个未收入；用 kg serve 可查全部" in lead
    assert visit.texts("#left-out")[0].endswith("其余可查找或点开")
