"""How often the gazetteer links place names of annotated articles to the right division.

    python benchmarks/places.py ../shared/corpus/train/*.txt [--errors]

The articles carry inline marks: [P|name=full name]{code}, and A, G, H for agencies, programmes and people; a mark
with ? is doubtful and not counted. A code given at one mention of a place holds for its other mentions in the article.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.gazetteer import Link, gazetteer, locate
from kg.gazetteer.division import level
from kg.model import Field

_MARK = re.compile(r"\[(\??[PAGH])\|([^\[\]|=]+)(?:=([^\[\]|]+))?\](?:\{(\d{6,12})\})?")


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated name at its place in an article's text."""

    type: str
    begin: int
    end: int
    name: str  # the full name
    code: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's plain text with its marks."""

    id: str
    text: str
    marks: tuple[Mark, ...]


def annotated(path: Path) -> Iterator[Annotated]:
    """The articles of one file."""
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = block.partition("\n")
        source = rest.partition("--- relations")[0].removeprefix("# ")
        parts, marks, end, length = [], [], 0, 0
        for match in _MARK.finditer(source):
            parts.append(source[end : match.start()])
            begin = length + len(parts[-1])
            parts.append(match[2])
            end, length = match.end(), begin + len(match[2])
            marks.append(Mark(match[1], begin, length, match[3] or match[2], match[4] or ""))
        codes = {mark.name: mark.code for mark in reversed(marks) if mark.code}
        full = tuple(Mark(m.type, m.begin, m.end, m.name, m.code or codes.get(m.name, "")) for m in marks)
        yield Annotated(head.split("|")[0].removeprefix("id:").strip(), "".join((*parts, source[end:])), full)


def judged(article: Annotated, links: list[Link]) -> Iterator[tuple[str, str, str]]:
    """(level, verdict, words for a reader) of every marked place with a code, and of links where nothing is marked."""
    by_span = {(link.hit.begin, link.hit.end): link for link in links}
    for mark in article.marks:
        if mark.type != "P" or not mark.code:
            continue
        link = by_span.get((mark.begin, mark.end))
        printed = article.text[mark.begin : mark.end]
        if link is None:
            crossing = [it.hit.surface for it in links if it.hit.begin < mark.end and mark.begin < it.hit.end]
            verdict, said = ("other span", str(crossing)) if crossing else ("not found", "")
        elif link.code == mark.code:
            verdict, said = "right", ""
        elif link.code:
            verdict, said = "wrong", str(link.division)
        else:
            verdict = "open" if any(mark.code == candidate.code for candidate in link.candidates) else "wrong"
            said = str(link.candidates[:3])
        true = gazetteer().division(mark.code)
        yield level(mark.code).value, verdict, f"{article.id} {printed} should be {true} [{mark.code}] {said}"
    for link in links:
        inside = {m.type for m in article.marks if m.begin < link.hit.end and link.hit.begin < m.end}
        context = article.text[max(0, link.hit.begin - 6) : link.hit.end + 6].replace("\n", " ")
        best = link.division or next((candidate.code for candidate in link.candidates), "open")
        words = f"{article.id} {link.hit.surface} {best} …{context}…"
        if not inside:
            yield "unmarked", "false", words
        elif inside == {"H"}:
            yield "person", "false", words


def measured(files: Iterable[Path]) -> dict[str, float]:
    """The share of marked places that are linked rightly, by level."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in files:
        for article in annotated(path):
            counts.update((kind, verdict) for kind, verdict, _ in judged(article, locate({Field.BODY: article.text})))
    kinds = sorted({kind for kind, _ in counts})
    return {kind: counts[kind, "right"] / sum(n for (each, _), n in counts.items() if each == kind) for kind in kinds}


def main() -> None:
    """Command line: prints shares by level, and the errors if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    articles = [article for path in arguments.files for article in annotated(path)]
    gazetteer().find("")
    counts: Counter[tuple[str, str]] = Counter()
    spent = 0.0
    for article in articles:
        start = time.perf_counter()
        links = locate({Field.BODY: article.text})
        spent += time.perf_counter() - start
        for kind, verdict, words in judged(article, links):
            counts[kind, verdict] += 1
            if arguments.errors and verdict != "right":
                print(kind, verdict, words, sep="\t")
    for kind in sorted({kind for kind, _ in counts}):
        of_kind = {verdict: count for (each, verdict), count in sorted(counts.items()) if each == kind}
        share = of_kind.get("right", 0) / sum(of_kind.values())
        print(f"{kind:12} right {share:.3f}  {of_kind}")
    print(f"{len(articles)} articles, {spent:.1f} s")


if __name__ == "__main__":
    main()
