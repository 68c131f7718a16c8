"""A page → its articles: roles, then headings, bylines and paragraphs put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.articles.bylines import Byline, cut_bylines, read_byline
from kg.articles.captions import read_credit
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft, draft_articles
from kg.articles.fragments import Page as PrintedPage
from kg.articles.fragments import gather_fragments
from kg.articles.headlines import Heading, resolve_heading
from kg.articles.identity import article_id
from kg.articles.lines import Line, read_lines
from kg.articles.paragraphs import Piece, mend, words_of
from kg.articles.parts import in_parts
from kg.articles.roles import Role, assign_roles
from kg.articles.second_look import name_pictures, part_double_signed, says_nothing
from kg.model import Article, Page

# A picture with so many paragraphs is an item of its own, and its maker the writer.
MOST_PICTURE_TEXT = 1


def split_articles(page: Page) -> list[Article]:
    """Split a page into its articles, in the order in which their heads are printed.

    Every line goes to one article at most; furniture goes to none. Two articles with the same headline and body are
    one. An article whose head is missing has an empty headline. A text longer than a newspaper page (see parts) is
    many pages, one behind the other, whose articles are told apart each by themselves; a line as long, several lines.
    """
    parts = list(in_parts(read_lines(page.text)))
    articles: dict[str, Article] = {}
    for part in parts:
        text = page.text if len(parts) == 1 else "\n".join(line.text for line in part)
        for article in _split(part, replace(page, text=text)):
            same = articles.get(article.id)
            articles[article.id] = _merge(same, article) if same else article
    return list(articles.values())


def _split(lines: list[Line], page: Page) -> Iterator[Article]:
    cohesion = Cohesion(line.text for line in lines)
    roles = name_pictures(lines, assign_roles(lines, cohesion))
    drafts = draft_articles(roles)
    gather_fragments(drafts, PrintedPage(lines, roles, cohesion, page.text))
    for draft in list(part_double_signed(drafts, lines, roles, cohesion)):
        if not says_nothing(draft, lines, roles):
            article = _finish(draft, lines, roles, cohesion, page)
            if article:
                yield article


def _finish(draft: Draft, lines: list[Line], roles: list[Role], cohesion: Cohesion, page: Page) -> Article | None:
    heading = _read_heading(draft, lines, roles, cohesion, page)
    bylines: list[Byline] = []
    words: dict[int, str] = {}  # by position, without bylines
    for position in draft.rest:
        if roles[position] is Role.BYLINE:
            cut = read_byline(lines[position].text)
            bylines.extend([cut.byline] if cut else [])
        elif roles[position] is Role.TEXT:
            words[position], found = cut_bylines(lines[position].text)
            bylines.extend(found)
        else:
            words[position] = lines[position].text
    if not bylines:
        bylines = _sign_picture(draft, roles, words)
    body = [*heading.kickers, *heading.subheads, *_read_body(draft, roles, words, page)]
    heads = [position for index, position in enumerate(draft.heads) if index not in heading.columns]
    if not body and not heading.headline:
        return None
    text = "\n".join(part for part in body if part)
    return Article(
        id=article_id(page.path, heading.headline, text),
        page=page.path,
        headline=heading.headline,
        byline=" ".join(dict.fromkeys(byline.text for byline in bylines)),
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        body=text,
        lines=tuple(sorted(n for position in (*heads, *draft.rest, *draft.repeats) for n in lines[position].numbers)),
        date=page.date,
        paper=page.paper,
        number=page.number,
    )


def _read_heading(draft: Draft, lines: list[Line], roles: list[Role], cohesion: Cohesion, page: Page) -> Heading:
    if not draft.heads:
        return Heading("")
    text = [position for position in draft.rest if roles[position] is Role.TEXT]
    heads = draft.heads
    return resolve_heading(
        [lines[position] for position in heads], lambda index: cohesion.between([heads[index]], text), page.text
    )


def _sign_picture(draft: Draft, roles: list[Role], words: dict[int, str]) -> list[Byline]:
    """The byline of an article that has none elsewhere: at its caption's end, or, of a picture alone, its credit."""
    captions = [position for position in draft.rest if roles[position] is Role.CAPTION]
    for position in captions:
        words[position], found = cut_bylines(words[position])
        if found:
            return list(found)
    texts = [position for position in draft.rest if roles[position] is Role.TEXT]
    if len(texts) > MOST_PICTURE_TEXT:
        return []
    signed = []
    for position in captions + texts:
        credit = read_credit(words[position])
        if credit:
            words[position] = credit.rest
            signed.append(Byline(credit.text, credit.names))
    return signed


def _read_body(draft: Draft, roles: list[Role], words: dict[int, str], page: Page) -> Iterator[str]:
    """Section heads, captions and mended paragraphs, each where its first line is printed."""
    pieces = [Piece(position, words[position]) for position in draft.rest if roles[position] is Role.TEXT]
    paragraphs = {paragraph[0].position: paragraph for paragraph in mend(pieces, page.text, draft.links)}
    for position in draft.rest:
        if roles[position] in (Role.SECTION, Role.CAPTION):
            yield words[position]
        elif position in paragraphs:
            yield words_of(paragraphs[position])


def _merge(first: Article, second: Article) -> Article:
    return replace(first, lines=tuple(sorted({*first.lines, *second.lines})))
