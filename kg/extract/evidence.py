"""How sure a span is once the model has been asked too: agreement raises it, silence and contradiction lower it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.tagger.span import Span

# What is left of a span's score, by its source, where the model names nothing there, and where it names something else
# (other borders, another type). Chosen on examples/gold and on real pages read by models that had not seen them; F1
# moves by less than 0.01 for steps of 0.1, so that the figures are round.
UNSEEN = {"title": 1.0, "alias": 1.0, "credit": 1.0, "known": 0.9, "gazetteer": 0.7, "quotation": 0.6}
UNSEEN_ELSE = 0.5
CONTRADICTED = {"title": 1.0, "alias": 1.0, "credit": 1.0, "known": 0.9}
CONTRADICTED_ELSE = 0.8


def weigh(proposed: Iterable[Span], guesses: Sequence[Span]) -> Iterator[Span]:
    """Yield the proposed spans with what the model makes of them, then what the model alone proposes."""
    by_place = {(guess.begin, guess.end, guess.type): guess for guess in guesses}
    taken = {offset for guess in guesses for offset in range(guess.begin, guess.end)}
    agreed = set()
    for span in proposed:
        key = (span.begin, span.end, span.type)
        if guess := by_place.get(key):
            agreed.add(key)
            yield replace(span, score=1 - (1 - span.score) * (1 - guess.score))
        elif taken.isdisjoint(range(span.begin, span.end)):
            yield replace(span, score=span.score * UNSEEN.get(span.source, UNSEEN_ELSE))
        else:
            yield replace(span, score=span.score * CONTRADICTED.get(span.source, CONTRADICTED_ELSE))
    yield from (guess for key, guess in by_place.items() if key not in agreed)
