"""The annotated articles as documents with referents and known relations.

Two sources: training files with marks in the line ([A|县民政局=德清县民政局]), and annotated pages as JSON, whose
surfaces are looked for in the text of the article's lines, the longest first.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import KINDS, Article, EntityType, Field, Mention, Predicate, Referent
from kg.tagger.document import Document, read

_MARK = re.compile(r"\[(\??)([PAGH])\|([^\[\]|=]+)(?:=([^\[\]|]+))?\](?:\{(\d{6,12})\})?")
_TYPES = {"P": EntityType.PLACE, "A": EntityType.AGENCY, "G": EntityType.PROGRAMME, "H": EntityType.PERSON}
_UNFINISHED = re.compile(r"[^。！？：”）)…~]$")
FIRST_REGISTER_FILE = 10  # t10 and later are written in the register of the real pages


@dataclass(frozen=True)
class Example:
    """An article with its referents and what is known of the relations between them, by referent number."""

    source: str  # "t01" … "t21", or the page
    register: str  # "literary", "register" or "real"
    document: Document
    referents: tuple[Referent, ...]
    optional: frozenset[int]  # referents that are neither right nor wrong
    gold: dict[tuple[int, Predicate, int], str]  # with the post
    loose: frozenset[tuple[int, Predicate, int]]  # relations that are neither right nor wrong


def load(corpus: Path, cache: Path) -> list[Example]:
    """Read all training files and annotated pages; LAC's words are kept in the cache."""
    if cache.exists():
        return list(pickle.loads(cache.read_bytes()))  # our own file
    examples = []
    for path in sorted((corpus / "train").glob("t*.txt")):
        examples += list(_marked(path))
    for path in sorted((corpus / "gold").glob("*.json")):
        examples += list(_page(path))
    cache.write_bytes(pickle.dumps(examples))
    return examples


def _marked(path: Path) -> Iterator[Example]:
    for block in re.split(r"(?m)^=== ", path.read_text("utf8"))[1:]:
        head, _, rest = block.partition("\n")
        marked, _, lines = rest.partition("--- relations")
        name = head.split("|")[0].replace("id:", "").strip()
        marked = marked.strip().removeprefix("#").strip()
        text, spots, last = "", [], 0
        for match in _MARK.finditer(marked):
            text += marked[last : match.start()]
            spots.append((len(text), match))
            text += match[3]
            last = match.end()
        text += marked[last:]
        headline, _, body = text.partition("\n")
        article = Article(f"article/{name}", path.name, headline, "", (), body, ())
        found: dict[tuple[str, str], list[tuple[int, str]]] = {}
        codes: dict[tuple[str, str], str] = {}
        sure = set()
        for begin, match in spots:
            key = match[2], match[4] or match[3]
            found.setdefault(key, []).append((begin, match[3]))
            if match[5]:
                codes[key] = match[5]
            if not match[1]:
                sure.add(key)
        referents = tuple(
            _referent(article, _TYPES[key[0]], key[1], codes.get(key, ""), spans) for key, spans in found.items()
        )
        numbers = {key[1]: number for number, key in enumerate(found)}
        for number, spans in enumerate(found.values()):
            for _, surface in spans:
                numbers.setdefault(surface, number)
        gold = {}
        for line in lines.strip().splitlines():
            parts = [part.strip() for part in line.split("|")]
            if len(parts) >= 3 and parts[0] in numbers and parts[2] in numbers:
                predicate = Predicate(parts[1])
                subject, obj = numbers[parts[0]], numbers[parts[2]]
                if subject != obj and predicate.accepts(referents[subject].type, referents[obj].type):
                    gold[subject, predicate, obj] = parts[3] if len(parts) > 3 else ""
        document = next(read([article]))
        optional = frozenset(number for number, key in enumerate(found) if key not in sure)
        register = "register" if int(path.stem[1:]) >= FIRST_REGISTER_FILE else "literary"
        yield Example(path.stem, register, document, referents, optional, gold, frozenset())


def _page(path: Path) -> Iterator[Example]:
    data = json.loads(path.read_text("utf8"))
    for entry in data["articles"]:
        lines = [line["text"].lstrip("# ").strip() for line in data["line_text"] if line["article"] == entry["id"]]
        body = ""
        for line in lines:
            if not line or line == entry["title"] or line.replace(" ", "").strip("（）()") == "".join(entry["authors"]):
                continue
            joined = body and len(body.rsplit("\n", 1)[-1]) > 12 and _UNFINISHED.search(body)
            body += line if joined or not body else "\n" + line
        article = Article(f"article/{entry['id']}", data["file"], entry["title"], "", (), body, ())
        entities = [entity for entity in entry["entities"] if entity["kind"] != "author"]
        spans = _find(f"{article.headline}\n{article.body}", [entity["surfaces"] for entity in entities])
        kept = [number for number in range(len(entities)) if spans[number]]
        referents = tuple(
            _referent(
                article, EntityType(entities[number]["type"]), entities[number]["name"],
                entities[number].get("code", ""), spans[number],
            )
            for number in kept
        )  # fmt: skip
        numbers = {entities[number]["key"]: new for new, number in enumerate(kept)}
        gold, loose = {}, set()
        for relation in entry["relations"]:
            if relation["s"] in numbers and relation["o"] in numbers:
                triple = numbers[relation["s"]], Predicate(relation["p"]), numbers[relation["o"]]
                if relation.get("optional"):
                    loose.add(triple)
                else:
                    gold[triple] = relation.get("title", "")
            elif not relation.get("optional"):
                print("not aligned", entry["id"], relation["s"], relation["p"], relation["o"])
        optional = frozenset(new for new, number in enumerate(kept) if entities[number].get("optional"))
        yield Example(data["page"], "real", next(read([article])), referents, optional, gold, frozenset(loose))


def _find(text: str, surfaces: Sequence[Sequence[str]]) -> list[list[tuple[int, str]]]:
    """Where each entity's surfaces stand, longer ones first, no two of them overlapping."""
    taken = bytearray(len(text))
    found: list[list[tuple[int, str]]] = [[] for _ in surfaces]
    ordered = sorted(((surface, number) for number, group in enumerate(surfaces) for surface in group),
                     key=lambda pair: (-len(pair[0]), pair[1]))  # fmt: skip
    for surface, number in ordered:
        for match in re.finditer(re.escape(surface), text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(surface)
                found[number].append((match.start(), surface))
    return [sorted(spans) for spans in found]


def _referent(
    article: Article, entity_type: EntityType, name: str, code: str, spans: Sequence[tuple[int, str]]
) -> Referent:
    head = len(article.headline)
    mentions = tuple(
        Mention(Field.HEADLINE, begin, begin + len(surface), surface, entity_type)
        if begin < head
        else Mention(Field.BODY, begin - head - 1, begin - head - 1 + len(surface), surface, entity_type)
        for begin, surface in spans
    )
    identity = f"{article.id}#{entity_type.value}/{name}"
    return Referent(identity, entity_type, KINDS[entity_type][0], name, mentions, code)
