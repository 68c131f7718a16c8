"""Annotated articles as the tagger learns from them: the written ones with marks in the text, and the gold pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from kg.tagger.document import fold

TYPES = ("Place", "Agency", "Programme", "Person")
_LETTER = dict(zip("PAGH", TYPES, strict=True))
_MARK = re.compile(r"\[(\??)([PAGH])\|([^\[\]|=]+)(?:=([^\[\]|]+))?\](?:\{\d{6,12}\})?")
_ENDED = tuple("。！？；：”’）》")


class Register(StrEnum):
    """How an article is written: the network is told, and at inference always reads as `REAL`."""

    LITERARY = "literary"
    NEWS = "news"
    REAL = "real"


@dataclass(frozen=True)
class Item:
    """One article: its text, the spans (begin, end, type) that are names, and the stretches left out of the loss."""

    id: str
    group: str  # the file or the page that it is held out with
    register: Register
    text: str
    spans: tuple[tuple[int, int, str], ...]
    masks: tuple[tuple[int, int], ...]


def read_marked(path: Path) -> Iterator[Item]:
    """The articles of a file of written articles (see TRAIN_GUIDE.md beside them)."""
    number = int(path.stem[1:])
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf8"))[1:]:
        head, _, rest = block.partition("\n")
        body = re.sub(r"(?m)^#+ *", "", rest.partition("--- relations")[0]).strip()
        body = re.sub(r"\n\s*\n", "\n", body)
        register = Register.LITERARY if number < 10 else Register.NEWS
        text, spans, masks = unmark(body)
        yield Item(head.split("|")[0].removeprefix("id:").strip(), path.stem, register, fold(text), spans, masks)


def unmark(body: str) -> tuple[str, tuple[tuple[int, int, str], ...], tuple[tuple[int, int], ...]]:
    """A marked text as its plain text, the marked spans, and the spans marked as doubtful."""
    plain: list[str] = []
    spans, masks = [], []
    at = size = 0
    for match in _MARK.finditer(body):
        plain.append(body[at : match.start()])
        size += len(plain[-1])
        surface = match[3]
        if match[1]:
            masks.append((size, size + len(surface)))
        else:
            spans.append((size, size + len(surface), _LETTER[match[2]]))
        plain.append(surface)
        size += len(surface)
        at = match.end()
    plain.append(body[at:])
    return "".join(plain), tuple(spans), tuple(masks)


def read_gold(path: Path) -> Iterator[Item]:
    """The articles of a gold page; a surface is a span wherever it is printed in its article and in no longer one."""
    data = json.loads(path.read_text(encoding="utf8"))
    for article in data["articles"]:
        lines = [line["text"].strip() for line in data["line_text"] if line["article"] == article["id"]]
        text = fold(mend(lines))
        spans, masks = align(text, article["entities"])
        yield Item(article["id"], data["page"], Register.REAL, text, spans, masks)


def mend(lines: list[str]) -> str:
    """Lines as one text; a line that stops in mid-sentence is joined to the next."""
    if not lines:
        return ""
    out = [lines[0]]
    for before, line in pairwise(lines):
        running = len(before) >= 25 or any(sign in fold(before) for sign in "，。、")
        cut = running and not fold(before).endswith(_ENDED)
        out.append(line if cut else "\n" + line)
    return "".join(out)


def align(
    text: str, entities: list[dict[str, object]]
) -> tuple[tuple[tuple[int, int, str], ...], tuple[tuple[int, int], ...]]:
    """Where an article's entities stand in its text: (spans, masks), the longest first, doubtful ones as masks.

    What another reader might add to a span (`alt`) is masked beside it. A required name found only inside doubtful
    ones is a span there.
    """
    forms: list[tuple[str, str]] = []
    for entity in entities:
        kind = "" if entity.get("optional") else str(entity["type"])
        forms += [(fold(str(s)).replace(" ", ""), kind) for s in _list(entity.get("surfaces"))]
    owner: list[tuple[int, int, str] | None] = [None] * len(text)
    found: set[tuple[str, str]] = set()

    def claim(form: str, kind: str, over_masks: bool) -> None:
        for match in _spaced(form).finditer(text):
            held = {owner[at] for at in range(*match.span())}
            if held == {None} or (over_masks and all(h is None or not h[2] for h in held)):
                span = (match.start(), match.end(), kind)
                owner[match.start() : match.end()] = [span] * (match.end() - match.start())
                found.add((form, kind))

    ordered = sorted(set(forms), key=lambda f: (-len(f[0]), not f[1], f))
    for form, kind in ordered:
        claim(form, kind, over_masks=False)
    for form, kind in ordered:
        if kind and (form, kind) not in found:
            claim(form, kind, over_masks=True)
    masked = [h is not None and not h[2] for h in owner]
    for entity in entities:
        for other in _list(entity.get("alt")):
            for match in _spaced(fold(str(other)).replace(" ", "")).finditer(text):
                for at in range(*match.span()):
                    masked[at] = masked[at] or owner[at] is None
    spans = sorted({h for h in owner if h is not None and h[2]})
    return tuple(spans), tuple(m.span() for m in re.finditer("1+", "".join("01"[m] for m in masked)))


def _spaced(form: str) -> re.Pattern[str]:
    return re.compile(r"[ 　]*".join(map(re.escape, form)))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def read_corpus(folder: Path) -> list[Item]:
    """Every article of a corpus folder: train/t*.txt, then gold/*.json."""
    items = [item for path in sorted(folder.glob("train/t*.txt")) for item in read_marked(path)]
    return items + [item for path in sorted(folder.glob("gold/*.json")) for item in read_gold(path)]
