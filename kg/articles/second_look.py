"""Roles and drafts looked at once more, for what only the article around a line can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.articles.bylines import cut_bylines
from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft
from kg.articles.lines import Line
from kg.articles.roles import Role

# A picture's own headline: a few characters before a caption that tells when and where.
LONGEST_PICTURE_TITLE = 12
_DATED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|昨日|连日来")
_CREDIT = re.compile(r"摄|图|供图|[（(]")
_SENTENCE_END = re.compile(r"[。！？!?]")


def name_pictures(lines: list[Line], roles: list[Role]) -> list[Role]:
    """A short line before a dated caption is the headline of a picture that stands for itself, not a caption too."""
    found = list(roles)
    for position in range(len(lines) - 1):
        text, below = lines[position].text, lines[position + 1].text
        if (
            roles[position] is Role.CAPTION
            and roles[position + 1] is Role.CAPTION
            and len(text) <= LONGEST_PICTURE_TITLE
            and not _CREDIT.search(text)
            and not _SENTENCE_END.search(text)
            and _DATED.match(below)
        ):
            found[position] = Role.HEAD
    return found


def part_double_signed(
    drafts: Iterable[Draft], lines: list[Line], roles: list[Role], cohesion: Cohesion
) -> Iterator[Draft]:
    """An article that is signed both under its head and at its end is two: it parts at the section head between.

    Of several section heads the one is chosen whose text shares least with the text before it.
    """
    for draft in drafts:
        above = [position for position in draft.rest if roles[position] is Role.BYLINE]
        below = [p for p in draft.rest if roles[p] is Role.TEXT and cut_bylines(lines[p].text)[1]]
        sections = [position for position in draft.rest if roles[position] is Role.SECTION]
        if not above or not below or not sections or not draft.heads:
            yield draft
            continue

        def shared(section: int, draft: Draft = draft) -> float:
            texts = [position for position in draft.rest if roles[position] is Role.TEXT]
            after = [position for position in texts if position > section]
            return cohesion.between([p for p in texts if p < section], after)

        cut = min(sections, key=lambda section: (shared(section), section))
        roles[cut] = Role.HEAD
        first, second = Draft(heads=draft.heads), Draft(heads=[cut])
        for position in draft.rest:
            if position != cut:
                (second if position > cut else first).rest.append(position)
        first.repeats = [position for position in draft.repeats if position < cut]
        second.repeats = [position for position in draft.repeats if position > cut]
        first.links = second.links = draft.links
        yield from (first, second)


def says_nothing(draft: Draft, lines: list[Line], roles: list[Role]) -> bool:
    """Whether a draft is no article: a slogan that stands alone, or a stray line without head and sentence."""
    told = [lines[position].text for position in draft.rest if roles[position] in (Role.TEXT, Role.CAPTION)]
    return not told or (not draft.heads and not any(_SENTENCE_END.search(text) for text in told))
