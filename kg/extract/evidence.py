"""How sure a span is, from all that speaks for it and against it: rules, the model, and what stands around it.

A logistic regression over readable features; training/evidence tells how it was made and how well it does. It is what
joins the rules and the tagger: each alone is weaker (docs/accuracy.md).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.gazetteer import Link
from kg.model import EntityType
from kg.tables import as_cell, rows
from kg.tagger import Document
from kg.tagger.span import Span
from kg.traditional import simplified

_MODEL_STEPS = (0.4, 0.6, 0.75, 0.9, 0.97, 0.99)
_COARSE_STEPS = _MODEL_STEPS[::2]
_RULE_STEPS = (0.5, 0.7, 0.9)
_RIVAL_STEPS = (0.6, 0.9, 0.97)
_MOST_COUNTED, _LONGEST = 4, 14


class Candidate(NamedTuple):
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
    told_weight = (weights or _weights()).get
    found = candidates(proposed, guesses)
    for candidate, told in zip(found, features(document, links, found), strict=True):
        span = candidate.rules[0] if candidate.rules else candidate.guess
        assert span is not None
        total = sum(filter(None, map(told_weight, told)))
        yield Span(span.begin, span.end, span.type, span.kind, 1 / (1 + math.exp(-total)), span.source)


def candidates(proposed: Iterable[Span], guesses: Iterable[Span]) -> list[Candidate]:
    """The stretches that rules or model propose, each once a type, in order."""
    by_rule: dict[tuple[int, int, EntityType], list[Span]] = {}
    for span in proposed:
        by_rule.setdefault((span.begin, span.end, span.type), []).append(span)
    by_model = {(guess.begin, guess.end, guess.type): guess for guess in guesses}
    found = []
    for key in sorted(by_rule.keys() | by_model.keys()):
        rules = by_rule.get(key, [])
        rules.sort(key=lambda span: (-span.score, span.source))
        found.append(Candidate(*key, tuple(rules), by_model.get(key)))
    return found


def features(
    document: Document, links: Mapping[tuple[int, int], Link], found: Sequence[Candidate]
) -> Iterator[Sequence[str]]:
    """The features of each candidate, short readable words that begin with its type."""
    names = [document.text[candidate.begin : candidate.end] for candidate in found]
    agreed = Counter((name, one.type) for name, one in zip(names, found, strict=True) if one.guess)
    context = _context(document, names)
    for name, candidate, rivals in zip(names, found, _rivals(found), strict=True):
        kind = f"{candidate.type} "
        told = [kind, *_sources(candidate, kind), *context(candidate, kind), *_against(candidate, rivals, kind)]
        often = min(_MOST_COUNTED - 1, agreed[name, candidate.type])
        told.append(f"{kind}agreed here {often}" if candidate.guess else f"{kind}agreed elsewhere {often}")
        link = links.get((candidate.begin, candidate.end))
        if link and candidate.type is EntityType.PLACE:
            level = link.division.level if link.division else "open"
            full = f"{link.hit.full:d}"
            told += [f"{kind}doubt {link.hit.doubt:d}", f"{kind}level {level}", f"{kind}full {full} {level}"]
        yield told


def _sources(candidate: Candidate, kind: str) -> Sequence[str]:
    rules = tuple([(rule.source, bisect_right(_RULE_STEPS, rule.score)) for rule in candidate.rules])
    score = candidate.guess.score if candidate.guess else 0.0
    return _who(kind, rules, bisect_right(_MODEL_STEPS, score), bisect_right(_COARSE_STEPS, score))


@lru_cache(maxsize=4096)  # a hundred are usual
def _who(kind: str, rules: tuple[tuple[str, int], ...], model: int, coarse: int) -> Sequence[str]:
    names = sorted({source for source, _ in rules})
    told = [feature for source, step in rules for feature in (f"rule {source}", f"rule {source} {step}")]
    told += [f"rules {min(3, len(names))}", f"model {model}", f"rules {'+'.join(names) or 'none'} model {coarse}"]
    return [kind + feature for feature in told]


def _context(document: Document, names: Iterable[str]) -> Callable[[Candidate, str], list[str]]:
    """What tells of a candidate the characters and words in it and around it; of an article with these names."""
    text, breaks, headline = document.text, document.breaks, simplified(document.article.headline)
    cell = as_cell(text)
    counts = {name: min(_MOST_COUNTED, text.count(name)) for name in set(names)}

    def context(candidate: Candidate, kind: str) -> list[str]:
        begin, end = candidate.begin, candidate.end
        name = text[begin:end]
        tags = [word.tag for word in document.words_in(begin, end)[-3:] if word.begin >= begin and word.end <= end]
        told = [
            f"{kind}first {cell[begin]}",
            f"{kind}last {cell[end - 1]}",
            f"{kind}last two {cell[max(begin, end - 2) : end]}",
            f"{kind}before {cell[begin - 1 : begin]}",
            f"{kind}after {cell[end : end + 1]}",
            f"{kind}after two {cell[end : end + 2]}",
            f"{kind}length {min(_LONGEST, end - begin)}",
            f"{kind}count {counts[name]}",
            f"{kind}breaks {'1' if begin in breaks else '0'} {'1' if end in breaks else '0'}",
            f"{kind}tags {'-'.join(tags[-2:])}",
        ]
        around = document.quotation_around(begin, end)
        if around:
            whole = around.begin == begin and around.end == end
            told.append(f"{kind}whole {around.mark}" if whole else f"{kind}in a quotation")
        if end < document.body_begin:
            told.append(f"{kind}headline")
        elif name in headline:
            told.append(f"{kind}also in the headline")
        return told

    return context


def _against(candidate: Candidate, rivals: Iterable[Candidate], kind: str) -> list[str]:
    """What others propose of the same characters; a model that is silent there."""
    told = []
    is_silent = candidate.guess is None
    for rival in rivals:
        how = f"{kind}{_stands(candidate, rival)}"
        if rival.rules:
            told.append(f"{how} rule {rival.type}")
        if rival.guess and not candidate.guess:
            is_silent = False
            told.append(f"{how} model {rival.type}")
            told.append(f"{how} model {bisect_right(_RIVAL_STEPS, rival.guess.score)}")
    if is_silent:
        told.append(f"{kind}model silent")
    return told


def _stands(candidate: Candidate, rival: Candidate) -> str:
    if rival.begin == candidate.begin and rival.end == candidate.end:
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
