"""A page → its articles: roles, then headings, bylines and paragraphs put together."""

from __future__ import annotations

import hashlib

from kg.articles.bylines import Byline, cut_bylines, read_byline
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft, draft_articles
from kg.articles.fragments import Page as PrintedPage
from kg.articles.fragments import gather_fragments
from kg.articles.headlines import Heading, resolve_heading
from kg.articles.lines import Line, read_lines
from kg.articles.paragraphs import Piece, mend, words_of
from kg.articles.roles import Role, assign_roles
from kg.model import Article, Page


def split_articles(page: Page) -> list[Article]:
    """Split a page into its articles, in the order in which their heads are printed.

    Every line goes to one article at most; furniture goes to none. Two articles with the same headline and body are
    one. An article whose head is missing has an empty headline.
    """
    lines = read_lines(page.text)
    cohesion = Cohesion(line.text for line in lines)
    roles = assign_roles(lines, cohesion)
    drafts = draft_articles(roles)
    gather_fragments(drafts, PrintedPage(lines, roles, cohesion, page.text))
    articles: dict[str, Article] = {}
    for draft in drafts:
        article = _finish(draft, lines, roles, cohesion, page)
        if article:
            same = articles.get(article.id)
            articles[article.id] = _merge(same, article) if same else article
    return list(articles.values())


def _finish(draft: Draft, lines: list[Line], roles: list[Role], cohesion: Cohesion, page: Page) -> Article | None:
    text = [position for position in draft.rest if roles[position] is Role.TEXT]
    heading = Heading("")
    if draft.heads:
        heading = resolve_heading(
            [lines[position] for position in draft.heads],
            lambda index: cohesion.between([draft.heads[index]], text),
            page.text,
        )
    bylines: list[Byline] = []
    body: list[str] = [*heading.kickers, *heading.subheads]
    pieces: dict[int, Piece] = {}
    for position in draft.rest:
        words, role = lines[position].text, roles[position]
        if role is Role.BYLINE:
            cut = read_byline(words)
            if cut:
                bylines.append(cut.byline)
        elif role is Role.TEXT:
            words, found = cut_bylines(words)
            bylines.extend(found)
            pieces[position] = Piece(position, words)
    paragraphs = {paragraph[0].position: paragraph for paragraph in mend(list(pieces.values()), page.text, draft.links)}
    for position in draft.rest:
        if roles[position] in (Role.SECTION, Role.CAPTION):
            body.append(lines[position].text)
        elif position in paragraphs:
            body.append(words_of(paragraphs[position]))
    heads = [position for index, position in enumerate(draft.heads) if index not in heading.columns]
    taken = [*heads, *draft.rest, *draft.repeats]
    if not body and not heading.headline:
        return None
    text_of_body = "\n".join(part for part in body if part)
    return Article(
        id=_identify(page.path, heading.headline, text_of_body),
        page=page.path,
        headline=heading.headline,
        byline=" ".join(byline.text for byline in bylines),
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        body=text_of_body,
        lines=tuple(sorted(number for position in taken for number in lines[position].numbers)),
    )


def _identify(path: str, headline: str, body: str) -> str:
    digest = hashlib.sha256("\0".join((path, headline, body)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"article/{digest[:16]}"


def _merge(first: Article, second: Article) -> Article:
    return Article(
        first.id, first.page, first.headline, first.byline, first.authors, first.body,
        tuple(sorted({*first.lines, *second.lines})),
    )  # fmt: skip
