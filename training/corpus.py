"""The annotated articles that the learned parts of kg are fitted on.

Two sorts: training articles (inline marks, files t*.txt) and annotated real pages (gold/*.json with the pages'
lines). Both come out as Annotated: an Article with the spans in its text. Neither is part of this repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, EntityType

_MARK = re.compile(r"\[(\??)([PAGH])\|([^\[\]|=]+)(?:=([^\[\]|]+))?\](?:\{(\d{6,12})\})?")
_TYPES = {"P": EntityType.PLACE, "A": EntityType.AGENCY, "G": EntityType.PROGRAMME, "H": EntityType.PERSON}


@dataclass(frozen=True)
class Marked:
    """A span of the text (headline, line break, body) that an annotator took for a name."""

    begin: int
    end: int
    type: EntityType
    name: str
    optional: bool
    code: str = ""  # of a place, where the annotator gave it


@dataclass(frozen=True)
class Annotated:
    """An article with its marks; fold is what is held out together: a training file or a page."""

    article: Article
    fold: str
    real: bool
    marks: tuple[Marked, ...]
    relations: tuple[tuple[str, str, str], ...] = ()  # full names around a predicate; of training articles only


def fold_of(group: str) -> int:
    """Which of three folds a group is held out in: the written news files in turn, a page each; −1 if in none."""
    if group.startswith("t"):
        number = int(group[1:])
        return number % 3 if number >= 10 else -1
    return int(group) // 2 % 3


def training_articles(folder: Path) -> Iterator[Annotated]:
    """Yield the articles of folder/t*.txt."""
    for path in sorted(folder.glob("t*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, rest = block.partition("\n")
            marked, _, listed = rest.partition("--- relations")
            lines = [line for line in marked.split("\n") if line.strip()]
            at = next((index for index, line in enumerate(lines) if line.startswith("# ")), 0)
            ordered = [lines[at].removeprefix("# "), *lines[:at], *lines[at + 1 :]]
            plain, marks, offset = [], [], 0
            for line in ordered:
                text, found = _unmark(line, offset)
                plain.append(text)
                marks += found
                offset += len(text) + 1
            identifier = head.split("|")[0].removeprefix("id:").strip()
            article = Article(f"article/{identifier}", path.name, plain[0], "", (), "\n".join(plain[1:]), ())
            relations = [tuple(part.strip() for part in line.split("|")) for line in listed.split("\n") if line.strip()]
            triples = tuple((row[0], row[1], row[2]) for row in relations if len(row) > 2)
            yield Annotated(article, path.stem, False, tuple(marks), triples)


def _unmark(line: str, offset: int) -> tuple[str, list[Marked]]:
    text, marks, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        begin = offset + len(text)
        text += match[3]
        name, entity_type = match[4] or match[3], _TYPES[match[2]]
        marks.append(Marked(begin, begin + len(match[3]), entity_type, name, bool(match[1]), match[5] or ""))
        last = match.end()
    return text + line[last:], marks


def real_articles(folder: Path) -> Iterator[Annotated]:
    """Yield the articles of folder/*.json (the gold format): their lines joined, surfaces marked longest first.

    An optional entity's surfaces, and other spans that a reader might choose, are marked optional.
    """
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for item in data["articles"]:
            lines = [row["text"].lstrip("# ") for row in data["line_text"] if row["article"] == item["id"]]
            title = next((i for i, line in enumerate(lines) if _bare(item["title"]) in _bare(line)), 0)
            body = [line for index, line in enumerate(lines) if index != title]
            article = Article(f"article/{item['id']}", data["file"], lines[title], "", (), "\n".join(body), ())
            yield Annotated(
                article, data["page"], True, _align(f"{lines[title]}\n" + "\n".join(body), item["entities"])
            )


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _align(text: str, entities: list[dict[str, object]]) -> tuple[Marked, ...]:
    forms = []
    for entity in entities:
        optional = bool(entity.get("optional"))
        entity_type, name = EntityType(str(entity["type"])), str(entity["name"])
        forms += [(surface, entity_type, name, optional) for surface in entity["surfaces"]]  # type: ignore[attr-defined]
        forms += [
            (other, entity_type, name, True) for other in entity.get("alt", ()) if other not in entity["surfaces"]
        ]  # type: ignore[attr-defined,operator]
    taken: set[int] = set()
    marks = []
    # Required surfaces first: an alternative span is only another reading of the surface that it overlaps.
    for surface, entity_type, name, optional in sorted(set(forms), key=lambda form: (form[3], -len(form[0]), form[0])):
        for match in re.finditer(re.escape(surface), text):
            if not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                marks.append(Marked(match.start(), match.end(), entity_type, name, optional))
    return tuple(sorted(marks, key=lambda mark: mark.begin))
