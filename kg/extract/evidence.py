"""How sure a span is, from all that speaks for it and against it: rules, the model, and what stands around it.

A logistic regression over readable features; training/evidence tells how it was made and how well it does. It is what
joins the rules and the tagger: each alone is weaker (docs/accuracy.md).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.gazetteer import Link
from kg.model import EntityType
from kg.tables import cells, rows
from kg.tagger import Document
from kg.tagger.span import Span

_MODEL_STEPS = (0.4, 0.6, 0.75, 0.9, 0.97, 0.99)
_RULE_STEPS = (0.5, 0.7, 0.9)
_RIVAL_STEPS = (0.6, 0.9, 0.97)
_MOST_COUNTED, _LONGEST = 4, 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that some source takes for a name of one type."""

    begin: int
    end: int
    type: EntityType
    rules: tuple[Span, ...]  # what the rules propose there, the surest first
    guess: Span | None  # what the model proposes there


def weigh(
    document: Document,
    links: Mapping[tuple[int, int], Link],
    proposed: Iterable[Span],
    guesses: Iterable[Span],
    weights: Mapping[str, float] | None = None,
) -> Iterator[Span]:
    """Yield one span for every stretch and type that is proposed, its score the probability that it is a name."""
    weights = weights or _weights()
    found = candidates(proposed, guesses)
    for candidate, told in zip(found, features(document, links, found), strict=True):
        span = candidate.rules[0] if candidate.rules else candidate.guess
        assert span is not None
        yield replace(span, score=1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in told))))


def candidates(proposed: Iterable[Span], guesses: Iterable[Span]) -> list[Candidate]:
    """The stretches that rules or model propose, each once a type, in order."""
    by_rule: dict[tuple[int, int, EntityType], list[Span]] = {}
    for span in proposed:
        by_rule.setdefault((span.begin, span.end, span.type), []).append(span)
    by_model = {(guess.begin, guess.end, guess.type): guess for guess in guesses}
    return [
        Candidate(
            *key, tuple(sorted(by_rule.get(key, ()), key=lambda span: (-span.score, span.source))), by_model.get(key)
        )
        for key in sorted(by_rule.keys() | by_model.keys())
    ]


def features(
    document: Document, links: Mapping[tuple[int, int], Link], found: Sequence[Candidate]
) -> Iterator[Sequence[str]]:
    """The features of each candidate, short readable words that begin with its type."""
    agreed = Counter(_name(document, candidate) for candidate in found if candidate.guess)
    for candidate, rivals in zip(found, _rivals(found), strict=True):
        told = ["", *_sources(candidate), *_context(document, candidate), *_against(candidate, rivals)]
        often = min(_MOST_COUNTED - 1, agreed[_name(document, candidate)])
        told.append(f"agreed here {often}" if candidate.guess else f"agreed elsewhere {often}")
        link = links.get((candidate.begin, candidate.end))
        if link and candidate.type is EntityType.PLACE:
            level = link.division.level if link.division else "open"
            told += [f"doubt {link.hit.doubt:d}", f"level {level}", f"full {link.hit.full:d} {level}"]
        kind = f"{candidate.type} "
        yield cells([kind + feature for feature in told])


def _name(document: Document, candidate: Candidate) -> tuple[str, EntityType]:
    return document.text[candidate.begin : candidate.end], candidate.type


def _sources(candidate: Candidate) -> Iterator[str]:
    for rule in candidate.rules:
        yield f"rule {rule.source}"
        yield f"rule {rule.source} {bisect_right(_RULE_STEPS, rule.score)}"
    names = sorted({rule.source for rule in candidate.rules})
    score = candidate.guess.score if candidate.guess else 0.0
    yield f"rules {min(3, len(names))}"
    yield f"model {bisect_right(_MODEL_STEPS, score)}"
    yield f"rules {'+'.join(names) or 'none'} model {bisect_right(_MODEL_STEPS[::2], score)}"


def _context(document: Document, candidate: Candidate) -> Iterator[str]:
    text, begin, end = document.text, candidate.begin, candidate.end
    name = text[begin:end]
    yield f"first {name[0]}"
    yield f"last {name[-1]}"
    yield f"last two {name[-2:]}"
    yield f"before {text[begin - 1 : begin] if begin else ''}"
    yield f"after {text[end : end + 1]}"
    yield f"after two {text[end : end + 2]}"
    yield f"length {min(_LONGEST, end - begin)}"
    yield f"count {min(_MOST_COUNTED, text.count(name))}"
    yield f"breaks {begin in document.breaks:d} {end in document.breaks:d}"
    tags = [word.tag for word in document.words_in(begin, end) if word.begin >= begin and word.end <= end]
    yield f"tags {'-'.join(tags[-2:])}"
    around = document.quotation_around(begin, end)
    if around:
        yield f"whole {around.mark}" if (around.begin, around.end) == (begin, end) else "in a quotation"
    if end < document.body_begin:
        yield "headline"
    elif name in document.article.headline:
        yield "also in the headline"


def _against(candidate: Candidate, rivals: Iterable[Candidate]) -> Iterator[str]:
    """What others propose of the same characters; a model that is silent there."""
    is_silent = candidate.guess is None
    for rival in rivals:
        how = _stands(candidate, rival)
        if rival.rules:
            yield f"{how} rule {rival.type}"
        if rival.guess and not candidate.guess:
            is_silent = False
            yield f"{how} model {rival.type}"
            yield f"{how} model {bisect_right(_RIVAL_STEPS, rival.guess.score)}"
    if is_silent:
        yield "model silent"


def _stands(candidate: Candidate, rival: Candidate) -> str:
    if (rival.begin, rival.end) == (candidate.begin, candidate.end):
        return "same"
    if candidate.begin <= rival.begin and rival.end <= candidate.end:
        return "inside"
    return "around" if rival.begin <= candidate.begin and candidate.end <= rival.end else "across"


def _rivals(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """For each candidate the others that share a character with it."""
    rivals: list[list[Candidate]] = [[] for _ in found]
    open_ones: list[int] = []
    for index, candidate in enumerate(found):
        open_ones = [other for other in open_ones if found[other].end > candidate.begin]
        for other in open_ones:
            rivals[other].append(candidate)
            rivals[index].append(found[other])
        open_ones.append(index)
    return rivals


@cache
def _weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in rows("extract/evidence_weights.tsv", 2)}
