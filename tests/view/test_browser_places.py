"""The places, the map of counties and the programmes beside the graph, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    import networkx as nx

pytestmark = pytest.mark.browser


def rows(visit: Any) -> dict[str, list[str]]:
    """The rows of the places' table: the figures of each by its name."""
    found = {}
    for row in visit.page.locator(".places tbody tr").all():
        name, *figures = [text.strip() for text in row.locator("th,td").all_inner_texts()]
        found[name] = figures
    return found


def dots(visit: Any) -> dict[str, tuple[float, float, float]]:
    """The map's dots: x, y and radius by what a screen reader says."""
    found = {}
    for dot in visit.page.locator(".dot").all():
        x, y, radius = (float(dot.get_attribute(name)) for name in ("cx", "cy", "r"))
        found[dot.get_attribute("aria-label")] = (x, y, radius)
    return found


@pytest.fixture
def places(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> Any:
    return open_page(county_graph, "#view=places")


def test_places_are_a_tree_with_counts_of_articles_and_programmes(places: Any) -> None:
    found = rows(places)
    assert found["河南省"] == ["4", "2"]
    assert found["郑州市"] == ["4", "2"]  # named by no article itself
    assert found["登封市"] == ["3", "1"]
    assert found["新密市"] == ["1", "1"]
    assert found["四川省"] == ["1", "1"]
    assert "江油市" not in found
    places.page.get_by_role("button", name="展开或收起 四川省").click()
    places.page.get_by_role("button", name="展开或收起 绵阳市").press("Enter")
    assert rows(places)["江油市"] == ["1", "1"]
    places.page.get_by_role("button", name="展开或收起 河南省").click()
    assert "登封市" not in rows(places)


def test_a_place_without_code_hangs_below_what_it_is_part_of(places: Any) -> None:
    assert rows(places)["嵩阳街道"] == ["2", ""]
    assert rows(places)["大槐树广场"] == ["1", ""]


def test_the_graph_follows_the_place_chosen_with_all_below_it(places: Any) -> None:
    places.page.locator(".place", has_text="郑州市").click()
    assert places.texts("#panel h2") == ["郑州市"]
    assert places.names() == {
        "登封市", "新密市", "嵩阳街道", "大槐树广场", "登封市文旅局", "嵩山行动", "新密平台",
    }  # fmt: skip
    places.page.locator(".place", has_text="嵩阳街道").click()
    assert places.names() == {"嵩阳街道", "大槐树广场", "登封市文旅局"}
    places.page.go_back()
    assert places.texts("#panel h2") == ["郑州市"]
    places.page.locator(".place", has_text="郑州市").click()
    assert "江油市" in places.names()


def test_the_map_has_a_dot_for_each_county_where_it_lies(places: Any) -> None:
    places.page.locator(".geo [data-key=fit]").click()
    found = dots(places)
    names = "郑州市登封市 见于 3 篇报道", "郑州市新密市 见于 1 篇报道", "绵阳市江油市 见于 1 篇报道"
    assert set(found) == set(names)
    dengfeng, xinmi, jiangyou = (found[name] for name in names)
    assert jiangyou[0] < dengfeng[0] < xinmi[0]  # west to east
    assert jiangyou[1] > dengfeng[1]  # and further south
    assert dengfeng[2] > xinmi[2]
    box = places.page.locator(".geo").bounding_box()
    assert all(0 < x < box["width"] and 0 < y < box["height"] for x, y, _ in found.values())
    assert {"登封市", "江油市"} <= set(places.page.locator(".geo text.name").all_text_contents())


def test_a_dot_chosen_limits_the_graph_and_the_map_goes_there(places: Any) -> None:
    places.page.locator(".dot[aria-label*=登封市]").click()
    assert places.texts("#panel h2") == ["登封市"]
    assert "新密市" not in places.names()
    assert places.page.locator(".dot.picked").get_attribute("aria-pressed") == "true"
    assert places.page.locator(".place[aria-pressed=true]").inner_text() == "登封市"


def test_the_map_is_worked_by_keyboard_and_wheel(places: Any) -> None:
    places.page.locator(".geo [data-key=fit]").click()
    places.page.locator(".dot[tabindex='0']").focus()

    def focused() -> str:
        return str(places.page.evaluate("document.activeElement.getAttribute('aria-label')"))

    assert focused() == "郑州市登封市 见于 3 篇报道"
    places.page.keyboard.press("ArrowRight")
    second = focused()
    places.page.keyboard.press("ArrowRight")
    assert len({"郑州市登封市 见于 3 篇报道", second, focused()}) == 3
    places.page.keyboard.press("ArrowLeft")
    assert focused() == second
    places.page.keyboard.press("Enter")
    assert places.page.locator(".dot.picked").count() == 1
    before = dots(places)
    box = places.page.locator(".geo").bounding_box()
    places.page.mouse.move(box["x"] + 30, box["y"] + 30)
    places.page.mouse.wheel(0, -300)
    places.page.wait_for_timeout(200)
    assert dots(places) != before


def test_programmes_are_counted_by_kind_and_place(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    visit = open_page(county_graph, "#view=programmes")
    assert dict(zip(visit.texts(".bar-name"), visit.texts(".bars small"), strict=True)) == {
        "专项活动": "1", "平台": "1", "行动、规划": "1",
    }  # fmt: skip
    assert visit.texts(".places thead th")[2:] == visit.texts(".bar-name")
    found = rows(visit)
    column = 1 + visit.texts(".bar-name").index("平台")
    assert [found[name][0] for name in ("河南省", "登封市", "新密市", "四川省")] == ["2", "1", "1", "1"]
    assert [found[name][column] for name in ("河南省", "登封市", "新密市", "四川省")] == ["1", "", "1", ""]
    visit.page.get_by_role("button", name="河南省，平台：1").click()
    assert visit.page.get_by_role("button", name="河南省，平台：1").get_attribute("aria-pressed") == "true"
    assert visit.texts("#panel h2 .kind") == ["平台"]
    assert "新密平台" in visit.texts("#panel .link")
    assert visit.names() == {"新密平台", "新密市"}
    visit.page.get_by_role("button", name="河南省，平台：1").click()
    assert "嵩山行动" in visit.names()


def test_places_and_programmes_of_other_days_are_not_counted(
    open_page: Any, county_graph: nx.MultiDiGraph[str]
) -> None:
    visit = open_page(county_graph, "#view=programmes&since=2024-04-01")
    assert visit.texts(".bar-name") == ["平台"]
    assert {name: figures[0] for name, figures in rows(visit).items()} == {"河南省": "1", "郑州市": "1", "新密市": "1"}
    visit.page.click("#as-places")
    assert {name: figures[0] for name, figures in rows(visit).items()} == {
        "河南省": "2", "郑州市": "2", "新密市": "1", "登封市": "1",
    }  # fmt: skip


def test_a_region_holds_the_counties_stated_to_be_part_of_it(
    open_page: Any, county_graph: nx.MultiDiGraph[str]
) -> None:
    from tests.view.conftest import add_article, add_entity

    region = add_entity(county_graph, "Place", "嵩山片区", "region")
    add_article(county_graph, 6, ["place/登封市", region])
    visit = open_page(county_graph, "#view=places")
    visit.page.get_by_role("button", name="展开或收起 其他地点").click()
    visit.page.locator(".place", has_text="嵩山片区").click()
    assert visit.names() == {"嵩山片区", "登封市", "嵩山行动", "嵩阳街道", "大槐树广场", "登封市文旅局"}


def test_a_kind_limits_the_graph_to_its_programmes(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    visit = open_page(county_graph, "#view=programmes")
    visit.page.locator(".bars button", has_text="行动、规划").click()
    assert visit.names() == {"江油计划", "江油市"}
    assert "kind=plan" in visit.address


@pytest.mark.parametrize("view", ["places", "programmes", "table"])
def test_hostile_names_stay_names_in_every_view(open_page: Any, hostile_graph: nx.MultiDiGraph[str], view: str) -> None:
    from tests.view.conftest import HOSTILE, add_article, add_entity

    hostile_graph.nodes[f"place/{HOSTILE[0]}"]["code"] = "410185"
    programme = add_entity(hostile_graph, "Programme", '"><script>alert(2)</script>')
    add_article(hostile_graph, 3, [programme, f"place/{HOSTILE[0]}"])
    visit = open_page(hostile_graph, f"#{urlencode({'view': view, 'in': f'place/{HOSTILE[0]}'})}")
    assert f"只看：{HOSTILE[0]}" in " ".join(visit.texts("#legend button"))
    if view != "table":
        assert visit.texts(".place[aria-pressed=true]") == [HOSTILE[0]]
    assert visit.page.locator("main img, main script").count() == 0


def test_the_panels_fit_a_phone(open_page: Any, county_graph: nx.MultiDiGraph[str]) -> None:
    for view in ("places", "programmes"):
        visit = open_page(county_graph, f"#view={view}", viewport={"width": 390, "height": 800}, has_touch=True)
        visit.page.locator(".place", has_text="登封市").first.tap()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        box = visit.page.locator(".scroll").bounding_box()
        assert box["height"] > 120
        assert visit.texts("#panel h2") == ["登封市"]
