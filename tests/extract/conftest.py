"""Short texts read as articles, and the names found in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.spans import Found, find_spans
from kg.model import Article, EntityType
from kg.tagger import Document, read

Read = Callable[..., tuple[Document, Found]]
Names = Callable[..., list[str]]


@pytest.fixture
def look() -> Read:
    """Reads a body, and maybe a headline, and finds its names."""

    def look(body: str, headline: str = "") -> tuple[Document, Found]:
        document = next(iter(read([Article("article/test", "p.txt", headline, "", (), body, (1,))])))
        return document, find_spans(document)

    return look


@pytest.fixture
def names(look: Read) -> Names:
    """The names of one type that stand in a text, in order, each as often as it is printed."""

    def names(entity_type: str, body: str, headline: str = "") -> list[str]:
        document, found = look(body, headline)
        return [document.text[s.begin : s.end] for s in found.spans if s.type is EntityType(entity_type)]

    return names
