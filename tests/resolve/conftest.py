"""Short texts read as articles, and who and what they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kg.extract.spans import find_spans
from kg.model import Article, Referent
from kg.resolve.article import referents
from kg.tagger import read

Refer = Callable[..., list[Referent]]


@pytest.fixture
def refer() -> Refer:
    """The referents of one article; its id is made of its page and text."""

    def refer(
        body: str, headline: str = "", byline: str = "", authors: Iterable[str] = (), page: str = "a.txt"
    ) -> list[Referent]:
        article = Article(f"article/{page}-{body[:9]}", page, headline, byline, tuple(authors), body, (1,))
        return [found for document in read([article]) for found in referents(document, find_spans(document))]

    return refer
