"""The query page and an entity's page in a real browser: no error, and no request to anywhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve.conftest import HOSTILE, Server

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need chromium (Debian: apt-get install chromium)"),
]


class Visit:
    """A browser's page with all that went wrong on it and all that it asked for elsewhere."""

    def __init__(self, page: Any, server: Server) -> None:
        self.page = page
        self.address = server.address
        self.wrong: list[str] = []
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog {dialog.message}"))
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.wrong.append(f"request {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def rows(self) -> list[list[str]]:
        """The answer's cells, as the page shows them."""
        self.page.wait_for_selector(".yasr_results td")
        lines = self.page.locator(".yasr_results tbody tr").all()
        return [[cell.strip() for cell in line.locator("td").all_inner_texts()] for line in lines]


@pytest.fixture
def visit(server: Server) -> Iterator[Visit]:
    with playwright.sync_playwright() as driver:
        # Containers run as root and without a GPU.
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        found = Visit(browser.new_page(viewport={"width": 1280, "height": 900}), server)
        yield found
        assert found.wrong == []
        browser.close()


def test_a_question_of_the_cookbook_is_asked_by_a_click(visit: Visit) -> None:
    visit.open("/query")
    visit.page.wait_for_selector("#questions button")
    assert visit.page.locator("#questions button").count() == 20
    visit.page.click("#questions button[data-name=posts]")
    assert visit.rows() == [["韩一鸣", "书记", "嵩阳街道"]]


def ask(visit: Visit, sparql: str) -> None:
    visit.page.wait_for_selector("#questions button")
    visit.page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", sparql)
    visit.page.click(".yasqe_queryButton")


def test_a_query_of_ones_own_is_answered_and_its_things_lead_to_their_pages(visit: Visit) -> None:
    visit.open("/query")
    ask(visit, "SELECT ?p ?n { ?p kg:divisionCode '410185' ; skos:prefLabel ?n }")
    assert visit.rows()[0][1] == "登封市"
    visit.page.evaluate("document.querySelectorAll('a.iri').forEach((link) => { link.target = '_self' })")
    visit.page.click(".yasr_results a.iri")
    visit.page.wait_for_selector("h1")
    assert visit.page.url == f"{visit.address}/id/place/410185"
    assert visit.page.inner_text("h1") == "登封市"


def test_names_that_are_markup_stay_text_in_a_table(visit: Visit) -> None:
    visit.open("/query")
    ask(visit, "SELECT ?n { ?p a kg:Programme ; skos:prefLabel ?n }")
    assert visit.rows() == [[f"{HOSTILE}100%"]]
    assert visit.page.locator(".yasr_results img").count() == 0
    # Yasgui's purifier parses the text in a document where nothing runs; Chromium tells of that as blocked.
    visit.wrong = [said for said in visit.wrong if not said.startswith("Executing inline event handler violates")]


def test_a_wrong_query_is_told_where_on_the_page(visit: Visit) -> None:
    visit.open("/query")
    ask(visit, "SELECT ?n {")
    visit.page.wait_for_selector("text=line 1, column 12: the query ends")
    visit.wrong = [said for said in visit.wrong if "400 (Bad Request)" not in said]  # what a browser logs by itself


def test_the_reader_walks_from_a_place_to_its_article_and_on(visit: Visit) -> None:
    visit.open("/id/place/410185")
    visit.page.click("#articles a")
    assert HOSTILE in visit.page.inner_text("h1")
    visit.page.click("#named a >> text=韩一鸣")
    assert visit.page.inner_text("h1") == "韩一鸣"
