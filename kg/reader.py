"""Page → Article → Document → Reading: how one page is read, and all that this depends on besides the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.articles import split_articles, whole_article
from kg.errors import EmptyPage, PageError
from kg.extract.dates import date_claims
from kg.extract.extractors import installed
from kg.extract.own import NOTHING, Own
from kg.extract.relations import find_together
from kg.extract.spans import find_all
from kg.model import Article, Claim, Page, Reading, Referent
from kg.resolve.article import referents
from kg.resolve.own import with_own
from kg.resolve.people import People, withhold
from kg.tagger import Document, read_together
from kg.traditional.printing import as_printed, simplified_page


@dataclass(frozen=True)
class Reader:
    """Reads pages; what it says of one follows from that page and from these values alone.

    The tagger is "best", or "fast", which takes three quarters of its time and finds fewer names; extractors of other
    packages that are installed are asked too, unless told otherwise. Own are the user's names, words that are none, and
    the place that the newspaper is about. People who may not be named are withheld at once (see docs/privacy.md).
    """

    tagger: str = "best"
    extractors: bool = True
    own: Own = NOTHING
    people: People = People.ALL

    def __call__(self, page: Page) -> list[Reading]:
        """All that the articles of a page say.

        Raises EmptyPage where no article is found, UsageError for a tagger that does not exist.
        """
        (said,) = self.read_pages([page])
        if isinstance(said, PageError):
            raise said
        return said

    def read_pages(self, pages: Iterable[Page]) -> list[list[Reading] | PageError]:
        """All that the articles of each page say, or why it cannot be read: as of each alone, in less time."""
        found = [_articles(page) for page in pages]
        said = self._read([[] if isinstance(articles, PageError) else articles for articles in found])
        return [
            articles if isinstance(articles, PageError) else readings
            for articles, readings in zip(found, said, strict=True)
        ]

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """All that each article says."""
        (readings,) = self._read([articles])
        yield from readings

    def _read(self, pages: Iterable[Iterable[Article]]) -> Iterator[list[Reading]]:
        from kg.tagger.neural import neural_tagger

        others = installed() if self.extractors else ()
        by_page = [list(documents) for documents in read_together(pages, neural_tagger(self.tagger))]
        # One stage after the other for all articles, since each works with large tables, which the processor keeps at
        # hand while they are in use: to change them at every article takes longer.
        found = iter(find_all(list(chain.from_iterable(by_page)), others=others, own=self.own))
        named = [[(document, tuple(referents(document, next(found)))) for document in page] for page in by_page]
        # Only what stands on one page goes together here: products of floats may end in other digits beside other rows,
        # and what a page says follows from that page alone.
        said = [list(find_together(page)) for page in named]
        for page, its in zip(named, said, strict=True):
            yield [self._reading(*one, claims) for one, claims in zip(page, its, strict=True)]

    def _reading(self, document: Document, named: tuple[Referent, ...], claims: Sequence[Claim]) -> Reading:
        dated = tuple(date_claims(claims, document.article.date))
        reading = with_own(Reading(document.article, named, dated), self.own)
        return reading if self.people is People.ALL else withhold(reading, self.people, document.breaks)

    def said(self) -> dict[str, str]:
        """What a report says of it, and a cache keeps readings apart by."""
        others = "; ".join(f"{other}, SHA-256 {other.digest}" for other in installed()) if self.extractors else ""
        asked = {"extractors": others, "people": "" if self.people is People.ALL else self.people.value}
        return {"tagger": self.tagger, **{name: value for name, value in asked.items() if value}, **self.own.said()}


def _articles(page: Page) -> list[Article] | PageError:
    """The articles of a page, as printed."""
    plain = simplified_page(page)
    articles = [whole_article(plain)] if page.whole else split_articles(plain)
    if not articles:
        return EmptyPage(page.path, "no article was found in it (is it Chinese text of a newspaper?)")
    return [as_printed(article, page, plain) for article in articles]
