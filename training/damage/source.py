"""Whole articles, as they were before a page was made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\[\??[PAGH]\|([^\[\]|=]+)(?:=[^\[\]|]+)?\](?:\{\d{6,12}\})?")
_CODE = re.compile(r"\{\d{6,12}\}")


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its parts told apart."""

    id: str
    headline: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    place: str


def _bare(paragraphs: list[str], authors: tuple[str, ...]) -> tuple[str, ...]:
    """Paragraphs without bylines and captions, which some articles were written with: a page gets its own."""
    names = r"[\s、]*".join(r"\s?".join(name) for name in authors)
    alone = re.compile(rf"[（(]?(?:本报记者|记者|□)?\s*{names}[）)]?") if authors else re.compile("(?!)")
    end = re.compile(rf"\s*[（(]\s*{names}\s*[）)]$") if authors else re.compile("(?!)")
    kept = [end.sub("", line) for line in paragraphs if not alone.fullmatch(line)]
    return tuple(line for line in kept if not re.search(r"(?:提供|摄)\s*[）)]?$", line))


def read_sources(folder: Path) -> Iterator[Source]:
    """Read the annotated training articles (t*.txt), inline marks taken off."""
    for path in sorted(folder.glob("t*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, rest = block.partition("\n")
            fields = dict(part.strip().split(":", 1) for part in head.split("|") if ":" in part)
            body = _CODE.sub("", _MARK.sub(r"\1", rest.partition("--- relations")[0]))
            lines = [re.sub(r"\s+", " ", line).strip() for line in body.split("\n") if line.strip()]
            headline = next((line for line in lines if line.startswith("#")), "")
            authors = tuple(fields.get("authors", "").split())
            paragraphs = _bare([line for line in lines if not line.startswith("#")], authors)
            place = fields.get("place", "").split()
            if headline and paragraphs:
                yield Source(
                    fields["id"].strip(), headline.lstrip("# "), authors, paragraphs, place[1] if len(place) > 1 else ""
                )
