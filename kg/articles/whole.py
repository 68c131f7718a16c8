"""A page that is one whole article → that article: nothing to split, but a byline to find and lines to tidy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.articles.bylines import LEAST_EXPECTED, Byline, cut_bylines, parse_names, read_byline
from kg.articles.identity import article_id
from kg.model import Article, Page
from kg.names import mean_score

# A byline on a line of its own stands under the headline or behind the last paragraph.
FIRST_LINES = 2


def whole_article(page: Page) -> Article:
    """The article that a page is; its body keeps the lines of the page's text.

    Its byline is the one that came with it, or else those that stand in its text. Its name derives from its file and
    its content, not from the row's number, so that a table can be sorted and grow.
    """
    lines = [re.sub(r"\s+", " ", line).strip() for line in page.text.split("\n")]
    lines = [line.lstrip("#").strip() for line in lines if line]
    if lines and page.headline and lines[0] == page.headline:
        del lines[0]
    byline = _read(page.byline) if page.byline else None
    bylines = [byline] if byline else []
    if not bylines:
        lines, bylines = _cut(lines)
    body = "\n".join(lines)
    file = re.sub(r"#\d+$", "", page.path)
    return Article(
        id=article_id(file, page.digest),
        page=page.path,
        headline=page.headline,
        byline=" ".join(dict.fromkeys(byline.text for byline in bylines)),
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        body=body,
        lines=(),
        date=page.date,
        paper=page.paper,
        number=page.number,
    )


def _read(text: str) -> Byline:
    """A byline that is known to be one; it names nobody where it holds no names (本报评论员)."""
    cut = read_byline(text)
    return cut.byline if cut else Byline(text, parse_names(text, _can_be_names) or ())


def _can_be_names(words: Sequence[str]) -> bool:
    return mean_score(words) >= LEAST_EXPECTED


def _cut(lines: list[str]) -> tuple[list[str], list[Byline]]:
    """The lines without the bylines among and in them, and these."""
    kept: list[str] = []
    bylines: list[Byline] = []
    for at, line in enumerate(lines):
        alone = read_byline(line) if at < FIRST_LINES or at == len(lines) - 1 else None
        rest, found = ("", [alone.byline]) if alone else cut_bylines(line)
        bylines += found
        kept += [rest] if rest else []
    return kept, bylines
