"""The pages that people read: an entity's card, an article, the query page. All text of the graph is escaped."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import DataError
from kg.serve.card import ArticleCard, EntityCard
from kg.sparql import questions
from kg.tables import rows
from kg.view.page import words as words_of_view

if TYPE_CHECKING:
    from jinja2 import Environment

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}


def entity_page(card: EntityCard, iri: str, base: str) -> str:
    """An entity's card."""
    return _render("entity.html", card=card, iri=iri, base=base, title=card.head.get("name", iri))


def article_page(card: ArticleCard, iri: str, base: str) -> str:
    """An article with what it names and states."""
    return _render("article.html", card=card, iri=iri, base=base, title=card.head.get("headline") or card.head["page"])


def query_page() -> str:
    """The page on which queries are written."""
    return _render("query.html", title="SPARQL")


def message_page(status: int, sentence: str) -> str:
    """What a browser shows where there is nothing to show."""
    return _render("message.html", title=str(status), sentence=sentence)


def cookbook_json(base: str) -> bytes:
    """The cookbook's questions for the query page, and what the IRIs of things that have pages begin with."""
    listed = [
        {"name": found.name, "zh": found.chinese, "en": found.english, "sparql": found.sparql} for found in questions()
    ]
    return json.dumps({"base": base, "questions": listed}, ensure_ascii=False).encode()


def asset(name: str) -> bytes | None:
    """A file of the pages, by its name; None where there is none of this name."""
    if name not in _assets():
        return None
    return (files("kg.serve") / "assets" / name).read_bytes()


@cache
def _assets() -> frozenset[str]:
    return frozenset(path.name for path in (files("kg.serve") / "assets").iterdir() if path.name.endswith(tuple(TYPES)))


@cache
def _words() -> dict[str, tuple[str, str]]:
    own = {row[0]: (row[1], row[2]) for row in rows("serve/words.tsv", 3)}
    return {key: (zh, en) for key, (zh, en) in words_of_view().items()} | own


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    # autoescape: the graph's text is text, whatever stands in it.
    environment = Environment(
        loader=PackageLoader("kg.serve", "assets"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip

    def both(key: str) -> Markup:
        """A word in Chinese and English."""
        zh, en = _words().get(key, (key, key))
        return Markup('<span lang="zh">{}</span> <span class="en" lang="en">{}</span>').format(zh, en)

    def path(iri: str, base: str) -> str:
        """The address on this server of a thing of the graph."""
        # An IRI may hold percent signs of its own, which the server must find again.
        return "/id/" + quote(iri.removeprefix(base), safe="/@:,;=!$&'()*+~-._")

    environment.globals["both"] = both
    environment.filters["path"] = path
    return environment


def _render(template: str, **values: object) -> str:
    from jinja2 import TemplateNotFound

    try:
        return _environment().get_template(template).render(**values)
    except TemplateNotFound as error:
        raise DataError(f"kg/serve/assets/{template} is missing; install newskg again") from error
