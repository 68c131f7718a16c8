"""An extractor for newskg: it finds the names of a table, names.tsv, wherever an article prints them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg import Document, EntityType, Kind, Span


def find(document: Document) -> Iterator[Span]:
    """Yield a span for every occurrence of every name."""
    for name, entity_type, kind, score in names():
        for begin in document.occurrences(name):
            yield Span(begin, begin + len(name), entity_type, kind, score, "names.tsv")


@cache
def names() -> list[tuple[str, EntityType, Kind, float]]:
    """The rows of the table."""
    text = files(__name__).joinpath("names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [(name, EntityType(entity_type), Kind(kind), float(score)) for name, entity_type, kind, score in rows]
