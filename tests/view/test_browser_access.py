"""What axe-core finds in every state of the page, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import networkx as nx

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 800}
SCREEN = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as a Python package carries it."""
    package = pytest.importorskip("axe_playwright_python", reason="this needs: pip install axe-playwright-python")
    return (files(package) / "axe.min.js").read_text(encoding="utf-8")


def states(visit: Any) -> Iterator[str]:
    """Go through the page's states; each is named when it is reached."""
    page = visit.page
    yield "overview"
    page.fill("#search", "dengf")
    yield "search"
    visit.find("嵩阳街道")
    yield "place"
    page.locator("#panel .relation figcaption a").first.click()
    yield "article"
    visit.find("嵩山行动")
    page.click("#panel [data-path]")
    visit.find("嵩阳街道")
    yield "path"
    page.click("#filters summary")
    yield "filters"
    page.keyboard.press("Escape")
    page.click("#as-places")
    page.locator(".place", has_text="登封市").click()
    yield "places"
    page.click("#as-programmes")
    page.locator("td button").first.click()
    yield "programmes"
    page.click("#as-table")
    yield "entities"
    page.locator("#table .bar button", has_text="事实").click()
    yield "facts"
    page.click("#language")
    page.click("#home")
    yield "english"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
def test_axe_finds_nothing_in_any_state(
    open_page: Any, county_graph: nx.MultiDiGraph[str], axe: str, scheme: str, viewport: dict[str, int]
) -> None:
    visit = open_page(county_graph, color_scheme=scheme, viewport=viewport, reduced_motion="reduce", bypass_csp=True)
    visit.page.evaluate(f"() => {{ {axe} }}")
    found = []
    for state in states(visit):
        for violation in visit.page.evaluate("async () => (await axe.run()).violations"):
            node = violation["nodes"][0]
            found.append(f"{state}: {violation['id']} ({violation['impact']}) {node['html'][:160]}")
    assert found == []
