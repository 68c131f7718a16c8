"""The names of an article: every source proposes spans, and the best set that does not overlap is kept.

The order in which evidence is asked, and what each source may build on:
  1. places      the gazetteer first, because agencies lean on places; then estates and sites by their endings
  2. agencies    a suffix with a place, level or known organisation before it; teams in quotation marks
  3. programmes  titles, quotations and class nouns, each with its probability
  4. people      LAC's names, names beside posts, forms of address
  5. the model   agrees, contradicts or adds; what it adds alone must be surer than what it confirms
  6. aliases     以下简称 “…”: declared by the text, so surer than any pattern, but only of a name found before
  7. repeats     a name found with certainty is looked for in all its forms through the article
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract import agencies, people, places, programmes, teams
from kg.extract.evidence import weigh
from kg.gazetteer import Link
from kg.model import EntityType, Kind
from kg.tagger import Document
from kg.tagger.span import Span

# What a span must be worth to be kept: its score above this, times its length.
WORTHLESS = 0.4
# The longest name wins (GUIDE of annotation: the longest span is the entity), also over two surer names inside it.
LONGER_IS_BETTER = 1.5
# A name is looked for elsewhere in the article if it is at least so sure and so long.
REPEAT_SCORE = 0.6
REPEAT_LENGTH = 3
MAX_NAME = 60  # characters; what the model takes for a longer one is a list, or noise
_ALIAS = re.compile(
    r"（(?:(?:以下|下)?(?:统称|简称)|(?:以下|下)称)(?:为)?：?"
    r"[“《]?(?P<alias>[^“”（）《》，。]{2,12})[”》]?）"
)


_PAIRS = frozenset({("“", "”"), ("‘", "’"), ("《", "》")})


@dataclass(frozen=True, slots=True)
class Found:
    """The names of an article: spans in order, none overlapping; divisions by span; declared aliases."""

    spans: tuple[Span, ...]
    links: dict[tuple[int, int], Link]
    aliases: dict[str, str]  # alias → the name that it was declared for


def find_spans(document: Document, programme_weights: Mapping[str, float] | None = None) -> Found:
    """Find the names of an article; programmes by the shipped weights, or by those given."""
    located = places.find(document)
    proposed = [
        *located.spans,
        *agencies.find(document, located.spans),
        *teams.find(document),
        *programmes.find(document, programme_weights),
        *people.find(document),
    ]
    bodies = {(span.begin, span.end) for span in proposed if span.source == "quotation" and _is_agency(span)}
    proposed = [span for span in proposed if _is_agency(span) or (span.begin, span.end) not in bodies]
    weighed = proposed if document.guesses is None else list(weigh(proposed, list(_guesses(document))))
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
    chosen = choose([*weighed, *repeated])
    # What the gazetteer knows but nobody took for a name says nothing of where the article plays.
    named = {(span.begin, span.end) for span in (*located.spans, *chosen)}
    links = {span: link for span, link in located.links.items() if span in named}
    return Found(tuple(chosen), links, {alias: name for alias, (name, _) in declared.items()})


def _is_agency(span: Span) -> bool:
    return span.type is EntityType.AGENCY


def _guesses(document: Document) -> Iterator[Span]:
    """What the model takes for names, as far as it can be one, with the kind that the name tells."""
    for first, last, entity_type, score in document.guesses or ():
        for part in _parts(document.text, first, last, entity_type):
            begin, end = _name_within(document.text, *part)
            if entity_type is EntityType.PROGRAMME and agencies.is_body(document.text[begin:end]):
                entity_type = EntityType.AGENCY  # noqa: PLW2901 - a team is no programme, whatever the model says
            if entity_type is EntityType.PROGRAMME:
                end = programmes.with_class_noun(document.text, begin, end)
            elif entity_type is EntityType.PERSON and people.overfull(document.text[begin:end]):
                begin += 1  # 经营户|蒋大娘
            if begin < end and not _is_none(document.text, begin, end, entity_type):
                yield Span(begin, end, entity_type, _kind(document, begin, end, entity_type), score, "model")


def _is_none(text: str, begin: int, end: int, entity_type: EntityType) -> bool:
    """Whether what the model takes for a name is a newspaper, a figure of speech or a word for a sort of place."""
    if entity_type is EntityType.PLACE:
        return places.generic(text[begin:end])
    programme = entity_type is EntityType.PROGRAMME
    return programme and (programmes.is_press(text[begin:end]) or programmes.is_figure(text, begin, end))


def _parts(text: str, begin: int, end: int, entity_type: EntityType) -> Iterator[tuple[int, int]]:
    """The names of a list that the model took for one organisation; any other stretch as it is."""
    if entity_type is not EntityType.AGENCY or any(mark in text[begin:end] for mark in "“‘（《"):
        yield begin, end
        return
    at = begin
    for part in text[begin:end].split("、"):
        yield at, at + len(part)
        at += len(part) + 1


def _name_within(text: str, begin: int, end: int) -> tuple[int, int]:
    """The part of a stretch that can be a name; an empty one if none can.

    White space at its ends and a quotation's closing mark with what follows (清水入湖|”专项行动) are no part of it; the
    mark that closes one opened inside it is (嘉兴市“红船奖|”). A name stands on one line of MAX_NAME at most.
    """
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    for opening, closing in ("“”", "‘’", "《》"):
        open_marks = 0
        for offset in range(begin, end):
            open_marks += (text[offset] == opening) - (text[offset] == closing)
            if open_marks < 0:
                end = offset
                break
        else:
            if open_marks == 1 and text[end : end + 1] == closing:
                end += 1
            elif open_marks:
                return begin, begin
    if (text[begin : begin + 1], text[end - 1 : end]) in _PAIRS and text[begin + 1 : end - 1].isalnum():
        begin, end = begin + 1, end - 1  # the marks around a whole name are no part of it
    return (begin, end) if "\n" not in text[begin:end] and end - begin <= MAX_NAME else (begin, begin)


def _kind(document: Document, begin: int, end: int, entity_type: EntityType) -> Kind:
    if entity_type is EntityType.PLACE:
        return places.kind_of(document.text[begin:end])
    if entity_type is EntityType.AGENCY:
        return agencies.kind_of(document.text[begin:end])
    if entity_type is EntityType.PROGRAMME:
        return programmes.kind_of(document.text, begin, end)
    return people.kind_of(document, begin, end)


def choose(spans: Iterable[Span]) -> list[Span]:
    """The set of spans of the highest worth in which none overlap (weighted interval scheduling), in order."""
    ordered = sorted({span for span in spans if span.score > WORTHLESS}, key=lambda span: (span.end, span))
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
        for match in re.finditer(re.escape(name), document.text):
            yield Span(match.start(), match.end(), span.type, span.kind, span.score, source)
