"""The names of an article: every source proposes spans, and the best set that does not overlap is kept.

The order in which evidence is asked, and what each source may build on:
  1. places      the gazetteer first, because agencies lean on places; then estates and sites by their endings
  2. agencies    a suffix with a place, level or known organisation before it; teams in quotation marks
  3. programmes  titles, quotations and class nouns, each with its probability
  4. people      LAC's names, names beside posts, forms of address
  5. the model   agrees, contradicts or adds; what it adds alone must be surer than what it confirms
  6. aliases     以下简称 “…”: declared by the text, so surer than any pattern, but only of a name found before
  7. repeats     a name found with certainty is looked for in all its forms through the article
Extractors of other packages stand beside 5: their spans are not weighed, since nothing was learned of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.extract import agencies, extractors, people, places, programmes, teams
from kg.extract.evidence import weigh
from kg.extract.guesses import guesses
from kg.extract.own import NOTHING, Own
from kg.gazetteer import Link
from kg.model import EntityType
from kg.tagger import Document
from kg.tagger.span import Span

# What a span must be worth to be kept: its score above this, times its length.
WORTHLESS = 0.4
# The longest name wins (GUIDE of annotation: the longest span is the entity), also over two surer names inside it.
LONGER_IS_BETTER = 1.5
# A name is looked for elsewhere in the article if it is at least so sure and so long.
REPEAT_SCORE = 0.6
REPEAT_LENGTH = 3
_BY_END = attrgetter("end", "begin", "type", "kind", "score", "source")
_ALIAS = re.compile(
    r"（(?:(?:以下|下)?(?:统称|简称)|(?:以下|下)称)(?:为)?：?"
    r"[“《]?(?P<alias>[^“”（）《》，。]{2,12})[”》]?）"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of programmes and of evidence other than those shipped, for those who measure."""

    programmes: Mapping[str, float] | None = None
    evidence: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The names of an article: spans in order, none overlapping; divisions by span; declared aliases."""

    spans: tuple[Span, ...]
    links: dict[tuple[int, int], Link]
    aliases: dict[str, str]  # alias → the name that it was declared for


def find_spans(
    document: Document,
    weights: Weights | None = None,
    others: Sequence[extractors.Extractor] = (),
    own: Own = NOTHING,
) -> Found:
    """Find the names of an article, by the shipped weights or by those given; others are asked at their word.

    What the user knows goes before all: own names are certain, and what is said to be none is none.
    """
    (found,) = find_all([document], weights, others, own)
    return found


def find_all(
    documents: Sequence[Document],
    weights: Weights | None = None,
    others: Sequence[extractors.Extractor] = (),
    own: Own = NOTHING,
) -> list[Found]:
    """What find_spans finds in each of these articles, in less time.

    Each source goes through all of them before the next begins: it works with large tables, which the processor keeps
    at hand while they are in use.
    """
    weights = weights or Weights()
    proposed = _proposed(documents, weights, own.home)
    weighed = [
        _weighed(document, located, spans, weights, others)
        for document, (located, spans) in zip(documents, proposed, strict=True)
    ]
    return [
        _settled(document, located, spans, own)
        for document, (located, _), spans in zip(documents, proposed, weighed, strict=True)
    ]


def propose(document: Document, weights: Weights, home: str = "") -> tuple[places.Located, list[Span]]:
    """What the gazetteer knows, and what all rules take for names."""
    (proposed,) = _proposed([document], weights, home)
    return proposed


def _proposed(documents: Sequence[Document], weights: Weights, home: str) -> list[tuple[places.Located, list[Span]]]:
    located = places.find_all(documents, home)
    organisations = [[*agencies.find(document, its.spans)] for document, its in zip(documents, located, strict=True)]
    bodies = [[*teams.find(document)] for document in documents]
    measures = [[*programmes.find(document, weights.programmes)] for document in documents]
    named = [[*people.find(document)] for document in documents]
    together = zip(located, organisations, bodies, measures, named, strict=True)
    return [(its, _distinct([*its.spans, *a, *b, *c, *d])) for its, a, b, c, d in together]


def _distinct(proposed: Sequence[Span]) -> list[Span]:
    """The spans without programmes where a quotation is taken for a team."""
    teamed = {(span.begin, span.end) for span in proposed if span.source == "quotation" and _is_agency(span)}
    return [span for span in proposed if _is_agency(span) or (span.begin, span.end) not in teamed]


def _weighed(
    document: Document,
    located: places.Located,
    proposed: list[Span],
    weights: Weights,
    others: Sequence[extractors.Extractor],
) -> list[Span]:
    """What is proposed, each span as sure as the evidence for it, and what others say."""
    if document.guesses is not None:
        proposed = [*weigh(document, located.links, proposed, guesses(document), weights.evidence)]
    return [*proposed, *extractors.find(document, others)]


def _settled(document: Document, located: places.Located, weighed: Iterable[Span], own: Own) -> Found:
    """The names that are kept, also where they are repeated, with what the gazetteer says of them."""
    weighed = [*own.allowed(document, weighed), *own.find(document)]
    chosen = choose(weighed)
    declared = dict(_aliases(document, chosen))
    # A title's short form (《办法》) is often an ordinary word: elsewhere it stands for the title only in its marks.
    plain = {alias: span for alias, (_, span) in declared.items() if f"《{alias}》" not in document.text}
    sure = {
        document.text[span.begin : span.end]: span
        for span in chosen
        if span.score >= REPEAT_SCORE
        and span.end - span.begin >= REPEAT_LENGTH
        and span.type in (EntityType.AGENCY, EntityType.PROGRAMME)
    }
    repeated = [*_repeat(document, plain, "alias"), *_repeat(document, sure, "repeated")]
    chosen = choose([*weighed, *own.allowed(document, repeated)])
    # What the gazetteer knows but nobody took for a name says nothing of where the article plays.
    named = {(span.begin, span.end) for span in (*own.allowed(document, located.spans), *chosen)}
    links = {span: link for span, link in located.links.items() if span in named}
    return Found(tuple(chosen), links, {alias: name for alias, (name, _) in declared.items()})


def _is_agency(span: Span) -> bool:
    return span.type is EntityType.AGENCY


def choose(spans: Iterable[Span]) -> list[Span]:
    """The set of spans of the highest worth in which none overlap (weighted interval scheduling), in order."""
    worthy = [span for span in spans if span.score > WORTHLESS]
    ordered = sorted(worthy, key=_BY_END)
    ends = [span.end for span in ordered]
    best: list[float] = [0.0]
    taken: list[bool] = []
    before: list[int] = []
    for index, span in enumerate(ordered):
        at = bisect_right(ends, span.begin, 0, index)
        worth = (span.score - WORTHLESS) * (span.end - span.begin) ** LONGER_IS_BETTER + best[at]
        before.append(at)
        taken.append(worth > best[-1])
        best.append(max(worth, best[-1]))
    chosen, index = [], len(ordered)
    while index:
        if taken[index - 1]:
            chosen.append(ordered[index - 1])
            index = before[index - 1]
        else:
            index -= 1
    return chosen[::-1]


def _aliases(document: Document, spans: Sequence[Span]) -> Iterator[tuple[str, tuple[str, Span]]]:
    by_end = {span.end: span for span in spans}
    for match in _ALIAS.finditer(document.text):
        end = match.start()
        span = by_end.get(end) or by_end.get(end - 1)  # a quotation mark or 》 may stand between
        if span:
            yield match["alias"], (document.text[span.begin : span.end], span)


def _repeat(document: Document, names: dict[str, Span], source: str) -> Iterator[Span]:
    for name, span in sorted(names.items()):
        for begin in document.occurrences(name):
            yield Span(begin, begin + len(name), span.type, span.kind, span.score, source)
