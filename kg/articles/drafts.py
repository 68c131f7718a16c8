"""Lines with their roles → drafts of articles, in the order of print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.articles.roles import Role


@dataclass(slots=True)
class Draft:
    """The lines of an article to be, by position on the page."""

    heads: list[int] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)  # lines that print again what stands in ``rest``
    # A line and the one that goes on from it, known from where a repeat of the first stands.
    links: set[tuple[int, int]] = field(default_factory=set)


def draft_articles(roles: Sequence[Role]) -> list[Draft]:
    """Begin an article at every head that follows something else; what stands before the first has no head."""
    drafts: list[Draft] = []
    before = Role.FURNITURE
    for position, role in enumerate(roles):
        if role is Role.FURNITURE:
            continue
        if not drafts or (role is Role.HEAD and before is not Role.HEAD):
            drafts.append(Draft())
        (drafts[-1].heads if role is Role.HEAD else drafts[-1].rest).append(position)
        before = role
    return drafts
