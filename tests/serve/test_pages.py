"""Entities and articles at the paths of their IRIs, as pages and as data; text of the graph is never markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote, unquote

import pyoxigraph
import pytest

from tests.serve.conftest import BASE, FORMATS, HOSTILE, Server
from tests.serve.test_protocol import Got, curl

PLACE, TOWN, PERSON = (
    "/id/place/410185",
    f"/id/place/{quote('嵩阳街道')}",
    f"/id/person/{quote('韩一鸣@嵩阳街道', safe='@')}",
)
ARTICLE = "/id/article/2f61aa90c4d5e7b8"


class Seen(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page(server: Server, path: str) -> Seen:
    got = html(server, path)
    assert (got.status, got.type) == (200, "text/html; charset=utf-8")
    return Seen(got.body)


def html(server: Server, path: str) -> Got:
    return curl(server, path, "--header", "Accept: text/html,application/xml;q=0.9,*/*;q=0.8")


def test_a_place_shows_names_code_facts_sentences_and_articles(server: Server) -> None:
    seen = page(server, PLACE)
    text = re.sub(r"\s+", " ", seen.text)
    for part in (
        "登封市",
        "地点 Place · 县级 county",
        "410185",
        "登封",
        "下辖 contains",
        "嵩阳街道的韩一鸣书记到场。",
        "0.75",
        "001.txt",
    ):
        assert part in text, part
    assert TOWN in seen.links
    assert ARTICLE in seen.links


def test_what_a_place_may_be_and_who_holds_a_post(server: Server) -> None:
    assert "410185001 (0.50), 410185002 (0.25)" in page(server, TOWN).text
    seen = page(server, PERSON)
    assert "书记" in seen.text
    assert TOWN in seen.links


def test_what_a_person_states_says_who_and_from_which_source(server: Server) -> None:
    text = re.sub(r"\s+", " ", page(server, PERSON).text)
    assert (
        f"韩一鸣，登封人。 人工陈述 stated by a person 李编辑{HOSTILE} · 年鉴{HOSTILE} · 把握 confidence 1.00" in text
    )


def test_every_link_of_a_page_leads_on(server: Server) -> None:
    known, ahead = set(), [PLACE]
    while ahead:
        path = ahead.pop()
        known.add(path)
        ahead += {link for link in page(server, path).links if link.startswith("/id/")} - known - set(ahead)
    assert len(known) == 5
    assert {unquote(path) for path in known} >= {unquote(PLACE), unquote(TOWN), unquote(PERSON), ARTICLE}


def test_an_article_shows_its_text_what_it_names_and_what_it_states(server: Server) -> None:
    seen = page(server, ARTICLE)
    for part in ("本报记者 田 禾", f"登封市发布{HOSTILE}。", "提到", "韩一鸣", "属于 part of"):
        assert part in seen.text
    assert PERSON in seen.links


@pytest.mark.parametrize("path", [PLACE, ARTICLE])
def test_text_of_the_graph_is_no_markup(server: Server, path: str) -> None:
    seen = page(server, path)
    assert HOSTILE in seen.text
    assert not {"img", "script"} & set(seen.tags)


def test_a_name_that_an_iri_cannot_hold_is_found(server: Server) -> None:
    (link,) = [link for link in page(server, PLACE).links if link.startswith("/id/programme/")]
    assert f"{HOSTILE}100%" in page(server, link).text
    # As a person types it, too.
    assert f"{HOSTILE}100%" in page(server, "/id/programme/" + quote(f"{HOSTILE}100%")).text


@pytest.mark.parametrize("media", FORMATS)
def test_the_same_path_gives_data(server: Server, media: str) -> None:
    got = curl(server, PLACE, "--header", f"Accept: {media}")
    assert (got.status, got.type.partition(";")[0]) == (200, media)
    said = {(quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in
            pyoxigraph.parse(got.body, pyoxigraph.RdfFormat.from_media_type(media))}  # fmt: skip
    assert (f"{BASE}place/410185", "divisionCode", "410185") in said
    assert any(relation == "evidence" for _, relation, _ in said)


def test_what_is_not_there_is_not_found(server: Server) -> None:
    got = html(server, "/id/place/" + quote("<b>无</b>"))
    assert got.status == 404
    assert "<b>" not in got.body
    assert curl(server, "/id/place/nowhere", "--header", "Accept: text/turtle").status == 404
    assert curl(server, PLACE, "--header", "Accept: image/png").status == 406
    assert curl(server, "/id/" + quote("x> ?p ?o } #")).status == 404


def test_the_graph_view_is_at_the_root(server: Server) -> None:
    got = curl(server, "/")
    assert got.body == "<!doctype html><title>graph</title>"
