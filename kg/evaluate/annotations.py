"""Annotation files: one JSON file a page, with what a careful reader would write down of each of its articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import EntityType, Kind, Predicate


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as one article names it; what is optional counts neither for nor against."""

    key: str  # the same for one thing of the world in all articles
    type: EntityType
    kind: Kind
    surfaces: tuple[str, ...]
    others: tuple[str, ...]  # other spans that are as good as the surface that they overlap
    code: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between the keys of two things."""

    subject: str
    predicate: Predicate
    object: str
    optional: bool


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """What one article says."""

    id: str
    title: str
    authors: tuple[str, ...]
    things: tuple[Thing, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """The articles of one page; lines are (number, id of the article, text as printed)."""

    file: str
    articles: tuple[AnnotatedArticle, ...]
    lines: tuple[tuple[int, str, str], ...]


def read_annotations(paths: Iterable[Path]) -> list[AnnotatedPage]:
    """Read annotation files; a folder stands for the .json files in it. Pages come in the order of their names.

    Raises UsageError for a file that is not there or that is none.
    """
    files: list[Path] = []
    for path in paths:
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise UsageError("no annotation files are given: name .json files, or folders of them")
    pages = {page.file: page for page in map(_page, files)}
    return [pages[file] for file in sorted(pages)]


def _page(path: Path) -> AnnotatedPage:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        lines = tuple((line["n"], line["article"], line["text"]) for line in data["line_text"])
        return AnnotatedPage(data["file"], tuple(_article(article) for article in data["articles"]), lines)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a file of annotations") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"{path}: not a file of annotations ({reason})") from error


def _article(data: dict[str, Any]) -> AnnotatedArticle:
    things = tuple(
        Thing(
            entity["key"],
            EntityType(entity["type"]),
            Kind(entity["kind"]),
            tuple(entity["surfaces"]),
            tuple(entity.get("alt", ())),
            entity.get("code", ""),
            bool(entity.get("optional")),
        )
        for entity in data["entities"]
    )
    relations = tuple(
        Relation(relation["s"], Predicate(relation["p"]), relation["o"], bool(relation.get("optional")))
        for relation in data["relations"]
    )
    return AnnotatedArticle(data["id"], data["title"], tuple(data["authors"]), things, relations)
