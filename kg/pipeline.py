"""The whole way of a newspaper page, from files to a folder that holds its graph.

files → Page → Article → Document → Reading → Entity → networkx.MultiDiGraph → Turtle, HTML, GraphML, GEXF
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.articles import split_articles
from kg.extract.relations import find_claims
from kg.extract.spans import find_spans
from kg.model import Article, Page, Reading
from kg.resolve.article import referents
from kg.tagger import read


def read_page(page: Page) -> list[Reading]:
    """All that the articles of one page say; depends on nothing but the page."""
    return list(read_articles(split_articles(page)))


def read_articles(articles: Iterable[Article]) -> Iterator[Reading]:
    """All that each article says."""
    for document in read(articles):
        found = find_spans(document)
        named = referents(document, found)
        yield Reading(document.article, tuple(named), tuple(find_claims(document, named)))
