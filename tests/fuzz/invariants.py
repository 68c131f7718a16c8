"""What must hold whatever is read: no error but a page's own, places that are there, the same result twice, in time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from kg.articles import split_articles, whole_article
from kg.errors import EmptyPage, PageError, PageFailed
from kg.model import Article, Page
from kg.pages.caller import Given
from kg.pages.formats import suffix_of
from kg.pages.reading import read_data
from kg.reader import Reader
from kg.traditional.printing import simplified_page

SLOWEST = 20.0  # seconds of the processor for one small file or page; hundreds of times what is usual
LONGEST_READ = 20_000  # characters; the time for names grows with the square of an article's length
# These are read by packages of others, whose failures are foreseen in kind only.
FOREIGN = (".html", ".docx")


@dataclass
class Tally:
    """What a run has seen."""

    examples: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)

    def timed(self, what: str, work: Callable[[], None]) -> None:
        """Do it; an AssertionError if it takes longer than SLOWEST."""
        begin = time.process_time()
        work()
        took = time.process_time() - begin
        self.examples[what] += 1
        self.slowest[what] = max(took, self.slowest.get(what, 0.0))
        assert took < SLOWEST, f"it took {took:.0f} seconds"


def check_file(suffix: str, data: bytes, tally: Tally) -> None:
    """Read a file twice."""
    name = f"a{suffix}"
    found = list(read_data(data, name, Given()))
    assert list(map(repr, found)) == list(map(repr, read_data(data, name, Given())))
    assert found or suffix == ".zip" or suffix_of(data) == ".zip", "neither a page nor a reason came of it"
    for page in found:
        path = page.path if isinstance(page, Page) else page.page
        assert path.startswith(name)
        assert path.isprintable()
        if isinstance(page, PageError):
            tally.seen[type(page).__name__] += 1
            assert str(page).isprintable()
            assert page.reason.strip()
            kind = suffix or suffix_of(data)
            assert not isinstance(page, PageFailed) or kind in FOREIGN or kind == ".zip", page
            continue
        tally.seen["Page"] += 1
        assert page.text.strip()
        for text in (page.text, page.headline, page.byline, page.date, page.paper, page.number):
            assert text.encode().decode() == text
        assert "\r" not in page.text
        check_articles(page, tally)


def check_articles(page: Page, tally: Tally) -> None:
    """Tell the articles of a page apart, twice."""
    articles = [whole_article(page)] if page.whole else split_articles(page)
    assert articles == ([whole_article(page)] if page.whole else split_articles(page))
    tally.seen["Article"] += len(articles)
    numbers = Counter(number for article in articles for number in article.lines)
    printed = page.text.split("\n")
    assert all(1 <= number <= len(printed) for number in numbers)
    assert not numbers or max(numbers.values()) == 1, "a line is in two articles"
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert list(article.lines) == sorted(article.lines)
        _check_words(article, page, printed)


def _check_words(article: Article, page: Page, printed: list[str]) -> None:
    taken = page.text + page.headline + page.byline
    if article.lines:
        taken = "".join(printed[number - 1] for number in article.lines)
    there = Counter(taken)
    for text in (article.headline, article.byline, article.body):
        invented = {char for char in text if char not in there and not char.isspace()}
        assert not invented, f"{invented} is not printed"
    if not page.whole:
        assert "\n" not in article.headline


def check_reading(page: Page, tally: Tally) -> None:
    """Read the names and facts of a page, or of as much of it as any page has, twice."""
    page = replace(page, text=page.text[:LONGEST_READ])
    try:
        readings = _reader()(page)
    except EmptyPage:
        assert not split_articles(simplified_page(page))
        return
    assert readings == _reader()(page)
    for reading in readings:
        for referent in reading.referents:
            tally.seen["Referent"] += 1
            assert referent.mentions
            for mention in referent.mentions:
                text = reading.article.text(mention.field)
                assert 0 <= mention.begin < mention.end <= len(text)
                assert text[mention.begin : mention.end] == mention.surface
        known = {referent.id for referent in reading.referents}
        for claim in reading.claims:
            tally.seen["Claim"] += 1
            assert {claim.subject, claim.object} <= known
            assert claim.evidence
            assert claim.evidence in reading.article.body or claim.evidence in reading.article.headline


@cache
def _reader() -> Reader:
    return Reader("fast")
