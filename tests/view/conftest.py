"""Graphs made up for the view: as large as wanted, always the same, and with names that try to break the page."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.model import EntityType, Field, Mention
from kg.view import write_html

if TYPE_CHECKING:
    import networkx as nx

HOSTILE = ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "乡\u2028村\u2029<!--", "𠮷野家村")

KINDS = {"Place": "village", "Agency": "government", "Programme": "campaign", "Person": "official"}
RELATION = {"Place": "partOf", "Agency": "locatedIn", "Programme": "appliesTo", "Person": "associatedPlace"}


def add_article(graph: nx.MultiDiGraph[str], number: int, entities: list[str], date: str = "") -> None:
    """Add an article that names these entities, a sentence each, and states a fact of each neighbouring pair."""
    article = f"article/{number:05d}"
    sentences = [f"第{index}句说到{graph.nodes[entity]['name']}。" for index, entity in enumerate(entities)]
    graph.add_node(
        article, type="Article", page=f"{number // 8:03d}.txt", headline=f"第{number}篇报道", byline="",
        body="\n".join(sentences), lines=(1,), date=date, paper="",
    )  # fmt: skip
    begin = 0
    for entity, sentence in zip(entities, sentences, strict=True):
        node = graph.nodes[entity]
        at = begin + sentence.index(node["name"])
        mention = Mention(Field.BODY, at, at + len(node["name"]), node["name"], EntityType(node["type"]))
        graph.add_edge(entity, article, key=f"mentionedIn {article}", relation="mentionedIn", mentions=(mention,))
        begin += len(sentence) + 1
    for (entity, other), sentence in zip(pairwise(entities), sentences, strict=False):
        relation = RELATION[graph.nodes[entity]["type"]]
        graph.add_edge(
            entity, other, key=f"{relation} {article}", relation=relation, article=article, evidence=sentence,
            confidence=0.8, post="",
        )  # fmt: skip


def add_entity(graph: nx.MultiDiGraph[str], entity_type: str, name: str, kind: str = "", code: str = "") -> str:
    """Add an entity of this name; returns its node."""
    node = f"{entity_type.lower()}/{name.replace('/', '-')}"
    graph.add_node(
        node, type=entity_type, kind=kind or KINDS[entity_type], name=name, names=(f"又名{name}",), code=code,
        candidates=(), anonymised=False,
    )  # fmt: skip
    return node


@pytest.fixture(scope="session")
def make_graph() -> Callable[[int, int], nx.MultiDiGraph[str]]:
    """Make a graph of so many articles and entities: most are named once, a few nearly everywhere."""
    import networkx as nx

    def make(articles: int, entities: int) -> nx.MultiDiGraph[str]:
        chance = random.Random(7)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        types = list(KINDS)
        nodes = [add_entity(graph, types[number % 4], f"名称{number}") for number in range(entities)]
        each = max(1, entities // articles)
        for number in range(articles):
            own = nodes[number * each : (number + 1) * each]
            shared = [nodes[int(len(nodes) * chance.random() ** 4)] for _ in range(5)]
            add_article(graph, number, list(dict.fromkeys([*own, *shared])))
        return graph

    return make


@pytest.fixture
def hostile_graph() -> nx.MultiDiGraph[str]:
    """A graph whose names and texts are markup and script."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add_article(graph, 1, [add_entity(graph, "Place", name) for name in HOSTILE])
    reporter = add_entity(graph, "Person", "记者甲", kind="author")
    add_article(graph, 2, [reporter, f"place/{HOSTILE[3]}"])
    graph.add_edge("article/00002", reporter, key="author", relation="author")
    return graph


@pytest.fixture
def county_graph() -> nx.MultiDiGraph[str]:
    """Five articles, four of them with a date, of three counties in two provinces."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    dengfeng, xinmi, jiangyou, street = (
        add_entity(graph, "Place", name, kind, code)
        for name, kind, code in (
            ("登封市", "county", "410185"),
            ("新密市", "county", "410183"),
            ("江油市", "county", "510781"),
            ("嵩阳街道", "township", "410185001"),
        )
    )
    square = add_entity(graph, "Place", "大槐树广场", "site")
    office = add_entity(graph, "Agency", "登封市文旅局")
    action, platform, plan = (
        add_entity(graph, "Programme", name, kind)
        for name, kind in (("嵩山行动", "campaign"), ("新密平台", "platform"), ("江油计划", "plan"))
    )
    add_article(graph, 1, [action, dengfeng], "2024-03-05")
    add_article(graph, 2, [square, street, dengfeng], "2024-03-06")
    add_article(graph, 3, [platform, xinmi], "2024-04-10")
    add_article(graph, 4, [plan, jiangyou])
    add_article(graph, 5, [office, street], "2024-04-11")
    return graph


class Visit:
    """An open page with all that went wrong and all that it asked for."""

    def __init__(self, browser: Any, path: Path, address: str = "", **options: Any) -> None:
        self.page = browser.new_context(**{"viewport": {"width": 1280, "height": 720}, **options}).new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(f"dialog {dialog.message}"))
        self.page.on("request", self._note)
        self.file = path.as_uri()
        self.page.goto(self.file + address)
        self.page.wait_for_selector("#panel h2, #panel .lead")

    def _note(self, request: Any) -> None:
        if request.url.split("#")[0] not in (self.file, "data:,"):
            self.wrong.append(f"request {request.url}")

    @property
    def address(self) -> str:
        """What stands in the address after the file's name."""
        return str(self.page.url).removeprefix(self.file)

    def find(self, text: str) -> None:
        """Search, and choose what comes first."""
        self.page.fill("#search", text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(600)

    def texts(self, selector: str) -> list[str]:
        """The texts of all that a selector finds."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def names(self) -> set[str]:
        """The names of the entities in the table, which the filters let through."""
        self.page.click("#as-table")
        names = set(self.texts("#table tbody td:first-child"))
        self.page.go_back()
        return names


@pytest.fixture(scope="module")  # not the session's: Playwright does not start twice at a time, and others start it too
def browser() -> Iterator[Any]:
    """Headless Chromium; the test is skipped where it, or Playwright, is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need: pip install playwright")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("the browser tests need chromium (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        # Containers run as root and without a GPU.
        found = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open the page of a graph; all that were opened must end without an error or a request."""
    visits: list[Visit] = []

    def opened(graph: nx.MultiDiGraph[str], address: str = "", title: str = "图", **options: Any) -> Visit:
        path = tmp_path / "graph.html"
        write_html(graph, path, title)
        visits.append(Visit(browser, path, address, **options))
        return visits[-1]

    yield opened
    for visit in visits:
        assert visit.wrong == []
        visit.page.context.close()


@pytest.fixture
def visit(open_page: Callable[..., Visit], graph: nx.MultiDiGraph[str]) -> Visit:
    """The small graph's page."""
    return open_page(graph, title="登封新闻图谱")
