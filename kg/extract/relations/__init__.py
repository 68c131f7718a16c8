"""Relations between the referents of an article, each with the sentence that states it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.relations import decode
from kg.extract.relations.features import Pairs, ending_numbers, read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.knowledge import possible
from kg.extract.relations.layout import Layout, lay_out
from kg.extract.relations.look import look
from kg.extract.relations.posts import find_post
from kg.extract.relations.scorer import Scorer, scorer
from kg.model import Claim, Predicate, Referent
from kg.tagger.document import Document

__all__ = ["find_claims"]

DECIMALS = 3  # of a confidence: equal output whatever sums the processor takes first


def find_claims(document: Document, referents: Sequence[Referent], model: Scorer | None = None) -> list[Claim]:
    """Find what the article says of its referents, in order of appearance; names in the byline take no part.

    The scorer is the shipped one where no other is given.
    """
    model = model or scorer()
    layout = lay_out(document, referents, model.words)
    if len(layout.type) < 2:
        return []
    pairs = read_pairs(layout)
    if not len(pairs.subject):
        return []
    endings = ending_numbers(layout, model.endings)
    seen = look(model.first, pairs, layout.words, endings)
    joined, allowed = decode.join_partners(pairs, seen.logits())
    allowed = possible(layout, pairs, allowed)
    likely = decode.know_parents(pairs, model.probabilities(layout, pairs, joined, allowed), layout.names.parent)
    first, claims = seen.of_first_network(), []
    for row, column in decode.choose(pairs, likely, allowed, model.threshold):
        where = first.best_row(row, column)
        claims.append(_claim(layout, pairs, (row, column), where, float(likely[row, column])))
    return [claim for _, claim in sorted(claims)]


def _claim(layout: Layout, pairs: Pairs, chosen: tuple[int, int], where: int, probability: float) -> tuple[int, Claim]:
    """The claim, with where its sentence begins."""
    row, column = chosen
    predicate = PREDICATES[column]
    subject, obj = int(pairs.subject[row]), int(pairs.object[row])
    one, two = int(pairs.one[where]), int(pairs.two[where])
    if predicate is Predicate.COOPERATES_WITH and layout.begin[two] < layout.begin[one]:
        subject, obj, one, two = obj, subject, two, one  # the first-named leads
    # Where two sentences are needed, what is said stands in the one with the later name, but a seat or a parent is
    # often named only elsewhere.
    spot = max(one, two) if predicate is Predicate.PARTICIPATES_IN else one
    post = _post(layout, pairs, row, where) if predicate is Predicate.AFFILIATED_WITH else ""
    claim = Claim(
        layout.referents[subject].id, predicate, layout.referents[obj].id,
        layout.document.evidence(int(layout.begin[spot])), round(probability, DECIMALS), post,
    )  # fmt: skip
    return int(layout.begin[spot]), claim


def _post(layout: Layout, pairs: Pairs, row: int, where: int) -> str:
    """The post as printed, where the two names meet, or else where they meet for the first time with a post."""
    names = list(zip(layout.begin.tolist(), layout.end.tolist(), strict=True))
    for number in (where, *pairs.rows_of(row)):
        one, two = int(pairs.one[number]), int(pairs.two[number])
        span = find_post(layout.document.text, names[one], names[two], names)
        if span:
            return layout.document.raw[slice(*span)]
    return ""
