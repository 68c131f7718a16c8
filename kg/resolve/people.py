"""Which people a graph may name; the names of the others are withheld as soon as an article has been read.

A name that is withheld becomes as many 某 as it has characters, as newspapers print one that they keep back, so that
all offsets hold. It is gone from the reading itself, and so from the cache and from every output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from kg.model import Article, EntityType, Field, Kind, Mention, Reading, Referent

WITHHELD = "某"


class People(StrEnum):
    """Who is named."""

    ALL = "all"
    OFFICIALS = "officials"  # who holds an office, and who signs an article
    NONE = "none"


_NAMED = {People.ALL: frozenset(Kind), People.OFFICIALS: {Kind.OFFICIAL, Kind.AUTHOR}, People.NONE: frozenset[Kind]()}


def withhold(reading: Reading, people: People) -> Reading:
    """The reading without the people who may not be named, and with their names withheld from its texts.

    It is the article that says who a person is: an official whom it names without an office is withheld there. A name
    inside that of a place, an agency or a programme stays.
    """
    refused = [one for one in reading.referents if not _may_be_named(one, people)]
    if not refused:
        return reading
    gone = {one.id for one in refused}
    kept = tuple(one for one in reading.referents if one.id not in gone)
    article = _withheld(reading.article, refused, kept)
    claims = tuple(
        replace(claim, evidence=_as_in(article, reading.article, claim.evidence))
        for claim in reading.claims
        if not {claim.subject, claim.object} & gone
    )
    return Reading(article, kept, claims)


def _may_be_named(referent: Referent, people: People) -> bool:
    return referent.type is not EntityType.PERSON or referent.kind in _NAMED[people]


def _withheld(article: Article, refused: Iterable[Referent], kept: Iterable[Referent]) -> Article:
    mentions = [mention for one in refused for mention in one.mentions]
    # The longest first: 李秀兰 before 李秀, where an article prints both.
    names = {name for one in refused for name in (one.name, *one.surfaces)}
    forms = sorted(names, key=lambda form: (-len(form), form))
    others = [mention for one in kept for mention in one.mentions]
    texts = {field: _masked(article.text(field), field, mentions, forms, others) for field in Field}
    return replace(
        article,
        headline=texts[Field.HEADLINE],
        body=texts[Field.BODY],
        byline=texts[Field.BYLINE],
        authors=tuple(author for author in article.authors if author not in names),
    )


def _masked(
    text: str, field: Field, mentions: Iterable[Mention], forms: Iterable[str], others: Iterable[Mention]
) -> str:
    """The text of a field with its mentions withheld, and every other place where one of the forms stands."""
    taken = [(other.begin, other.end) for other in others if other.field is field]
    spans = [(mention.begin, mention.end) for mention in mentions if mention.field is field]
    spans += [(at, at + len(form)) for form in forms for at in _occurrences(text, form)]
    signs = list(text)
    for begin, end in spans:
        if not any(first <= begin and end <= last for first, last in taken):
            signs[begin:end] = (sign if sign.isspace() else WITHHELD for sign in text[begin:end])
    return "".join(signs)


def _occurrences(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _as_in(article: Article, printed: Article, evidence: str) -> str:
    """A sentence of the article as printed, with its names withheld."""
    for field in (Field.BODY, Field.HEADLINE):
        at = printed.text(field).find(evidence)
        if at >= 0:
            return article.text(field)[at : at + len(evidence)]
    raise AssertionError(f"a claim's evidence stands in no text of {printed.id}")
