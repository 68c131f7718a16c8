"""How well spans are found: exact spans on written articles, and names by page as the project's scorer counts them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from training.tagger.corpus import TYPES, Item

Spans = list[tuple[int, int, str]]
Counts = dict[str, list[int]]  # by type: right, wrong, missed

_FOLD = str.maketrans("“”‘’〈〉", "\"\"''<>")
_CLASS_NOUNS = sorted(
    [
        "计划",
        "行动",
        "专项行动",
        "工程",
        "平台",
        "机制",
        "工作机制",
        "活动",
        "项目",
        "模式",
        "应用",
        "系统",
        "小程序",
        "app",
        "品牌",
        "工作法",
        "制度",
        "方案",
        "场景",
        "服务",
    ],
    key=len,
    reverse=True,
)


def norm(text: str) -> str:
    """A name with width, spaces and quotation marks folded."""
    return re.sub(r"[\s\"'<>《》]", "", unicodedata.normalize("NFKC", text).translate(_FOLD)).lower()


def as_item(kind: str, surface: str) -> tuple[str, str]:
    """A name as it is compared: a programme's without its class noun."""
    text = norm(surface)
    if kind == "Programme":
        noun = next((n for n in _CLASS_NOUNS if text.endswith(n) and len(text) - len(n) >= 3), "")
        text = text[: len(text) - len(noun)]
    return kind, text


def span_counts(items: Iterable[Item], found: Mapping[str, Spans]) -> Counts:
    """Exact spans, right, wrong and missed by type; what touches a doubtful stretch is not counted."""
    counts: Counts = {kind: [0, 0, 0] for kind in TYPES}
    for item in items:
        gold = set(item.spans)
        mine = {s for s in found[item.id] if s in gold or not any(s[0] < e and b < s[1] for b, e in item.masks)}
        _add(counts, mine, gold, kind_at=2)
    return counts


def page_counts(path: Path, items: Iterable[Item], found: Mapping[str, Spans]) -> tuple[Counts, list[tuple[str, ...]]]:
    """Names of a gold page, right, wrong and missed by type, with the errors; doubtful names are not counted."""
    data = json.loads(path.read_text(encoding="utf8"))
    gold, skip, alt = set(), set(), {}
    for article in data["articles"]:
        for entity in article["entities"]:
            its = {s: as_item(entity["type"], s) for s in entity["surfaces"]}
            for surface, it in its.items():
                if entity.get("optional"):
                    skip |= {norm(surface), it[1]}
                else:
                    gold.add(it)
            for other in entity.get("alt", ()):
                near = [norm(s) for s in its if norm(s) in norm(other) or norm(other) in norm(s)]
                if near:
                    alt[as_item(entity["type"], other)] = as_item(entity["type"], max(near, key=len))
    alt = {a: b for a, b in alt.items() if a not in gold}
    mine = {as_item(t, item.text[b:e]) for item in items if item.group == data["page"] for b, e, t in found[item.id]}
    mine = {alt.get(it, it) for it in mine}
    known = {text for _, text in gold}
    mine = {it for it in mine if it[1] in known or it[1] not in skip}
    counts: Counts = {kind: [0, 0, 0] for kind in TYPES}
    _add(counts, mine, gold, kind_at=0)
    errors = [("extra", *it) for it in sorted(mine - gold)] + [("missed", *it) for it in sorted(gold - mine)]
    return counts, errors


def _add(counts: Counts, mine: set, gold: set, kind_at: int) -> None:
    for place, group in enumerate((mine & gold, mine - gold, gold - mine)):
        for it in group:
            counts[it[kind_at]][place] += 1


def merge(tables: Iterable[Counts]) -> Counts:
    """The sums of several counts."""
    out: Counts = defaultdict(lambda: [0, 0, 0])
    for table in tables:
        for kind, row in table.items():
            out[kind] = [a + b for a, b in zip(out[kind], row, strict=True)]
    return dict(out)


def show(counts: Counts) -> str:
    """F1 with precision and recall, overall and by type, on one line."""
    rows = {"all": [sum(column) for column in zip(*counts.values(), strict=True)], **counts}
    return "  ".join(f"{kind} {f1(row):.3f} ({_ratio(row, 1):.2f}/{_ratio(row, 2):.2f})" for kind, row in rows.items())


def f1(row: list[int]) -> float:
    """F1 of (right, wrong, missed)."""
    return 2 * row[0] / (2 * row[0] + row[1] + row[2]) if row[0] else 0.0


def _ratio(row: list[int], other: int) -> float:
    return row[0] / (row[0] + row[other]) if row[0] else 0.0
