"""The page in a real browser: found, opened, read and walked through, with no error and no request."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from kg.graph import Edit

if TYPE_CHECKING:
    import networkx as nx

pytestmark = pytest.mark.browser


def test_opens_on_the_overview(visit: Any) -> None:
    assert visit.texts("h1") == ["登封新闻图谱"]
    assert visit.page.evaluate("document.querySelector('#canvas canvas').width") > 500
    assert "3 篇报道" in visit.texts("#panel .lead")[0]
    assert any("人物" in text for text in visit.texts("#legend button"))


def test_search_leads_to_the_evidence_and_on_to_the_article(visit: Any) -> None:
    visit.find("韩一鸣")
    assert visit.texts("#panel h2") == ["韩一鸣"]
    assert visit.texts("#panel .relation h4") == ["任职于1"]
    assert visit.texts("#panel .post") == ["局长"]
    assert "韩一鸣介绍" in visit.texts("#panel .relation blockquote")[0]
    assert visit.texts("#panel .relation blockquote .strong") == ["登封市市场监督管理局", "韩一鸣"]
    assert "可信度 95%" in visit.texts("#panel .relation figcaption")[0]
    visit.page.locator("#panel .relation figcaption a").click()
    visit.page.wait_for_selector("#panel article")
    assert visit.texts("#panel h2") == ["登封市“阳光餐饮”受好评"]
    assert visit.texts("#panel article .name.Programme")[0] == "阳光餐饮"
    visit.page.go_back()
    visit.page.wait_for_function("document.querySelector('#panel h2')?.textContent === '韩一鸣'")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("hanyiming", "韩一鸣"),
        ("hym", "韩一鸣"),
        ("yiming", "韩一鸣"),
        ("songyjd", "嵩阳街道"),
        ("ｙａｎｇｇ", "阳光餐饮"),
    ],
)
def test_pinyin_finds_names(visit: Any, query: str, name: str) -> None:
    visit.page.fill("#search", query)
    assert name in visit.texts("#results .found")[0]


def test_letters_that_no_name_is_read_with_find_nothing(visit: Any) -> None:
    visit.page.fill("#search", "hanyimingx")
    assert visit.page.locator("#results [role=option]").count() == 0
    assert "hanyimingx" in visit.texts("#results")[0]


def test_an_address_restores_the_card(visit: Any) -> None:
    visit.find("韩一鸣")
    address = visit.page.url
    other = visit.page.context.new_page()
    other.goto(address)
    other.wait_for_selector("#panel h2")
    assert other.locator("#panel h2").inner_text() == "韩一鸣"


def test_reporters_come_when_asked_for(visit: Any) -> None:
    def people() -> str:
        return str(next(text for text in visit.texts("#legend button") if "人物" in text))

    before = people()
    visit.page.locator("#legend button", has_text="记者署名").click()
    assert people() != before


def test_legend_filters_a_type(visit: Any) -> None:
    button = visit.page.locator("#legend button", has_text="地点")
    before = visit.texts("#left-out")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert visit.texts("#left-out") != before
    assert "0/" in button.inner_text()


def test_click_on_a_node_opens_its_card(visit: Any) -> None:
    visit.find("嵩阳街道")
    box = visit.page.locator("#canvas").bounding_box()
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#panel .lead")
    visit.page.wait_for_timeout(700)
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for ring in range(0, 300, 6):  # the nearest node to the middle, whichever it is
        visit.page.mouse.click(middle[0] + ring, middle[1])
        visit.page.wait_for_timeout(60)
        if visit.page.locator("#panel h2").count():
            break
    visit.page.wait_for_selector("#panel h2")
    visit.page.wait_for_timeout(600)
    visit.page.mouse.click(box["x"] + 5, box["y"] + 5)
    visit.page.wait_for_selector("#panel .lead")
    assert "node=" not in visit.page.url
    assert "open=" in visit.page.url


def test_a_place_limits_the_map_and_the_tables_to_what_belongs_to_it(visit: Any) -> None:
    visit.find("嵩阳街道")
    visit.page.locator("#panel .actions a", has_text="只看此地").click()
    visit.page.wait_for_selector("#panel .quiet")
    visit.page.click("#as-table")
    names = visit.texts("#table tbody td:first-child")
    assert {"嵩阳街道", "阳光餐饮", "吴先生"} <= set(names)
    assert not {"登封市", "古城区", "韩一鸣"} & set(names)
    visit.page.locator("#legend button", has_text="只看").click()
    visit.page.wait_for_function("!document.querySelector('#legend').textContent.includes('只看')")
    assert "登封市" in visit.texts("#table tbody td:first-child")


def test_a_line_has_its_facts_and_sentences(visit: Any, graph: nx.MultiDiGraph[str]) -> None:
    named = {graph.nodes[node].get("name"): node for node in graph.nodes}
    ends = {"from": named["韩一鸣"], "to": named["登封市市场监督管理局"]}
    visit.page.evaluate("ends => { location.hash = new URLSearchParams(ends) }", ends)
    visit.page.wait_for_selector("#panel h2")
    assert visit.texts("#panel h2 a") == ["韩一鸣", "登封市市场监督管理局"]
    assert visit.texts("#panel .relation .fact .arrow") == ["任职于 →"]
    assert "局长韩一鸣介绍" in visit.texts("#panel .relation blockquote")[0]


def test_path_between_two_names_comes_with_its_sentences(visit: Any) -> None:
    visit.find("韩一鸣")
    visit.page.click("#panel [data-path]")
    visit.find("吴先生")
    assert visit.texts("#panel h2 a") == ["韩一鸣", "吴先生"]
    steps = visit.page.locator("#panel .relation")
    assert steps.count() >= 2
    assert visit.page.locator("#panel .relation blockquote").count() >= steps.count()
    assert "path=person" in visit.page.url


def test_filters_take_kinds_relations_and_doubtful_facts_away(visit: Any) -> None:
    def facts() -> int:
        return len(visit.texts("#table tbody tr"))

    visit.page.click("#as-table")
    visit.page.locator("#table .bar button", has_text="事实").click()
    before = facts()
    visit.page.click("#filters summary")
    visit.page.locator("#filters label", has_text="所在地").click()
    fewer = facts()
    assert 0 < fewer < before
    visit.page.locator("#filters input[type=range]").fill("90")
    assert 0 < facts() < fewer
    visit.page.locator("#filters label", has_text="县级").click()
    assert "登封市" not in visit.texts("#table tbody td:first-child")


def test_tables_sort_and_go_out_as_csv(visit: Any) -> None:
    visit.page.click("#as-table")
    visit.page.locator("#table th button", has_text="名称").click()
    assert visit.page.locator("#table th[aria-sort=ascending]").count() == 1
    names = visit.texts("#table tbody td:first-child")
    visit.page.locator("#table th button", has_text="名称").click()
    assert visit.texts("#table tbody td:first-child") == names[::-1]
    with visit.page.expect_download() as download:
        visit.page.locator("#table .bar button", has_text="CSV").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert {row["名称"] for row in rows} == set(names)
    visit.page.locator("#table tbody a", has_text="韩一鸣").click()
    visit.page.wait_for_selector("#panel h2")
    assert visit.texts("#panel h2") == ["韩一鸣"]


def test_pictures_go_out(visit: Any) -> None:
    for name, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        visit.page.evaluate("document.querySelector('#exports').open = true")
        with visit.page.expect_download() as download:
            visit.page.click(f"#{name}")
        picture = Path(download.value.path()).read_bytes()
        assert picture.startswith(start)
        if name == "svg":
            texts = [element.text for element in ElementTree.fromstring(picture).iter() if element.tag.endswith("text")]
            assert "登封市" in texts


def test_steps_around_a_node_are_opened(open_page: Any, make_graph: Any) -> None:
    visit = open_page(make_graph(100, 1500))

    def shown() -> int:
        return int(re.findall(r"\d+", visit.texts("#left-out")[0])[0])

    assert shown() <= 300
    visit.find("名称1499")
    before = shown()
    visit.page.click("#panel [data-hops='2']")
    assert shown() > before
    assert visit.texts("#panel .steps [aria-pressed=true]") == ["2"]
    two = shown()
    visit.page.click("#panel [data-hops='3']")
    assert shown() > two
    assert "hops=3" in visit.address
    visit.page.click("#home")
    visit.page.wait_for_selector("#panel .lead")
    assert shown() <= 300


def test_a_fact_tells_when_it_was_so_and_why_its_end_is_another(
    open_page: Any, county_graph: nx.MultiDiGraph[str]
) -> None:
    edge = county_graph.edges["programme/新密平台", "place/新密市", "appliesTo article/00003"]
    edge.update(note="“新蜜市”当为新密市", date="2024-04", date_text="今年4月")
    county_graph.nodes["article/00003"].update(reprint_of="article/00001", paper="某日报")
    visit = open_page(county_graph)
    visit.find("新密平台")
    caption = visit.texts("#panel .relation figcaption")[0]
    assert "时间：今年4月（2024-04）" in caption
    assert "“新蜜市”当为新密市" in caption
    visit.page.locator("#panel .relation figcaption a").click()
    assert "某日报 · 2024-04-10 · 000.txt" in visit.texts("#panel dl")[0]
    assert "第1篇报道" in visit.texts("#panel dl")[0]


def test_what_people_state_and_correct_is_told_from_what_was_read(
    open_page: Any, county_graph: nx.MultiDiGraph[str]
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    county_graph.nodes["programme/新密平台"].update(
        edits=(Edit("rename", f"新密平台{hostile}", "李编辑"),), same_as=("https://example.org/a", f"urn:{hostile}")
    )
    for source in ("https://example.org/b", f"年鉴{hostile}"):
        county_graph.add_edge(
            "programme/新密平台", "place/江油市", key=f"appliesTo {source}", relation="appliesTo", article="", note="",
            source=source, by="", origin="person", evidence="也在江油。", confidence=1.0, post="",
        )  # fmt: skip
    visit = open_page(county_graph)
    visit.find("新密平台")
    (rows,) = visit.texts("#panel dl")
    assert "人工订正" in rows
    assert f"改名：新密平台{hostile}（李编辑）" in rows
    assert f"urn:{hostile}" in rows
    captions = [text for text in visit.texts("#panel .relation figcaption") if "人工陈述：未署名" in text]
    assert len(captions) == 2
    assert f"年鉴{hostile}" in captions[1]
    links = visit.page.locator("#panel a[href^='https://']").evaluate_all("found => found.map(one => one.href)")
    assert links == ["https://example.org/a", "https://example.org/b"]
    assert len(visit.texts("#panel .relation figcaption .person")) == 2  # what was read has no such mark


def test_interface_speaks_english(visit: Any) -> None:
    visit.page.click("#language")
    assert "entities and" in visit.texts("#panel .lead")[0]
    assert visit.page.evaluate("document.documentElement.lang") == "en"


def test_keyboard_alone_finds_and_returns(visit: Any) -> None:
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("阳光餐饮")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#panel h2")
    assert visit.texts("#panel h2") == ["阳光餐饮"]
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#panel .lead")


def test_offsets_count_code_points(open_page: Any, hostile_graph: nx.MultiDiGraph[str]) -> None:
    """Hostile names are shown as they are, run nothing, and 𠮷 (two UTF-16 units) shifts no mark."""
    visit = open_page(hostile_graph, title="<script>alert(1)</script>")
    for name in ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "𠮷野家村"):
        visit.find(name)
        assert visit.texts("#panel h2") == [name]
    visit.find("第2篇")
    assert visit.texts("#panel article .name") == ["记者甲", "𠮷野家村"]
    assert visit.texts("h1") == ["<script>alert(1)</script>"]
    assert visit.page.locator("#panel img").count() == 0


def test_fits_a_phone(open_page: Any, graph: nx.MultiDiGraph[str]) -> None:
    visit = open_page(graph, viewport={"width": 390, "height": 800}, color_scheme="dark")
    visit.find("登封市")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    for part in ("#canvas", "#panel", "#search"):
        box = visit.page.locator(part).bounding_box()
        assert box["width"] > 300
        assert box["y"] + box["height"] <= 800
