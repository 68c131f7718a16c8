"""Which people a graph may name; the names of the others are withheld as soon as an article has been read.

A name that is withheld becomes as many 某 as it has characters, as newspapers print one that they keep back, so that
all offsets hold. It is gone from the reading itself, and so from the cache and from every output.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from kg.articles.identity import article_id
from kg.model import Article, EntityType, Field, Kind, Reading, Referent

WITHHELD = "某"
_IN_WORDS = 2  # characters of a name that may stand inside other words by chance


class People(StrEnum):
    """Who is named."""

    ALL = "all"
    OFFICIALS = "officials"  # who holds an office, and who signs an article
    NONE = "none"


_NAMED = {People.ALL: frozenset(Kind), People.OFFICIALS: {Kind.OFFICIAL, Kind.AUTHOR}, People.NONE: frozenset[Kind]()}


def withhold(reading: Reading, people: People, breaks: Container[int]) -> Reading:
    """The reading without the people who may not be named, and with their names withheld from its texts.

    It is the article that says who a person is: an official whom it names without an office is withheld there. A name
    inside that of a place, an agency or a programme stays. breaks: the offsets at which words begin or end in headline
    and body, as a Document has them; a name of two characters is looked for between them alone, for 高明 is no name in
    提高明显.
    """
    refused = [one for one in reading.referents if not _may_be_named(one, people)]
    kept = tuple(one for one in reading.referents if _may_be_named(one, people))
    article = _withheld(reading.article, refused, kept, breaks)
    if people is People.NONE:
        byline = article.byline  # of authors that came with it too, which need not be names that are known
        stays = _offsets(Field.BYLINE, kept)
        article = replace(article, byline=_masked(byline, [(0, len(byline))], stays), authors=())
    if not refused and article == reading.article:
        return reading
    # The old id is a hash of what was printed: who knows all but a name could try names until it fits.
    article = replace(article, id=article_id(article.page, article.headline, article.byline, article.body))
    ids = {one.id: article.id + one.id.removeprefix(reading.article.id) for one in kept}
    claims = tuple(
        replace(
            claim,
            subject=ids[claim.subject],
            object=ids[claim.object],
            evidence=_as_in(article, reading.article, claim.evidence),
        )
        for claim in reading.claims
        if claim.subject in ids and claim.object in ids
    )
    return Reading(article, tuple(replace(one, id=ids[one.id]) for one in kept), claims)


def _may_be_named(referent: Referent, people: People) -> bool:
    return referent.type is not EntityType.PERSON or referent.kind in _NAMED[people]


def _withheld(
    article: Article, refused: Iterable[Referent], kept: Iterable[Referent], breaks: Container[int]
) -> Article:
    mentions = [mention for one in refused for mention in one.mentions]
    names = {name for one in refused for name in (one.name, *one.surfaces)}
    forms = sorted(names)
    body = len(article.headline) + 1

    def is_word(field: Field, begin: int, end: int) -> bool:
        if field is Field.BYLINE or end - begin > _IN_WORDS:
            return True
        before = body if field is Field.BODY else 0
        return before + begin in breaks and before + end in breaks

    texts = {}
    for field in Field:
        text, stays = article.text(field), _offsets(field, kept)
        spans = [(one.begin, one.end) for one in mentions if one.field is field]
        others = [(at, at + len(form)) for form in forms for at in _occurrences(text, form)]
        spans += [span for span in others if is_word(field, *span) and stays.isdisjoint(range(*span))]
        texts[field] = _masked(text, spans, stays)
    return replace(
        article,
        headline=texts[Field.HEADLINE],
        body=texts[Field.BODY],
        byline=texts[Field.BYLINE],
        authors=tuple(author for author in article.authors if author not in names),
    )


def _offsets(field: Field, kept: Iterable[Referent]) -> set[int]:
    """The offsets of a field that belong to names which stay."""
    mentions = (one for referent in kept for one in referent.mentions if one.field is field)
    return {offset for one in mentions for offset in range(one.begin, one.end)}


def _masked(text: str, spans: Iterable[tuple[int, int]], stays: Container[int]) -> str:
    """The text with what lies in the spans withheld, but for blanks and for what stays."""
    signs = list(text)
    for begin, end in spans:
        for at in range(begin, end):
            if at not in stays and not text[at].isspace():
                signs[at] = WITHHELD
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
