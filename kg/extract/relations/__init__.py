"""Relations between the referents of an article, each with the sentence that states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.relations import decode
from kg.extract.relations.features import Pairs, ending_numbers, read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.joined import gather, join
from kg.extract.relations.knowledge import possible
from kg.extract.relations.layout import Layout, Part, lay_out
from kg.extract.relations.look import look
from kg.extract.relations.posts import find_post
from kg.extract.relations.scorer import Scorer, scorer
from kg.model import Claim, Predicate, Referent
from kg.tagger.document import Document

__all__ = ["find_claims", "find_together"]

DECIMALS = 3  # of a confidence: equal output whatever sums the processor takes first


def find_claims(document: Document, referents: Sequence[Referent], model: Scorer | None = None) -> list[Claim]:
    """Find what the article says of its referents, in order of appearance; names in the byline take no part.

    The scorer is the shipped one where no other is given.
    """
    (claims,) = find_together([(document, referents)], model)
    return claims


def find_together(
    articles: Iterable[tuple[Document, Sequence[Referent]]], model: Scorer | None = None
) -> Iterator[list[Claim]]:
    """What `find_claims` finds in each article, in less time."""
    model = model or scorer()
    for layouts in gather(lay_out(document, referents, model.words) for document, referents in articles):
        several = [layout for layout in layouts if len(layout.type) > 1]
        found = iter(_claims(join(several), model) if several else [])
        yield from (next(found) if len(layout.type) > 1 else [] for layout in layouts)


def _claims(layout: Layout, model: Scorer) -> list[list[Claim]]:
    """The claims of each article."""
    found: list[list[tuple[int, Claim]]] = [[] for _ in layout.parts]
    pairs = read_pairs(layout)
    if len(pairs.subject):
        seen = look(model.first, layout, pairs, ending_numbers(layout, model.endings))
        joined, allowed = decode.join_partners(pairs, seen.logits())
        allowed = possible(layout, pairs, allowed)
        likely = decode.know_parents(pairs, model.probabilities(layout, pairs, joined, allowed), layout.names.parent)
        chosen = decode.choose(pairs, likely, allowed, model.threshold)
        for (row, column), where in zip(chosen, seen.of_first_network().best_rows(chosen), strict=True):
            claim = _claim(layout, pairs, (row, column), where, float(likely[row, column]))
            found[layout.article[pairs.subject[row]]].append(claim)
    return [[claim for _, claim in sorted(claims)] for claims in found]


def _claim(layout: Layout, pairs: Pairs, chosen: tuple[int, int], where: int, probability: float) -> tuple[int, Claim]:
    """The claim, with where its sentence begins."""
    row, column = chosen
    predicate = PREDICATES[column]
    subject, obj = int(pairs.subject[row]), int(pairs.object[row])
    part = layout.parts[layout.article[subject]]
    one, two = int(pairs.one[where]), int(pairs.two[where])
    if predicate is Predicate.COOPERATES_WITH and layout.begin[two] < layout.begin[one]:
        subject, obj, one, two = obj, subject, two, one  # the first-named leads
    # Where two sentences are needed, what is said stands in the one with the later name, but a seat or a parent is
    # often named only elsewhere.
    spot = max(one, two) if predicate is Predicate.PARTICIPATES_IN else one
    post = _post(layout, part, pairs, row, where) if predicate is Predicate.AFFILIATED_WITH else ""
    claim = Claim(
        layout.referents[subject].id, predicate, layout.referents[obj].id,
        part.document.evidence(int(layout.begin[spot])), round(probability, DECIMALS), post,
    )  # fmt: skip
    return int(layout.begin[spot]), claim


def _post(layout: Layout, part: Part, pairs: Pairs, row: int, where: int) -> str:
    """The post as printed, where the two names meet, or else where they meet for the first time with a post."""
    names = list(zip(layout.begin[part.mentions].tolist(), layout.end[part.mentions].tolist(), strict=True))
    for number in (where, *pairs.rows_of(row)):
        one, two = (int(mentions[number]) - part.mentions.start for mentions in (pairs.one, pairs.two))
        span = find_post(part.document.text, names[one], names[two], names)
        if span:
            return part.document.raw[slice(*span)]
    return ""
