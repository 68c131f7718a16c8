"""A page in traditional print, folded before its articles are told apart, and these as printed afterwards.

Lines, bylines, heads and broken paragraphs are told by words and tables in simplified characters, so the articles room
reads the folded page: one place, where else every look-up of that room would have to fold. It cuts, joins and tidies
lines, but never invents a character; so each field of an article is made of pieces of the lines that the article took,
and the printed characters are those at the same places of the printed lines. From there on nothing needs to be put
back: kg.tagger folds an article's text as it folds its signs, and mentions and evidence are cut from the printed one.
"""

from __future__ import annotations

from dataclasses import replace

from kg.articles.identity import article_id
from kg.model import Article, Page
from kg.traditional.folding import is_traditional, simplified

_QUOTES = str.maketrans("「」『』﹃﹄﹁﹂", "“”‘’‘’“”")


def simplified_page(page: Page) -> Page:
    """The page in simplified characters, every line as long as printed; the page itself if there is nothing to fold.

    A page in traditional print gets the quotation marks of simplified print too.
    """
    printed = "\n".join((page.headline, page.byline, page.text))
    folded = simplified(printed)
    if is_traditional(printed):
        folded = folded.translate(_QUOTES)
    if folded == printed:
        return page
    byline, text = len(page.headline) + 1, len(page.headline) + len(page.byline) + 2
    return replace(page, headline=folded[: byline - 1], byline=folded[byline : text - 1], text=folded[text:])


def as_printed(article: Article, page: Page, folded: Page) -> Article:
    """An article of a folded page as the page prints it; its authors stay folded, since they are names to look for.

    Its id follows from what is printed, as that of every article.
    """
    if folded is page:
        return article
    plain, printed = (_lines(article, one) for one in (folded, page))
    headline, byline, body = (
        restore(text, plain, printed) for text in (article.headline, article.byline, article.body)
    )
    name = article.id if page.whole else article_id(page.path, headline, body)
    return replace(article, id=name, headline=headline, byline=byline, body=body)


def restore(text: str, plain: str, printed: str) -> str:
    """What is printed where a text made of pieces of the folded (plain) text has them; blanks may have changed.

    The longest piece is taken each time and, of several places, the next one behind the last piece, else the first. So
    only where an article prints the same characters twice, once so and once so, can one stand for the other.
    """
    found: list[str] = []
    at = behind = 0
    while at < len(text):
        length = 0 if text[at].isspace() else _longest(text, at, plain)
        if not length:
            found.append(text[at])
            at += 1
            continue
        piece = text[at : at + length]
        begin = plain.find(piece, behind)
        begin = begin if begin >= 0 else plain.find(piece)
        behind = begin + length
        found.append(printed[begin:behind])
        at += length
    return "".join(found)


def _longest(text: str, at: int, plain: str) -> int:
    """How many characters from there on stand in one piece in the folded text; by doubling, then by halving."""
    good, bad = 0, 1
    while text[at : at + bad] in plain and at + good < len(text):
        good, bad = bad, 2 * bad
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if text[at : at + middle] in plain else (good, middle)
    return min(good, len(text) - at)


def _lines(article: Article, page: Page) -> str:
    """What an article is made of: the lines that it took, or all of a page that is one."""
    if page.whole:
        return "\n".join((page.headline, page.byline, page.text))
    lines = page.text.split("\n")
    return "\n".join(lines[number - 1] for number in article.lines)
